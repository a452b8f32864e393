'use strict';

/**
 * Writes docs/fields.md (`npm run docs`, after a build): every kind of item, its keys and types from the contract
 * schema, an example of each from the sample deliveries.
 */
const fs = require('node:fs');
const path = require('node:path');
const { z } = require('zod/v4');
const { NOW, fixtureText } = require('../golden/update');
const { COLUMNS, EVENTS, KEYS } = require('./meanings');
const { isNullable, rowsOf } = require('./schemaRows');

const FILE = path.join(__dirname, '..', '..', 'docs', 'fields.md');

/** The sample delivery whose first item of the kind is shown. */
const EXAMPLES = {
	'contact.upserted': 'deliveries/app_state_sync/add_basic',
	'contact.removed': 'deliveries/app_state_sync/remove_without_names',
	'history.message': 'deliveries/history/basic_documented_case',
	'history.media': 'deliveries/history/media_followup_from_customer',
	'echo.message': 'deliveries/echoes/image_url_caption',
	'echo.edited': 'deliveries/keys/targets_of_edit_and_deletion',
	'echo.revoked': 'deliveries/keys/targets_of_edit_and_deletion',
	'message.received': 'deliveries/extra/autoreply_fresh_text',
	'message.edited': 'deliveries/messages/edit',
	'message.revoked': 'deliveries/messages/revoke',
	'history.progress': 'deliveries/extra/progress_of_three_phases',
	'history.declined': 'deliveries/history/declined_enveloped',
	'history.error': 'deliveries/history/error_unknown_code',
	'account.updated': 'deliveries/account_update/removed_account_disconnected',
	'message.status': 'deliveries/content/receipt_details',
	'identity.changed': 'deliveries/messages/system_user_changed_user_id',
	'preference.changed': 'deliveries/user_preferences/stop',
	unrecognized: 'deliveries/mixed/unknown_field',
};

/** The keys below one part, and what the part itself can be in place of an object. */
function partOf(name, schema) {
	return { name, rows: rowsOf(schema, name, name !== 'raw'), note: isNullable(schema) ? '`null` when there is none.' : '' };
}

function meaningOf(key, meanings, used) {
	if (meanings[key] === undefined) throw new Error(`test/docs/meanings.js says nothing about ${key}`);
	used.add(key);
	return meanings[key];
}

const table = (head, rows) => [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
const json = (value) => ['```json', JSON.stringify(value, null, '\t'), '```'].join('\n');

/** An item of the kind, made from its sample delivery as JSON: without keys that are undefined. */
function exampleOf(event, normalizeDelivery) {
	const items = normalizeDelivery(fixtureText(EXAMPLES[event]), { events: [event], now: NOW * 1000 });
	const item = items.find((one) => one.event === event);
	if (item === undefined) throw new Error(`The sample delivery ${EXAMPLES[event]} contains no ${event}`);
	return JSON.parse(JSON.stringify(item));
}

/** The kinds by output, each with the names of its parts and its example. */
function kindsOf({ coexistenceEventSchema, EVENT_OUTPUTS, flatten, normalizeDelivery }) {
	const { oneOf, anyOf } = z.toJSONSchema(coexistenceEventSchema);
	return (oneOf ?? anyOf).map((schema) => {
		const event = schema.properties.event.const;
		const example = exampleOf(event, normalizeDelivery);
		return { event, schema, output: EVENT_OUTPUTS[event], example, flat: flatten(example) };
	});
}

/** Every part of an item that some kind has; one that can be null in some kind is shown so. */
function partsOf(kinds) {
	const parts = new Map();
	for (const [name, inner] of kinds.flatMap(({ schema }) => Object.entries(schema.properties))) {
		if (!parts.has(name) || isNullable(inner)) parts.set(name, partOf(name, inner));
	}
	return [...parts.values()];
}

const anchorOf = (heading) => heading.toLowerCase().replace(/[^\w\s-]/g, '').replace(/\s/g, '-');

/** The kinds of each output, as links. */
function contents({ OUTPUTS }, kinds) {
	const linksOf = (output) => kinds.filter((kind) => kind.output === output).map(({ event }) => `[${event}](#${anchorOf(event)})`);
	return OUTPUTS.map((output) => `- **${output}**: ${linksOf(output).join(', ')}`).join('\n');
}

const isObject = ({ name, rows }) => rows.length > 1 || rows[0].key !== name;
const HEAD = ['event', 'id', 'timestamp', 'provider', 'business', 'contact', 'groupId', 'raw'];

function kindText({ event, schema, example, flat }) {
	const own = Object.keys(schema.properties).filter((name) => !HEAD.includes(name));
	const has = own.length === 0 ? '' : ` In addition to the keys of every item it has ${own.map((name) => `\`${name}\``).join(', ')}.`;
	return [
		`### ${event}`,
		`${EVENTS[event]}${has}`,
		'Flat (*Simplify* on):',
		json(flat),
		'<details><summary>Full (<em>Simplify</em> off)</summary>',
		json(example),
		'</details>',
	].join('\n\n');
}

