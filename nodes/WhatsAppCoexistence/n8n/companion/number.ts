import type { INodeExecutionData } from 'n8n-workflow';
import { listNumbers, numberOf, pageOf, readNumber } from '../../api/numbers';
import { callApi } from '../client';
import { item, type Operation } from './operation';

export const getStatus: Operation = {
	purpose: 'number',
	providers: ['meta'],
	run: async ({ context, provider, parameter }) => {
		const answer = await callApi(context, provider, readNumber(parameter('phoneNumberId')));
		return [item(numberOf(answer))];
	},
};

/** No account has so many pages: a list that never ends must not keep an execution busy for ever. */
const MOST_PAGES = 200;

export const getMany: Operation = {
	purpose: 'number',
	providers: ['meta'],
	run: async ({ context, provider, parameter }) => {
		const accountId = parameter('accountId');
		const limit = parameter('returnAll') === true ? Infinity : Math.max(1, Number(parameter('limit')));
		const found: INodeExecutionData[] = [];
		let after: string | undefined;
		for (let page = 0; page < MOST_PAGES && found.length < limit; page++) {
			const { elements, after: next } = pageOf(await callApi(context, provider, listNumbers(accountId, limit - found.length, after)));
			found.push(...elements.map((number) => item(numberOf(number))));
			if (next === null) break;
			after = next;
		}
		return found.slice(0, limit === Infinity ? undefined : limit);
	},
};
