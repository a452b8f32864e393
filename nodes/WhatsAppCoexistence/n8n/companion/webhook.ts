import { idPart } from '../../api/call';
import type { CallbackTarget, SendRequest, TargetId } from '../../api/callbackTarget';
import { getDialogWebhook, readDialogWebhook } from '../../api/dialogWebhooks';
import {
	getNumberOverride,
	getSubscribedApps,
	LONGEST_OVERRIDE,
	readNumberOverride,
	readSubscribedApps,
} from '../../api/webhooks';
import { text } from '../../wire/read';
import { callApi } from '../client';
import { credentialCallback, credentialField } from '../credentialCallback';
import { item, type Operation, type Task } from './operation';

/** The number or the account that an operation is about. */
function targetOf({ parameter, provider }: Task): TargetId {
	if (provider === '360dialog') return { provider, registration: 'phoneNumber', id: '' };
	if (parameter('level') === 'account') {
		const id = idPart(parameter('accountId'), 'The WhatsApp Business Account ID');
		return { provider, registration: 'whatsAppBusinessAccount', id };
	}
	return { provider, registration: 'phoneNumber', id: idPart(parameter('phoneNumberId'), 'The Phone Number ID') };
}

async function callbackOf(task: Task): Promise<CallbackTarget> {
	const { context, provider } = task;
	const send: SendRequest = async (request) => await callApi(context, provider, request);
	return await credentialCallback(context, targetOf(task), send);
}

/** What is set now, as an item. Values of headers are secrets: only their names come out. */
async function current(task: Task): Promise<object> {
	const { context, provider } = task;
	const { registration, id } = targetOf(task);
	if (provider === '360dialog') {
		const { url, headers } = readDialogWebhook(await callApi(context, provider, getDialogWebhook()));
		return { url, headerNames: Object.keys(headers) };
	}
	if (registration === 'whatsAppBusinessAccount') {
		return { accountId: id, apps: readSubscribedApps(await callApi(context, provider, getSubscribedApps(id))) };
	}
	return { phoneNumberId: id, webhooks: readNumberOverride(await callApi(context, provider, getNumberOverride(id))) };
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
	const field = async (name: string): Promise<string> => await credentialField(context, provider, name);
	if (provider === '360dialog') {
		const [name, value] = [await field('headerName'), await field('headerValue')];
		await (await callbackOf(task)).set({ url, headers: name === '' || value === '' ? {} : { [name]: value } });
		return;
	}
	if (url.length > LONGEST_OVERRIDE) {
		throw new RangeError(`The Callback URL is longer than the ${LONGEST_OVERRIDE} characters that Meta takes`);
	}
	if ((await field('verifyToken')) === '') {
		throw new RangeError('The credential has no Verify Token, with which Meta verifies the address');
	}
	await (await callbackOf(task)).set({ url, headers: {} });
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
		await (await callbackOf(task)).clear();
		return [item(await current(task))];
	},
};
