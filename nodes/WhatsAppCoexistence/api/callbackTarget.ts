import type { Provider } from '../contract/events';
import { debugToken, readToken } from './app';
import { getDialogWebhook, readDialogWebhook, setDialogWebhook } from './dialogWebhooks';
import { hostOf } from './explain';
import {
	clearAccountOverride,
	clearNumberOverride,
	getNumberOverride,
	getSubscribedApps,
	readNumberOverride,
	readSubscribedApps,
	setAccountOverride,
	setNumberOverride,
	type ProviderRequest,
} from './webhooks';

/** A webhook URL, with the headers that 360dialog sends along; Meta has none. */
export interface Callback {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
}

/** What is set at a target, and who gets its deliveries when nothing is set there, as text for people. */
export interface CurrentCallback {
	readonly callback: Callback | null;
	readonly fallback: string | null;
}

/** A number or an account whose webhook URL can be set. Every method rejects with an ApiFailure. */
export interface CallbackTarget {
	/** What it is, for people. */
	readonly what: string;
	read(): Promise<CurrentCallback>;
	set(callback: Callback): Promise<void>;
	clear(): Promise<void>;
}

/** Identifies a target. */
export interface TargetId {
	readonly provider: Provider;
	readonly registration: 'phoneNumber' | 'whatsAppBusinessAccount';
	/** Phone number ID or account ID. 360dialog has none: there the API key determines the number. */
	readonly id: string;
}

/** What a target is, for people. */
export const kindOf = ({ registration }: Pick<TargetId, 'registration'>): string =>
	registration === 'phoneNumber' ? 'phone number' : 'WhatsApp Business account';

/** Sends a request with the credential of the node. Out: the parsed body. Rejects with an ApiFailure. */
export type SendRequest = (request: ProviderRequest) => Promise<unknown>;

/** A callback at Meta; null if `url` is null. */
const withoutHeaders = (url: string | null): Callback | null => (url === null ? null : { url, headers: {} });

// Meta verifies each URL when it is set. The verify token of an earlier URL cannot be read back, so the credential's
// token is used.

function metaNumber(send: SendRequest, id: string, verifyToken: string): CallbackTarget {
	return {
		what: kindOf({ registration: 'phoneNumber' }),
		async read() {
			const { number, account, app } = readNumberOverride(await send(getNumberOverride(id)));
			const fallback = account ?? app;
			return { callback: withoutHeaders(number), fallback: fallback === null ? null : hostOf(fallback) };
		},
		set: async ({ url }) => void (await send(setNumberOverride(id, url, verifyToken))),
		clear: async () => void (await send(clearNumberOverride(id))),
	};
}

function metaAccount(send: SendRequest, id: string, verifyToken: string, accessToken: string): CallbackTarget {
	return {
		what: kindOf({ registration: 'whatsAppBusinessAccount' }),
		async read() {
			const apps = readSubscribedApps(await send(getSubscribedApps(id)));
			const { appId } = readToken(await send(debugToken(accessToken)));
			const override = apps.find((app) => app.appId === appId)?.override ?? null;
			return { callback: withoutHeaders(override), fallback: 'the callback URL of the app' };
		},
		set: async ({ url }) => void (await send(setAccountOverride(id, url, verifyToken))),
		clear: async () => void (await send(clearAccountOverride(id))),
	};
}

function dialogNumber(send: SendRequest): CallbackTarget {
	return {
		what: kindOf({ registration: 'phoneNumber' }),
		async read() {
			const { url, headers } = readDialogWebhook(await send(getDialogWebhook()));
			return { callback: url === null ? null : { url, headers }, fallback: null };
		},
		set: async ({ url, headers }) => void (await send(setDialogWebhook(url, headers))),
		// 360dialog documents no request that removes a webhook; an unset one reads as an empty URL, so that is set.
		clear: async () => void (await send(setDialogWebhook('', {}))),
	};
}

/** What Meta's callbacks need of a credential besides its authentication; empty strings when it has none. */
export interface CallbackTokens {
	readonly verifyToken: string;
	readonly accessToken: string;
}

/** The webhook URL of a number or an account, to read, set and clear. `send` uses the credential of the node. */
export function callbackTarget(
	{ provider, registration, id }: TargetId,
	send: SendRequest,
	{ verifyToken, accessToken }: CallbackTokens,
): CallbackTarget {
	if (provider === '360dialog') return dialogNumber(send);
	if (registration === 'phoneNumber') return metaNumber(send, id, verifyToken);
	return metaAccount(send, id, verifyToken, accessToken);
}
