import type { ProviderRequest } from '../../api/webhooks';
import { idPart } from '../../api/call';
import { getDialogWebhook, readDialogWebhook, setDialogWebhook } from '../../api/dialogWebhooks';
import {
	clearAccountOverride,
	clearNumberOverride,
	getNumberOverride,
	getSubscribedApps,
	LONGEST_OVERRIDE,
	readNumberOverride,
	readSubscribedApps,
	setAccountOverride,
	setNumberOverride,
} from '../../api/webhooks';
import { text } from '../../wire/read';
import { callApi, credentialOf } from '../client';
import { item, type Operation, type Task } from './operation';

/** The number or the account that an operation is about. */
interface Target {
	readonly isAccount: boolean;
	readonly id: string;
}

function targetOf({ parameter }: Task): Target {
	const isAccount = parameter('level') === 'account';
	const id = isAccount ? idPart(parameter('accountId'), 'The WhatsApp Business Account ID') : idPart(parameter('phoneNumberId'), 'The Phone Number ID');
	return { isAccount, id };
}

const callMeta = async ({ context, provider }: Task, request: ProviderRequest): Promise<unknown> => await callApi(context, provider, request);

/** A field of the credential, null when it is empty. */
async function credentialField({ context, provider }: Task, name: string): Promise<string | null> {
	return text((await credentialOf(context, provider))[name]);
}

/** What is set now, as an item. Values of headers are secrets: only their names come out. */
async function current(task: Task): Promise<object> {
	const { context, provider } = task;
	if (provider === '360dialog') {
		const { url, headers } = readDialogWebhook(await callApi(context, provider, getDialogWebhook()));
		return { url, headerNames: Object.keys(headers) };
	}
	const { isAccount, id } = targetOf(task);
	if (isAccount) return { accountId: id, apps: readSubscribedApps(await callMeta(task, getSubscribedApps(id))) };
	return { phoneNumberId: id, webhooks: readNumberOverride(await callMeta(task, getNumberOverride(id))) };
}

const ADDRESS = /^https?:\/\/[^\s/]+(\/\S*)?$/;

function callbackUrl({ parameter }: Task): string {
	const url = text(parameter('callbackUrl'))?.trim() ?? '';
	if (!ADDRESS.test(url)) throw new RangeError('The Callback URL is not an address that begins with https://');
	return url;
}

async function set(task: Task): Promise<void> {
	const { context, provider } = task;
	const url = callbackUrl(task);
	if (provider === '360dialog') {
		const [name, value] = [await credentialField(task, 'headerName'), await credentialField(task, 'headerValue')];
		const headers = name === null || value === null ? {} : { [name]: value };
		await callApi(context, provider, setDialogWebhook(url, headers));
		return;
	}
	if (url.length > LONGEST_OVERRIDE) throw new RangeError(`The Callback URL is longer than the ${LONGEST_OVERRIDE} characters that Meta takes`);
	const verifyToken = await credentialField(task, 'verifyToken');
	if (verifyToken === null) throw new RangeError('The credential has no Verify Token, with which Meta verifies the address');
	const { isAccount, id } = targetOf(task);
	await callMeta(task, isAccount ? setAccountOverride(id, url, verifyToken) : setNumberOverride(id, url, verifyToken));
}

export const getWebhook: Operation = {
	purpose: 'webhook',
	providers: ['meta', '360dialog'],
	run: async (task) => [item(await current(task))],
};

/** Answers with what is set afterwards, as the provider tells it. */
export const setWebhook: Operation = {
	purpose: 'webhook',
	providers: ['meta', '360dialog'],
	run: async (task) => {
		await set(task);
		return [item(await current(task))];
	},
};

export const clearWebhook: Operation = {
	purpose: 'webhook',
	providers: ['meta'],
	run: async (task) => {
		const { isAccount, id } = targetOf(task);
		await callMeta(task, isAccount ? clearAccountOverride(id) : clearNumberOverride(id));
		return [item(await current(task))];
	},
};