function flatText({ flatSchemas }, used) {
	const outputs = Object.keys(flatSchemas);
	const columns = new Map();
	for (const output of outputs) {
		for (const { key, type } of rowsOf(z.toJSONSchema(flatSchemas[output]), '')) {
			if (!columns.has(key)) columns.set(key, { type, on: [] });
			columns.get(key).on.push(output);
		}
	}
	const where = (on) => (on.length === outputs.length ? 'all' : on.join(', '));
	const rows = [...columns].map(([key, { type, on }]) => [`\`${key}\``, type, where(on), meaningOf(key, COLUMNS, used)]);
	return table(['column', 'type', 'on output', 'contains'], rows);
}

/**
 * The text of docs/fields.md.
 * @param {object} contract what index.ts exports: schemas, outputs, `flatten`, `normalizeDelivery`
 * @returns {string} throws when a key has no meaning, a meaning no key, or a kind no example
 */
function fieldsText(contract) {
	const used = new Set();
	const usedColumns = new Set();
	const kinds = kindsOf(contract);
	const parts = partsOf(kinds);
	const keyTable = (rows) => table(['key', 'type', 'meaning'], rows.map(({ key, type }) => [`\`${key}\``, type, meaningOf(key, KEYS, used)]));
	const scalars = parts.filter((part) => !isObject(part)).flatMap(({ rows }) => rows);
	const eventRow = { key: 'event', type: 'string' };
	const text = [
		'# Fields of every item',
		'Generated by `npm run docs` from the schema that every item in the tests is checked against, and from the sample deliveries of the tests. All names, numbers and IDs in the examples are made up. Unknown is `null`, never an empty string. The trigger emits [the flat item](#the-flat-item) with *Simplify* on, and [the full item](#the-full-item) with *Simplify* off. Each event is shown in both forms, by output. What you may rely on: [the contract](contract.md#5-full-item-simplify-false).',
		contents(contract, kinds),
		'## The flat item',
		'Only scalars. Every event of one output has the same columns, in the same order.',
		flatText(contract, usedColumns),
		'## The full item',
		keyTable(scalars.map((row) => (row.key === 'event' ? eventRow : row))),
		...parts.filter(isObject).flatMap(({ name, rows, note }) => [`### \`${name}\``, ...(note === '' ? [] : [note]), keyTable(rows)]),
		...contract.OUTPUTS.flatMap((output) => [`## Output ${output}`, ...kinds.filter((kind) => kind.output === output).map(kindText)]),
	].join('\n\n');
	const unused = [...Object.keys(KEYS).filter((key) => !used.has(key)), ...Object.keys(COLUMNS).filter((key) => !usedColumns.has(key))];
	if (unused.length > 0) throw new Error(`test/docs/meanings.js explains what is in no schema: ${unused.join(', ')}`);
	return `${text}\n`;
}

module.exports = { FILE, fieldsText };

if (require.main === module) {
	fs.writeFileSync(FILE, fieldsText(require('../../dist')));
	console.log(`Written: ${path.relative(process.cwd(), FILE)}`);
}
