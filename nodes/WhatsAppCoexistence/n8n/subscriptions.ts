import type { IHookFunctions } from 'n8n-workflow';
import { appAccessToken, debugToken, getAppSubscriptions, readAppFields, readToken } from '../api/app';
import { mayReceiveAppSecret } from '../api/baseUrl';
import { hostOf, notSubscribed } from '../api/explain';
import { failureOf } from '../api/failure';
import { getSubscribedApps, readSubscribedApps } from '../api/webhooks';
import { configured } from '../delivery/secret';
import { fieldsToSubscribe } from '../fields/registry';
import { baseUrl, credentialOf } from './client';
import { callWithRetry, toResult } from './outcome';
import type { Settings } from './settings';

/** What was found: `fatal` when it is certain that nothing will ever arrive, and what is only worth a warning. */
export interface Findings {
	readonly fatal: string | null;
	readonly warnings: readonly string[];
}

const OK: Findings = { fatal: null, warnings: [] };
const fatal = (words: string): Findings => ({ fatal: words, warnings: [] });
const warning = (words: string): Findings => ({ fatal: null, warnings: [words] });

/** Codes with which Graph refuses an app access token: its secret is not that of the app. */
const WRONG_APP_TOKEN = new Set([1, 101, 190]);

/** The WhatsApp fields of an app, asked with each app secret in turn; what is wrong when none of them is the app's. */
async function appFields(context: IHookFunctions, appId: string, secrets: readonly string[]) {
	let refused = false;
	for (const secret of secrets) {
		const call = callWithRetry(context, 'meta', getAppSubscriptions(appId), appAccessToken(appId, secret));
		const outcome = await toResult(call);
		if (outcome.failure === undefined) return { fields: readAppFields(outcome.value) };
		const { status, code } = outcome.failure;
		refused ||= WRONG_APP_TOKEN.has(code ?? 0) || status === 401;
	}
	return { refused };
}

/** Whether the app is subscribed to the fields of the chosen events: the override changes the address, not the fields. */
async function checkFields(context: IHookFunctions, settings: Settings, appId: string): Promise<Findings> {
	const credential = await credentialOf(context, 'meta');
	const base = await baseUrl(context, 'meta');
	if (!mayReceiveAppSecret(base)) {
		return warning(
			`Whether the app is subscribed to the fields was not checked: Meta answers that only with the App Secret, which is never sent to another host than Meta's, and the Base URL of the credential is at ${hostOf(base)}. Look at WhatsApp > Configuration > Webhook fields in the App Dashboard`,
		);
	}
	const secrets = configured([credential['appSecret'], credential['previousAppSecret']]);
	if (secrets.length === 0) return warning('The credential holds no App Secret: the fields of the app could not be checked');
	const found = await appFields(context, appId, secrets);
	if (found.fields === undefined) {
		if (!found.refused) return warning('Meta did not say which fields the app is subscribed to');
		const words =
			'The App Secret of the credential is not the secret of the app that the access token belongs to. Copy it from App settings > Basic, or take a token of the same app';
		return settings.authentication === 'signature' ? fatal(`${words}: as it is, every delivery would be refused`) : warning(words);
	}
	const { fields } = found;
	const wanted = [...fieldsToSubscribe(settings.events)];
	const missing = wanted.filter((field) => fields?.has(field) !== true);
	if (missing.length === 0) return OK;
	const steps = 'Subscribe it in the App Dashboard, WhatsApp > Configuration > Webhook fields';
	if (fields === null || missing.length === wanted.length) {
		return fatal(`The app is not subscribed to ${missing.join(', ')}, so nothing would arrive. ${steps}, then publish again`);
	}
	return warning(`The app is not subscribed to ${missing.join(', ')}: nothing of that will arrive. ${steps}`);
}

/** Whether the account is subscribed to the app. */
async function checkAccount(context: IHookFunctions, accountId: string, appId: string): Promise<Findings> {
	const apps = readSubscribedApps(await callWithRetry(context, 'meta', getSubscribedApps(accountId)));
	return apps.some((app) => app.appId === appId) ? OK : fatal(notSubscribed());
}

/**
 * Looks whether anything can arrive at all from an app at Meta. In: the id of the account, empty when it is not
 * known; it is then learnt from the token if that is limited to one account. Rejects with an ApiFailure when the token
 * is not accepted or the account cannot be read.
 */
export async function checkSubscriptions(context: IHookFunctions, settings: Settings, accountId: string): Promise<Findings> {
	const accessToken = configured([(await credentialOf(context, 'meta'))['accessToken']])[0] ?? '';
	const token = readToken(await callWithRetry(context, 'meta', debugToken(accessToken)));
	if (!token.isValid) throw failureOf('meta', 401, undefined, null);
	if (token.appId === null) return warning('Meta did not say which app the access token belongs to: its subscriptions could not be checked');
	const account = accountId === '' && token.accounts.length === 1 ? token.accounts[0]! : accountId;
	const ofAccount =
		account === ''
			? warning('Whether the account is subscribed to the app could not be checked: enter the WhatsApp Business Account ID')
			: await checkAccount(context, account, token.appId);
	const ofFields = await checkFields(context, settings, token.appId);
	const always = settings.events.has('account.updated')
		? ["Account updates always go to the app's own callback URL: Meta has no other address for them"]
		: [];
	return { fatal: ofAccount.fatal ?? ofFields.fatal, warnings: [...ofAccount.warnings, ...ofFields.warnings, ...always] };
}
