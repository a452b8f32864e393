import type { Provider } from '../contract/events';
import { isEventName, type EventName } from '../contract/outputs';
import type { Authentication } from '../delivery/authenticate';
import { text } from '../wire/read';

/** Who tells the provider the address, and for what. */
export type Registration = 'manual' | 'phoneNumber' | 'whatsAppBusinessAccount';

/** The parameters of the trigger node (contract, section 2), checked. */
export interface Settings {
	readonly provider: Provider;
	readonly authentication: Authentication;
	readonly registration: Registration;
	/** The node registers its address at 360dialog, with a secret header of its own making. */
	readonly registersHeader: boolean;
	readonly events: ReadonlySet<EventName>;
	readonly simplify: boolean;
	readonly phoneNumberIds: ReadonlySet<string>;
	readonly deduplicate: boolean;
	readonly includeRaw: boolean;
	readonly downloadMedia: boolean;
	readonly spreadsheetSafe: boolean;
}

/** Reads one parameter of the node by its name; each n8n context has its own way. */
export type ReadParameter = (name: string) => unknown;

function idsOf(list: unknown): Set<string> {
	const ids = (text(list) ?? '').split(/[\s,;]+/).filter((id) => id !== '');
	return new Set(ids);
}

function registrationOf(chosen: unknown, provider: Provider): Registration {
	if (chosen === 'phoneNumber') return 'phoneNumber';
	return chosen === 'whatsAppBusinessAccount' && provider === 'meta' ? chosen : 'manual';
}

/** Reads the parameters. Whatever is not one of the known values falls back to the strict one. */
export function readSettings(read: ReadParameter): Settings {
	const authentication = read('authentication');
	const events = read('events');
	const options = (read('options') ?? {}) as Record<string, unknown>;
	const provider = read('provider') === '360dialog' ? '360dialog' : 'meta';
	const registration = registrationOf(read('registration'), provider);
	return {
		provider,
		registration,
		registersHeader: provider === '360dialog' && registration === 'phoneNumber',
		authentication: authentication === 'header' || authentication === 'none' ? authentication : 'signature',
		events: new Set((Array.isArray(events) ? events : []).filter(isEventName)),
		simplify: read('simplify') !== false,
		phoneNumberIds: idsOf(options['phoneNumberIds']),
		deduplicate: options['deduplicate'] !== false,
		includeRaw: options['includeRaw'] === true,
		downloadMedia: options['downloadMedia'] === true,
		spreadsheetSafe: options['spreadsheetSafe'] === true,
	};
}
