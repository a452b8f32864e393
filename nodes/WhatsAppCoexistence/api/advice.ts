import type { Provider } from '../contract/events';
import { isPermission, isSyncRepeated, isThrottled, type FailureParts } from './failure';

/** What was being done; some codes mean something else in each case. */
export type Purpose = 'sync' | 'number' | 'webhook' | 'media';

/** What to tell a person: what happened in one sentence, and what to do now. */
export interface Advice {
	readonly message: string;
	readonly description: string;
}

const advice = (message: string, description: string): Advice => ({ message, description });

function minutes(waitMs: number | null): string {
	if (waitMs === null) return 'a few minutes';
	const count = Math.ceil(waitMs / 60_000);
	return count === 1 ? 'a minute' : `${count} minutes`;
}

function refusedKey(provider: Provider): Advice {
	if (provider === '360dialog') {
		return advice('360dialog did not accept the API key', 'Create a key for this number in the 360dialog Hub and enter it in the credential.');
	}
	return advice(
		'Meta did not accept the access token',
		'It is missing, expired or revoked. Create a system user token with whatsapp_business_management and whatsapp_business_messaging in the Business Settings and enter it in the credential.',
	);
}

const REPEATED = advice(
	'This sync was requested before',
	'Meta allows each sync once after a number was connected. If its webhooks never came, the number has to be disconnected in the WhatsApp Business app and connected again; make sure first that the app is subscribed to the webhook fields.',
);
const PERMISSION = advice(
	'The access token lacks a permission for this',
	'It needs whatsapp_business_management, and whatsapp_business_messaging for media, and the system user must be assigned to this WhatsApp Business account.',
);
const UNREACHABLE = advice(
	'The webhook URL could not be verified',
	'The provider requested it immediately and did not get the expected answer. Publish the workflow first, use the production URL (not the test URL), and check that it can be reached from the internet over HTTPS and that the verify token is the same on both sides.',
);

/** Turns a refusal into advice. In: what was being done, who refused and why. The provider's own words come last. */
export function adviceFor(purpose: Purpose, failure: FailureParts): Advice {
	const { provider, status, code, subcode, said, traceId, waitMs } = failure;
	const name = provider === 'meta' ? 'Meta' : '360dialog';
	const words = [said === '' ? '' : `${name} said: ${said}`, code === null ? '' : `(code ${code})`, traceId === null ? '' : `Trace ID for the support: ${traceId}.`];
	const own = (): Advice => {
		if (status === null) return advice(`${name} could not be reached`, 'Check the Base URL of the credential, and whether this n8n may call out to the internet.');
		if (purpose === 'sync' && isSyncRepeated(failure)) return REPEATED;
		if (isThrottled(failure)) return advice(`${name} has received too many calls`, `Try again in ${minutes(waitMs)}. Retry On Fail in the settings of this node does so by itself.`);
		if (status === 401 || code === 190 || code === 104) return refusedKey(provider);
		if (purpose === 'webhook' && (code === 2200 || /callback verification|verify token|validat/i.test(said))) return UNREACHABLE;
		if (isPermission(failure) || status === 403) return PERMISSION;
		if (subcode === 33 || status === 404) {
			return advice('There is no such object, or the token may not see it', 'Check the ID: a phone number ID is not the phone number, and an account ID is not the app ID. Then check that the token belongs to the same business.');
		}
		if (purpose === 'sync' && status < 500) {
			return advice(`${name} did not start the sync`, 'It is possible within 24 hours after the number was connected, contacts first, for numbers that are used in the WhatsApp Business app. After that the number has to be connected again.');
		}
		if (status >= 500 || code === 1 || code === 2) return advice(`${name} has a problem of its own`, 'Try again later.');
		return advice(`${name} refused the call`, 'Check the parameters of this node.');
	};
	const { message, description } = own();
	return { message, description: [description, ...words].filter((part) => part !== '').join(' ') };
}
