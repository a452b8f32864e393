import { isObject, own, text, type JsonObject } from '../wire/read';
import { idPart } from './call';
import type { ProviderRequest } from './webhooks';

/** What is asked about a number; `is_on_biz_app` and `platform_type` tell coexistence (Meta, onboarding page). */
const FIELDS = 'id,display_phone_number,verified_name,quality_rating,is_on_biz_app,platform_type';

/** The most that Graph gives on one page. */
const PAGE = 100;

/** Reads one number. */
export function readNumber(phoneNumberId: unknown): ProviderRequest {
	return { method: 'GET', path: `/${idPart(phoneNumberId, 'The Phone Number ID')}`, query: { fields: FIELDS } };
}

/** Reads a page of the numbers of an account, from a cursor on. */
export function listNumbers(accountId: unknown, limit = PAGE, after?: string): ProviderRequest {
	const path = `/${idPart(accountId, 'The WhatsApp Business Account ID')}/phone_numbers`;
	const query = { fields: FIELDS, limit: String(Math.min(limit, PAGE)), ...(after !== undefined && { after }) };
	return { method: 'GET', path, query };
}

/** A number as Meta tells it, and whether it lives in the app and the Cloud API at once. */
export function numberOf(answer: unknown): JsonObject & { readonly coexistence: boolean } {
	const number = isObject(answer) ? answer : {};
	const coexistence = own(number, 'is_on_biz_app') === true && own(number, 'platform_type') === 'CLOUD_API';
	return { ...number, coexistence };
}

/** A page of a list: its elements, and the cursor of the next page; null: this is the last one. */
export function pageOf(answer: unknown): { readonly elements: JsonObject[]; readonly after: string | null } {
	const data = own(answer, 'data');
	const paging = own(answer, 'paging');
	// Graph tells a cursor on the last page too: only `next` says that there is more.
	const after = own(paging, 'next') === undefined ? null : text(own(own(paging, 'cursors'), 'after'));
	return { elements: (Array.isArray(data) ? data : []).filter(isObject), after };
}
