import fc from 'fast-check';
import { coexistenceEventSchema, EVENTS, EVENT_OUTPUTS, flatSchemas, flatten, normalizeDelivery, type CoexistenceEvent, type EventName } from '../../index';
import { hasWanted, parseDelivery } from '../../nodes/WhatsAppCoexistence/pipeline';
import { anyBody, metaBody, odd, withOwnKeys } from './arbitraries';

/** Many cases where time allows, the same ones on every run: a failure must be there again tomorrow. */
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 1_000), seed: 20251121 };
jest.setTimeout(600_000);

const NOW = Date.UTC(2026, 0, 1);
const normalize = (body: unknown, events: readonly EventName[] = EVENTS): CoexistenceEvent[] =>
	normalizeDelivery(JSON.stringify(body), { events, now: NOW });
const property = <Value>(arbitrary: fc.Arbitrary<Value>, holds: (value: Value) => void): void =>
	fc.assert(fc.property(arbitrary, holds), RUNS);

const ELEMENT_ARRAYS = ['state_sync', 'message_echoes', 'messages', 'statuses', 'errors', 'history', 'user_preferences', 'user_id_update'];
const SURROUNDINGS = ['messaging_product', 'metadata', 'contacts', 'id'];
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);

/** The elements of a value on a known field, counted as docs/contract.md, section 4, defines them. */
function elementsOf(field: unknown, value: unknown): number {
	if (!isObject(value)) return value === undefined || value === null ? 0 : 1;
	let count = 0;
	for (const array of ELEMENT_ARRAYS) {
		for (const element of listOf(value[array])) {
			if (array !== 'history' || field !== 'history' || !isObject(element)) count++;
			else count += chunkElements(element);
		}
	}
	if (ELEMENT_ARRAYS.every((array) => value[array] === undefined)) return count;
	// Beside arrays that a field knows, each array that no field knows is one element.
	const unknown = Object.keys(value).filter((key) => ![...ELEMENT_ARRAYS, ...SURROUNDINGS].includes(key));
	return count + unknown.filter((key) => Array.isArray(value[key]) && listOf(value[key]).length > 0).length;
}

/** A chunk is its header, unless it has none and only tells errors; then its errors and messages. */
function chunkElements(chunk: Record<string, unknown>): number {
	const { metadata, errors, threads } = chunk;
	const header = (metadata ?? null) !== null || listOf(errors).length === 0 ? 1 : 0;
	const messages = listOf(threads).map((thread) => (isObject(thread) ? listOf(thread['messages']).length : 1));
	return header + listOf(errors).length + messages.reduce((sum, count) => sum + count, 0);
}

const KNOWN_FIELDS = ['history', 'smb_app_state_sync', 'smb_message_echoes', 'message_echoes', 'messages', 'user_preferences', 'user_id_update'];

