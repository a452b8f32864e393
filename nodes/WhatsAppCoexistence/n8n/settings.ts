import type { Provider } from '../contract/events';
import { isEventName, type EventName } from '../contract/outputs';
import type { Policy } from '../delivery/authenticate';
import { text } from '../wire/read';

/** Who tells the provider the address, and for what. */
export type Registration = 'manual' | 'phoneNumber' | 'whatsAppBusinessAccount';

/** The parameters that say how a delivery proves itself. */
export interface PolicySettings extends Policy {
	readonly registration: Registration;
}

/** The parameters that say what of a delivery is wanted. */
export interface SelectionSettings {
	readonly events: ReadonlySet<EventName>;
	readonly phoneNumberIds: ReadonlySet<string>;
}

/** The parameters of the trigger node (docs/contract.md, section 2), checked. */
export interface Settings extends PolicySettings, SelectionSettings {
	readonly simplify: boolean;
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

/** Reads how a delivery proves itself: all that is needed to refuse one, and n8n takes its time for each parameter. */
export function readPolicy(read: ReadParameter): PolicySettings {
	const provider = read('provider') === '360dialog' ? '360dialog' : 'meta';
	const authentication = read('authentication');
	const registration = registrationOf(read('registration'), provider);
	return {
		provider,
		registration,
		registersHeader: provider === '360dialog' && registration === 'phoneNumber',
		authentication: authentication === 'header' || authentication === 'none' ? authentication : 'signature',
	};
}

const optionsOf = (read: ReadParameter): Record<string, unknown> => (read('options') ?? {}) as Record<string, unknown>;

/** Reads what of a delivery is wanted. */
export function readSelection(read: ReadParameter, options = optionsOf(read)): SelectionSettings {
	const events = read('events');
	return {
		events: new Set((Array.isArray(events) ? events : []).filter(isEventName)),
		phoneNumberIds: idsOf(options['phoneNumberIds']),
	};
}

/** Reads the parameters. Whatever is not one of the known values falls back to the strict one. */
export function readSettings(read: ReadParameter): Settings {
	const options = optionsOf(read);
	return {
		...readPolicy(read),
		...readSelection(read, options),
		simplify: read('simplify') !== false,
		deduplicate: options['deduplicate'] !== false,
		includeRaw: options['includeRaw'] === true,
		downloadMedia: options['downloadMedia'] === true,
		spreadsheetSafe: options['spreadsheetSafe'] === true,
	};
}
