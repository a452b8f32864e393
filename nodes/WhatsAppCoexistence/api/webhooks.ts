import { elements, own, text } from '../wire/read';

/** A call of a provider's API, without its address and its authentication. */
export interface ProviderRequest {
	readonly method: 'GET' | 'POST';
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly body?: object;
}

/** The longest callback address that Meta takes (Meta, webhooks/override). */
export const LONGEST_OVERRIDE = 200;

const override = (url: string, verifyToken: string) => ({ override_callback_uri: url, verify_token: verifyToken });

// One business number at Meta (webhooks/override). Precedence: number, then account, then app.

/** Reads the callback addresses that hold for a number. */
export const getNumberOverride = (phoneNumberId: string): ProviderRequest => ({
	method: 'GET',
	path: `/${phoneNumberId}`,
	query: { fields: 'webhook_configuration' },
});

/** Sets the override of a number; Meta verifies the address at once and refuses the call when that fails. */
export const setNumberOverride = (phoneNumberId: string, url: string, verifyToken: string): ProviderRequest => ({
	method: 'POST',
	path: `/${phoneNumberId}`,
	body: { webhook_configuration: override(url, verifyToken) },
});

/** Clears the override of a number: an empty address. */
export const clearNumberOverride = (phoneNumberId: string): ProviderRequest => ({
	method: 'POST',
	path: `/${phoneNumberId}`,
	body: { webhook_configuration: { override_callback_uri: '' } },
});

/** The addresses that hold for a number, each null when none is set. */
export interface NumberCallbacks {
	readonly number: string | null;
	readonly account: string | null;
	readonly app: string | null;
}

/** In: the answer to `getNumberOverride`. A missing configuration is one in which nothing is set. */
export function readNumberOverride(body: unknown): NumberCallbacks {
	const configuration = own(body, 'webhook_configuration');
	const address = (key: string): string | null => text(own(configuration, key));
	return { number: address('phone_number'), account: address('whatsapp_business_account'), app: address('application') };
}

// One WhatsApp Business account at Meta.

/** Reads the apps that are subscribed to an account, each with its override. */
export const getSubscribedApps = (accountId: string): ProviderRequest => ({
	method: 'GET',
	path: `/${accountId}/subscribed_apps`,
});

/** Sets the override of an account for the app of the token. */
export const setAccountOverride = (accountId: string, url: string, verifyToken: string): ProviderRequest => ({
	method: 'POST',
	path: `/${accountId}/subscribed_apps`,
	body: override(url, verifyToken),
});

/** Clears the override of an account: the same call without a body. The subscription stays. */
export const clearAccountOverride = (accountId: string): ProviderRequest => ({
	method: 'POST',
	path: `/${accountId}/subscribed_apps`,
});

/** An app that is subscribed to an account. */
export interface SubscribedApp {
	readonly appId: string | null;
	readonly override: string | null;
}

/** In: the answer to `getSubscribedApps`. */
export function readSubscribedApps(body: unknown): SubscribedApp[] {
	return elements(own(body, 'data')).map((app) => ({
		appId: text(own(own(app, 'whatsapp_business_api_data'), 'id')),
		override: text(own(app, 'override_callback_uri')),
	}));
}
