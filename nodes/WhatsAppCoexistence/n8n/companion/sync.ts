import { isSyncRepeated, isThrottled } from '../../api/failure';
import { requestIdOf, startSync, type SyncType } from '../../api/sync';
import { text } from '../../wire/read';
import { callApi } from '../client';
import { item, type Operation } from './operation';

function starting(type: SyncType): Operation {
	return {
		purpose: 'sync',
		providers: ['meta', '360dialog'],
		run: async ({ context, provider, parameter }) => {
			const phoneNumberId = provider === 'meta' ? text(parameter('phoneNumberId'))?.trim() ?? null : null;
			// A sync that was asked for before comes with the code of a throttled call: asking again cannot help.
			const answer = await callApi(context, provider, startSync(provider, type, phoneNumberId), (failure) => isThrottled(failure) && !isSyncRepeated(failure));
			return [item({ phoneNumberId, syncType: type, requestId: requestIdOf(answer) })];
		},
	};
}

export const startContacts = starting('smb_app_state_sync');
export const startHistory = starting('history');
