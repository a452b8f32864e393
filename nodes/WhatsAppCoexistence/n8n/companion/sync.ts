import { type ApiFailure, isSyncRepeated, isThrottled } from '../../api/failure';
import { requestIdOf, startSync, type SyncType } from '../../api/sync';
import { text } from '../../wire/read';
import { callApi } from '../client';
import { item, type Operation } from './operation';

/** A sync that was asked for before comes with the code of a throttled call: asking again cannot help. */
const isRetried = (failure: ApiFailure): boolean => isThrottled(failure) && !isSyncRepeated(failure);

function starting(type: SyncType): Operation {
	return {
		purpose: 'sync',
		providers: ['meta', '360dialog'],
		run: async ({ context, provider, parameter }) => {
			const phoneNumberId = provider === 'meta' ? text(parameter('phoneNumberId'))?.trim() ?? null : null;
			const answer = await callApi(context, provider, startSync(provider, type, phoneNumberId), { isRetried });
			return [item({ phoneNumberId, syncType: type, requestId: requestIdOf(answer) })];
		},
	};
}

export const startContacts = starting('smb_app_state_sync');
export const startHistory = starting('history');
