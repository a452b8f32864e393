import { isPermission, isThrottled, type FailureParts } from './failure';

/** What the call was about, for the words of the advice. */
export interface About {
	/** The number or account, as a person would call it. */
	readonly what: string;
	/** The address that was to be set, if the call was to set one. */
	readonly url?: string;
}

const REACH = 'It must be reachable from the internet over https with a valid certificate; n8n builds it from N8N_WEBHOOK_URL (WEBHOOK_URL before 2.35)';

/** The host of an address, which may be shown: the path of a webhook address is half a secret. */
export function hostOf(url: string): string {
	return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(url)?.[1] ?? 'unknown';
}

/** Meta's verification failed. Codes 2200 and 2201 and the HTTP status in the words are what practitioners report. */
function explainVerification(message: string, url: string): string {
	const status = /status code\s{0,3}=\s{0,3}(\d{3})/i.exec(message)?.[1];
	const host = hostOf(url);
	if (status === '403') {
		return `Meta reached ${host}, but the verify token did not match. Check that the webhook URL leads to this n8n and that both use the Verify Token of this credential`;
	}
	if (status === '404') {
		return `Meta reached ${host}, but nothing answers at this webhook URL. Check N8N_WEBHOOK_URL of n8n (WEBHOOK_URL before 2.35), and that the proxy passes the whole path on. After another failure n8n 2 takes the webhook down between its attempts: publish again`;
	}
	if (/mismatch|does not match|challenge/i.test(message)) {
		return `Meta reached ${host}, but something other than this node answered: a login page or a proxy. Let GET requests to the webhook URL through unchanged`;
	}
	return `Meta could not reach the webhook URL at ${host}. ${REACH}`;
}

/** Whether the setting of an address failed because of this address, and would fail again. */
export function isAddressRefused({ provider, status, code, words }: FailureParts): boolean {
	if (provider === '360dialog') return status === 400;
	return code === 2200 || code === 2201 || /callback url|verif|challenge/i.test(words);
}

function explainGraph(failure: FailureParts, status: number, { what, url }: About): string {
	const { code, subcode, said, words } = failure;
	if (url !== undefined && isAddressRefused(failure)) return explainVerification(words, url);
	if (code === 190 || code === 102 || status === 401) {
		return 'Meta did not accept the access token: it has expired, was revoked, or is cut off. Create a system user token with whatsapp_business_management and enter it in the credential';
	}
	if (/must be subscribed/i.test(words)) return notSubscribed();
	if (code === 100 && (subcode === 33 || /does not exist|unsupported (get|post) request/i.test(words))) {
		return `Meta knows no ${what} with this ID that the access token may see. Check the ID (it is not the phone number itself), that the token has the permission whatsapp_business_management, and that its system user is assigned to the account`;
	}
	if (isPermission(failure)) {
		return `The access token lacks a permission for this ${what}. Create a system user token with whatsapp_business_management and assign the system user to the account with full control`;
	}
	if (isThrottled(failure)) {
		return 'Meta allows no more requests for now. Wait some minutes and publish again';
	}
	if (status >= 500 || code === 1 || code === 2) return 'Meta has a temporary problem. Publish again in some minutes';
	return `Meta refused it (HTTP ${status}${code === null ? '' : `, code ${code}`}): ${said.slice(0, 200)}`;
}

/** The account is not subscribed to the app: nothing of it is ever delivered. */
export function notSubscribed(): string {
	return 'The WhatsApp Business account is not subscribed to the app of the access token, so nothing would arrive. Subscribe it once (POST /{account id}/subscribed_apps with this token, or connect the account to the app in the App Dashboard), then publish again';
}

function explainDialog({ said }: FailureParts, status: number, { url }: About): string {
	if (status === 401 || status === 403) {
		return '360dialog did not accept the API key. Create one for this number in the 360dialog Hub and enter it in the credential';
	}
	if (status === 429) return '360dialog allows no more requests for now. Wait some minutes and publish again';
	if (status >= 500) return '360dialog has a temporary problem. Publish again in some minutes';
	const rule = url === undefined ? '' : `. The host of the webhook URL (${hostOf(url)}) must be public, and must not contain an underscore or a port`;
	return `360dialog refused it (HTTP ${status}): ${said.slice(0, 200)}${rule}`;
}

/**
 * What a person can do about a failed call, in one or two sentences without a full stop at the end. It holds
 * words of the provider only where nothing better is known, never a token or an address with its path.
 */
export function explain(failure: FailureParts, about: About): string {
	const { provider, status } = failure;
	if (status === null) {
		const host = provider === 'meta' ? 'Meta' : '360dialog';
		return `n8n got no answer from ${host}. Check the Base URL of the credential, and that this n8n may connect to the internet`;
	}
	return provider === 'meta' ? explainGraph(failure, status, about) : explainDialog(failure, status, about);
}
