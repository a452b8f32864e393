import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { sep } from 'node:path';
import type { z } from 'zod/v4';
import { coexistenceEventSchema, EVENTS, EVENT_OUTPUTS, flatSchemas, flatten, normalizeDelivery, type CoexistenceEvent } from '../../index';
import { parseDelivery } from '../../nodes/WhatsAppCoexistence/pipeline';
import { readChanges } from '../../nodes/WhatsAppCoexistence/envelope/read';
import { accountUpdateValue } from '../../nodes/WhatsAppCoexistence/fields/account_update/wire';
import { historyValue } from '../../nodes/WhatsAppCoexistence/fields/history/wire';
import { messagesValue, systemContent } from '../../nodes/WhatsAppCoexistence/fields/messages/wire';
import { FIELDS } from '../../nodes/WhatsAppCoexistence/fields/registry';
import { smbAppStateSyncValue } from '../../nodes/WhatsAppCoexistence/fields/smb_app_state_sync/wire';
import { smbMessageEchoesValue } from '../../nodes/WhatsAppCoexistence/fields/smb_message_echoes/wire';
import { standbyValue } from '../../nodes/WhatsAppCoexistence/fields/standby/wire';
import { userIdUpdateValue } from '../../nodes/WhatsAppCoexistence/fields/user_id_update/wire';
import { userPreferencesValue } from '../../nodes/WhatsAppCoexistence/fields/user_preferences/wire';
import { fixtureNames, fixtureText, goldenFile, goldenText, OUTPUT } from '../golden/update';

const WIRE: Record<string, z.ZodObject> = {
	account_update: accountUpdateValue,
	history: historyValue,
	messages: messagesValue,
	smb_app_state_sync: smbAppStateSyncValue,
	message_echoes: smbMessageEchoesValue,
	smb_message_echoes: smbMessageEchoesValue,
	standby: standbyValue,
	user_id_update: userIdUpdateValue,
	user_preferences: userPreferencesValue,
};

/** Fixtures that are broken on purpose: what they hold fits no wire schema, and comes out as unrecognized. */
const BROKEN = /^deliveries\/(nasty\/|extra\/unreadable_on_a_selected_field$)/;

const names: string[] = fixtureNames();
const goldens = new Map<string, CoexistenceEvent[]>(
	names.filter((name) => existsSync(goldenFile(name))).map((name) => [name, JSON.parse(readFileSync(goldenFile(name), 'utf8')) as CoexistenceEvent[]]),
);
const changesOf = (name: string) => readChanges(parseDelivery(fixtureText(name)) ?? {});

describe('fixtures and goldens', () => {
	test('belong together, one for one', () => {
		const files = (readdirSync(OUTPUT, { recursive: true }) as string[]).filter((file) => file.endsWith('.json'));
		expect(files.map((file) => file.split(sep).join('/').replace(/\.json$/, '')).sort()).toEqual(names);
	});

	test.each(names)('%s gives its golden, which fits the contract in both forms', (name) => {
		expect(goldenText(name, normalizeDelivery)).toBe(readFileSync(goldenFile(name), 'utf8'));
		for (const event of goldens.get(name)!) {
			expect(coexistenceEventSchema.safeParse(event).error?.issues).toBeUndefined();
			expect(flatSchemas[EVENT_OUTPUTS[event.event]].safeParse(flatten(event)).error?.issues).toBeUndefined();
		}
	});

	test.each(names.filter((name) => !BROKEN.test(name)))('%s fits its wire schema', (name) => {
		for (const { field, value } of changesOf(name)) {
			const schema = WIRE[field ?? ''];
			if (schema !== undefined && value !== undefined) expect(schema.safeParse(value).error?.issues).toBeUndefined();
		}
	});
});

/** Every key path that a wire schema knows, arrays passed through. */
function schemaPaths(schema: z.core.$ZodType, path: string): string[] {
	const { def } = schema._zod as unknown as { def: { type: string; innerType?: z.core.$ZodType; element?: z.core.$ZodType; shape?: Record<string, z.core.$ZodType> } };
	if (def.innerType !== undefined) return schemaPaths(def.innerType, path);
	if (def.element !== undefined) return schemaPaths(def.element, path);
	if (def.shape === undefined) return [path];
	return [path, ...Object.entries(def.shape).flatMap(([key, inner]) => schemaPaths(inner, `${path}.${key}`))];
}

