import { boolean, elements, own, text } from '../wire/read';
import type { ProviderRequest } from './webhooks';

/** The object of an app's subscriptions under which WhatsApp's fields are (Meta, webhooks/subscriptions). */
const WHATSAPP_OBJECT = 'whatsapp_business_account';

/** Asks what a token is; the token itself may ask it. */
export const debugToken = (accessToken: string): ProviderRequest => ({
	method: 'GET',
	path: '/debug_token',
	query: { input_token: accessToken },
});

/** What Meta says of a token: `accounts` are those to which it is limited, empty when it is not. */
export interface TokenFacts {
	readonly appId: string | null;
	readonly isValid: boolean;
	readonly accounts: readonly string[];
}

/** In: the answer to `debugToken`. */
export function readToken(body: unknown): TokenFacts {
	const data = own(body, 'data');
	const management = elements(own(data, 'granular_scopes')).find((each) => own(each, 'scope') === 'whatsapp_business_management');
	return {
		appId: text(own(data, 'app_id')),
		isValid: boolean(own(data, 'is_valid')) !== false,
		accounts: elements(own(management, 'target_ids')).map(text).filter((account) => account !== null),
	};
}

/** Reads what an app is subscribed to; needs an app access token. */
export const getAppSubscriptions = (appId: string): ProviderRequest => ({ method: 'GET', path: `/${appId}/subscriptions` });

/** The access token of an app (Meta, access-tokens). */
export const appAccessToken = (appId: string, appSecret: string): string => `${appId}|${appSecret}`;

/** The WhatsApp fields that an app receives; null when it has no active subscription for WhatsApp at all. */
export function readAppFields(body: unknown): Set<string> | null {
	const subscription = elements(own(body, 'data')).find((each) => own(each, 'object') === WHATSAPP_OBJECT);
	if (subscription === undefined || boolean(own(subscription, 'active')) === false) return null;
	// A list of names in old versions, of `{ name, version }` in new ones.
	const names = elements(own(subscription, 'fields')).map((field) => text(field) ?? text(own(field, 'name')));
	return new Set(names.filter((name) => name !== null));
}
