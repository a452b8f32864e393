import type { IDataObject } from 'n8n-workflow';
import type { CoexistenceEvent } from '../contract/events';
import { flatten } from '../contract/flat';
import { spreadsheetSafe } from '../contract/spreadsheet';

/** The form of an item. */
export interface Form {
	readonly simplify: boolean;
	readonly spreadsheetSafe: boolean;
	readonly downloadMedia: boolean;
}

/** An own copy of what events of one delivery share: a workflow may change an item and must not change others. */
function unshared(event: CoexistenceEvent): CoexistenceEvent {
	const copy = { ...event, business: { ...event.business } } as CoexistenceEvent;
	if (copy.contact !== null) copy.contact = { ...copy.contact, matchKeys: [...copy.contact.matchKeys] };
	if ('history' in copy) copy.history = { ...copy.history };
	if ('message' in copy) copy.message = { ...copy.message, errors: [...copy.message.errors] };
	return copy;
}

/** The JSON of an event in the form that the user chose. */
export function itemJson(event: CoexistenceEvent, form: Form): IDataObject {
	const shown = form.spreadsheetSafe ? spreadsheetSafe(event) : event;
	const json = form.simplify ? flatten(shown, { withMediaError: form.downloadMedia }) : unshared(shown);
	return json as unknown as IDataObject;
}
