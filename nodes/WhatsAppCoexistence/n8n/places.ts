import type { IHookFunctions } from 'n8n-workflow';
import { debugToken, readToken } from '../api/app';
import { getDialogWebhook, readDialogWebhook, setDialogWebhook } from '../api/dialogWebhooks';
import { hostOf } from '../api/explain';
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
} from '../api/webhooks';
import type { Provider } from '../contract/events';
import { REGISTERED_HEADER } from '../delivery/registeredHeader';
import { seal, unseal } from '../delivery/seal';
import { isObject, text } from '../wire/read';
import { credentialOf } from './client';
import { callOnce } from './outcome';
import { registeredSecretOf } from './secrets';
import type { Registration } from './settings';

/** For what an address is registered. It is kept in the static data of the node. */
export interface Target {
	readonly provider: Provider;
	readonly registration: Exclude<Registration, 'manual'>;
	/** Phone number id or account id; empty at 360dialog, where the API key says which number. */
	readonly id: string;
}

/** An address as it can be set again. `sealed`: what belongs to it and must not be read by others. */
export interface Address {
	readonly url: string;
	readonly sealed?: string;
}

/** What is set at this place itself, and who gets the deliveries when nothing is set here, in words. */
export interface Standing {
	readonly here: Address | null;
	readonly otherwise: string | null;
}

/** A place at a provider where an address is registered. Every call rejects with an ApiFailure. */
export interface Place {
	readonly what: string;
	read(): Promise<Standing>;
	set(url: string): Promise<void>;
	/** Sets an address again that was there before. */
	restore(address: Address): Promise<void>;
	clear(): Promise<void>;
}

/** A call and its reader, bound to the node. */
type Call = (request: ProviderRequest) => Promise<unknown>;

function metaNumber(call: Call, id: string, verifyToken: string): Place {
	const set = async (url: string): Promise<void> => void (await call(setNumberOverride(id, url, verifyToken)));
	return {
		what: 'phone number',
		async read() {
			const { number, account, app } = readNumberOverride(await call(getNumberOverride(id)));
			const otherwise = account ?? app;
			return { here: number === null ? null : { url: number }, otherwise: otherwise === null ? null : hostOf(otherwise) };
		},
		set,
		// Meta verifies this address too. Its verify token cannot be read: that of the credential is the best guess.
		restore: async ({ url }) => await set(url),
		clear: async () => void (await call(clearNumberOverride(id))),
	};
}

function metaAccount(call: Call, id: string, verifyToken: string, accessToken: string): Place {
	const set = async (url: string): Promise<void> => void (await call(setAccountOverride(id, url, verifyToken)));
	return {
		what: 'WhatsApp Business account',
		async read() {
			const apps = readSubscribedApps(await call(getSubscribedApps(id)));
			const { appId } = readToken(await call(debugToken(accessToken)));
			const url = apps.find((app) => app.appId === appId)?.override ?? null;
			return { here: url === null ? null : { url }, otherwise: 'the callback URL of the app' };
		},
		set,
		restore: async ({ url }) => await set(url),
		clear: async () => void (await call(clearAccountOverride(id))),
	};
}

function dialogNumber(call: Call, apiKey: string, secret: string): Place {
	const set = async (url: string, headers: Record<string, string>): Promise<void> =>
		void (await call(setDialogWebhook(url, headers)));
	return {
		what: 'phone number',
		async read() {
			const { url, headers } = readDialogWebhook(await call(getDialogWebhook()));
			return { here: url === null ? null : { url, sealed: seal(JSON.stringify(headers), apiKey) }, otherwise: null };
		},
		set: async (url) => await set(url, { [REGISTERED_HEADER]: secret }),
		async restore({ url, sealed }) {
			const headers: unknown = JSON.parse(unseal(sealed ?? '', apiKey) ?? '{}');
			await set(url, isObject(headers) ? (headers as Record<string, string>) : {});
		},
		// No call for removing it is documented; an empty address is what the empty configuration reads like.
		clear: async () => await set('', {}),
	};
}

/** The place of a target, with the credential of the node. */
export async function placeOf(context: IHookFunctions, { provider, registration, id }: Target): Promise<Place> {
	const credential = await credentialOf(context, provider);
	const field = (name: string): string => text(credential[name])?.trim() ?? '';
	const call: Call = async (request) => await callOnce(context, provider, request);
	if (provider === '360dialog') return dialogNumber(call, field('apiKey'), registeredSecretOf(context, credential) ?? '');
	if (registration === 'phoneNumber') return metaNumber(call, id, field('verifyToken'));
	return metaAccount(call, id, field('verifyToken'), field('accessToken'));
}
