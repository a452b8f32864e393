import type { Provider } from '../contract/events';
import { own, text } from '../wire/read';
import { idPart } from './call';
import type { ProviderRequest } from './webhooks';

/** What a sync asks the phone for, by the name on the wire. Contacts come first. */
export type SyncType = 'smb_app_state_sync' | 'history';

/**
 * Asks the phone of the business for its contacts or its history: once each, within 24 hours of the
 * onboarding, contacts first. Source: Meta, embedded-signup/onboarding-business-app-users. 360dialog knows the
 * number by the API key and documents no body; it gets Meta's.
 */
export function startSync(provider: Provider, type: SyncType, phoneNumberId: unknown): ProviderRequest {
	const body = { messaging_product: 'whatsapp', sync_type: type };
	if (provider === '360dialog') return { method: 'POST', path: '/synchronization', body };
	return { method: 'POST', path: `/${idPart(phoneNumberId, 'The Phone Number ID')}/smb_app_data`, body };
}

/** The id under which Meta's support finds a sync; null when none was told. */
export function requestIdOf(answer: unknown): string | null {
	return text(own(answer, 'request_id'));
}