/** Every key path of a value, arrays passed through. */
function valuePaths(value: unknown, path: string, found: Set<string>): void {
	if (Array.isArray(value)) return value.forEach((entry) => valuePaths(entry, path, found));
	found.add(path);
	if (typeof value !== 'object' || value === null) return;
	for (const [key, inner] of Object.entries(value)) valuePaths(inner, `${path}.${key}`, found);
}

describe('there is a fixture for', () => {
	const events = [...goldens.values()].flat();

	test('every field of the registry, and every key of its wire schema', () => {
		expect(Object.keys(WIRE).sort()).toEqual(FIELDS.map(({ field }) => field).sort());
		const found = new Set<string>();
		for (const name of names) for (const { field, value } of changesOf(name)) if (field !== null) valuePaths(value, field, found);
		const wanted = Object.entries(WIRE).flatMap(([field, schema]) => schemaPaths(schema, field));
		// Messages, errors and contacts look alike wherever they stand: each key is asked for once.
		const shared = (path: string): string =>
			path
				.replace(/^(smb_message_echoes\.message_echoes|messages\.messages|message_echoes\.message_echoes|standby\.standby\.(messages|message_echoes)|history\.history\.threads\.messages|history\.messages|history\.message_echoes)\./, 'message.')
				.replace(/^standby\.standby\.statuses\./, 'messages.statuses.')
				.replace(/^(history\.history|history|messages\.statuses|messages|message)\.errors\./, 'error.')
				.replace(/^(history|messages|smb_message_echoes|message_echoes|standby\.standby|user_preferences|user_id_update)\.contacts\./, 'contact.');
		const present = new Set([...found].map(shared));
		expect([...new Set(wanted.map(shared))].filter((path) => !present.has(path))).toEqual([]);
		const system = schemaPaths(systemContent, 'messages.messages.system').map(shared);
		expect(system.filter((path) => !present.has(path))).toEqual([]);
	});

	test('every event, and every reason not to understand', () => {
		expect([...new Set(events.map(({ event }) => event))].sort()).toEqual([...EVENTS].sort());
		const reasons = events.flatMap((event) => (event.event === 'unrecognized' ? [event.reason] : []));
		expect([...new Set(reasons)].sort()).toEqual(['malformed', 'unknown_action', 'unknown_field', 'unknown_type']);
	});

	test.each([
		['message.', ['text', 'image', 'video', 'audio', 'voice', 'sticker', 'document', 'location', 'contacts', 'reaction', 'button', 'interactive', 'order', 'system', 'edit', 'revoke', 'unsupported', 'errors', 'media_placeholder', 'hologram']],
		['echo.', ['text', 'image', 'video', 'audio', 'sticker', 'document', 'location', 'contacts', 'reaction', 'button', 'interactive', 'template', 'order', 'edit', 'revoke', 'unsupported']],
		['history.', ['text', 'image', 'audio', 'sticker', 'document', 'location', 'contacts', 'reaction', 'button', 'interactive', 'order', 'edit', 'revoke', 'errors', 'media_placeholder', 'unknown', 'hologram']],
	])('every type of message on %s', (kind, types) => {
		const seen = new Set(events.flatMap((event) => ('message' in event && event.event.startsWith(kind) ? [event.message.type] : [])));
		expect(types.filter((type) => !seen.has(type))).toEqual([]);
	});

	test('every direction and origin, both providers, and each flag when it is set', () => {
		const messages = events.flatMap((event) => ('message' in event ? [event] : []));
		const kinds = new Set(messages.map(({ event, message }) => `${event} ${message.direction} ${message.origin}`));
		for (const kind of ['echo.message outbound business_app', 'echo.message outbound agent', 'echo.message outbound unknown', 'history.message unknown unknown', 'history.message outbound business', 'history.media outbound business', 'message.received outbound business', 'message.received inbound customer']) {
			expect(kinds).toContain(kind);
		}
		expect(new Set(events.map(({ provider }) => provider))).toEqual(new Set(['meta', '360dialog']));
		expect(messages.some(({ message }) => message.safeToAutoReply)).toBe(true);
	});
});
