import { isObject, own, text } from '../wire/read';
import type { ProviderRequest } from './webhooks';

/** The webhook of a number at 360dialog, with the headers that are sent along. */
export interface DialogWebhook {
	readonly url: string | null;
	readonly headers: Readonly<Record<string, string>>;
}

const PATH = '/v1/configs/webhook';

/** Reads the webhook of the number that the API key belongs to. */
export const getDialogWebhook = (): ProviderRequest => ({ method: 'GET', path: PATH });

/** Sets it. 360dialog verifies nothing and takes no port and no underscore in the host (360dialog, webhook). */
export const setDialogWebhook = (url: string, headers: Readonly<Record<string, string>>): ProviderRequest => ({
	method: 'POST',
	path: PATH,
	body: { url, headers },
});

/** In: the answer to `getDialogWebhook`. */
export function readDialogWebhook(body: unknown): DialogWebhook {
	const headers = own(body, 'headers');
	const texts = Object.entries(isObject(headers) ? headers : {}).flatMap(([name, value]) => {
		const read = text(value);
		return read === null ? [] : [[name, read]];
	});
	return { url: text(own(body, 'url')), headers: Object.fromEntries(texts) };
}