describe('laws of the normalizer', () => {
	test('any JSON at all gives items of the contract, full and flat, and never a throw', () => {
		property(anyBody, (body) => {
			for (const event of normalize(body)) {
				expect(coexistenceEventSchema.safeParse(event).error?.issues).toBeUndefined();
				expect(flatSchemas[EVENT_OUTPUTS[event.event]].safeParse(flatten(event)).error?.issues).toBeUndefined();
			}
		});
	});

	test('the peek and the normalizer agree, whatever is selected', () => {
		property(fc.tuple(anyBody, fc.subarray([...EVENTS])), ([body, events]) => {
			const parsed = parseDelivery(JSON.stringify(body));
			const wanted = parsed !== null && hasWanted(parsed, { events });
			expect(wanted).toBe(normalize(body, events).length > 0);
		});
	});

	test('what comes out is selected, or not understood', () => {
		property(fc.tuple(anyBody, fc.subarray([...EVENTS])), ([body, events]) => {
			for (const { event } of normalize(body, events)) expect([...events, 'unrecognized']).toContain(event);
		});
	});

	test('every element on a known field is an item of its kind or unrecognized, exactly once', () => {
		const change = metaBody.filter((body) => listOf(body['entry']).every((entry) => isObject(entry) && Array.isArray(entry['changes'])));
		property(change, (body) => {
			const changes = listOf(body['entry']).flatMap((entry) => (entry as { changes: unknown[] }).changes);
			const known = changes.filter((one): one is Record<string, unknown> => isObject(one) && KNOWN_FIELDS.includes(one['field'] as string));
			const only = { object: 'whatsapp_business_account', entry: [{ id: '200', changes: known }] };
			const expected = known.map(({ field, value }) => elementsOf(field, value)).reduce((sum, count) => sum + count, 0);
			// A value in which nobody knows an array is one element itself, as soon as it says anything.
			const unknown = known.filter(
				({ value }) =>
					isObject(value) &&
					ELEMENT_ARRAYS.every((array) => value[array] === undefined) &&
					Object.keys(value).some((key) => !SURROUNDINGS.includes(key)),
			);
			expect(normalize(only)).toHaveLength(expected + unknown.length);
		});
	});

	test('two deliveries in one are the items of both', () => {
		property(fc.tuple(metaBody, metaBody), ([one, other]) => {
			const both = { ...one, entry: [...listOf(one['entry']), ...listOf(other['entry'])] };
			const ids = (body: unknown): string[] => normalize(body).map(({ id }) => id);
			expect(ids(both).sort()).toEqual([...ids(one), ...ids(other)].sort());
		});
	});

	test('ids do not depend on the order of keys', () => {
		const reversed = (value: unknown): unknown => {
			if (Array.isArray(value)) return value.map(reversed);
			if (!isObject(value)) return value;
			return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)]));
		};
		property(anyBody, (body) => {
			const ids = normalize(body).map(({ id }) => id);
			expect(normalize(reversed(withOwnKeys(body))).map(({ id }) => id).sort()).toEqual(ids.sort());
		});
	});

	test('history never comes out as live', () => {
		property(metaBody, (body) => {
			const onHistory = { ...body, entry: listOf(body['entry']).filter(isObject).map((entry) => ({ ...entry, changes: listOf(entry['changes']).filter(isObject).map((one) => ({ ...one, field: 'history' })) })) };
			for (const { event } of normalize(onHistory)) expect(event).toMatch(/^(history\.|unrecognized$)/);
		});
	});

	test('history messages come oldest first, unknown times last', () => {
		property(metaBody, (body) => {
			const times = normalize(body).filter(({ event }) => event === 'history.message').map(({ timestamp }) => timestamp ?? '~');
			expect(times).toEqual([...times].sort());
		});
	});

	test('the same content in either envelope has the same ids', () => {
		property(metaBody, (body) => {
			for (const entry of listOf(body['entry']).filter(isObject)) {
				for (const one of listOf(entry['changes']).filter(isObject)) {
					const { field, value } = one;
					if (!isObject(value) || !['history', 'smb_app_state_sync'].includes(field as string)) continue;
					const asMeta = { object: 'whatsapp_business_account', entry: [{ id: '200', changes: [one] }] };
					const asPartner = { id: 'EVT-1', event: field, data: { ...value, id: '200' } };
					const ids = (events: CoexistenceEvent[]): string[] => events.filter(({ event }) => !/^(unrecognized|history\.(progress|declined|error))$/.test(event)).map(({ id }) => id);
					expect(ids(normalize(asPartner))).toEqual(ids(normalize(asMeta)));
				}
			}
		});
	});

	test('prototypes stay as they are', () => {
		const before = Object.getOwnPropertyNames(Object.prototype);
		property(fc.tuple(anyBody, odd), ([body]) => {
			for (const event of normalize(body)) flatten(event);
			expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
			expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
		});
	});
});

describe('hostile sizes', () => {
	test.each([
		['nesting of 10,000 levels in a message', `{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"smb_message_echoes","value":{"message_echoes":[{"id":"a","type":"text","text":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}]}}]}]}`],
		['nesting of 10,000 levels in place of everything', `{"entry":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
		['a text of 1 MB', JSON.stringify({ entry: [{ changes: [{ field: 'smb_message_echoes', value: { message_echoes: [{ id: 'a', type: 'text', from: '1'.repeat(1e6), to: '+ '.repeat(5e5), text: { body: 'x'.repeat(1e6) } }] } }] }] })],
		['lone surrogates and NUL', '{"entry":[{"changes":[{"field":"smb_message_echoes","value":{"message_echoes":[{"id":"\\ud800","type":"\\u0000","text":{"body":"\\udfff"}}]}}]}]}'],
	])('%s: items of the contract, printed and copied without a throw', (_name, body) => {
		const started = Date.now();
		const events = normalizeDelivery(body, { events: EVENTS, includeRaw: true });
		expect(events.length).toBeGreaterThan(0);
		for (const event of events) {
			expect(coexistenceEventSchema.safeParse(event).error?.issues).toBeUndefined();
			expect(() => JSON.stringify([event, flatten(event)])).not.toThrow();
		}
		// Not a measure of speed: only that nothing grows out of hand with the size.
		expect(Date.now() - started).toBeLessThan(10_000);
	});
});
