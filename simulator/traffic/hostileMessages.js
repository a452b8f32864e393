'use strict';

const { file, form, text } = require('./contents');
const { received } = require('./elements');
const { ad } = require('./kinds');

const NUL = '\u0000';
const HIGH = '\ud83d';
const LOW = '\ude00';

/** What databases refuse: NUL, and halves of surrogate pairs; and whole pairs beside them, which must stay. */
const SAMPLES = [
	`fra${NUL}me`,
	`${HIGH} half`,
	`half ${LOW}`,
	`😀${HIGH}`,
	`${HIGH}😀 ${NUL}`,
	`🖼️ größe ${NUL}${NUL}end`,
];

/** What must come of such a text. */
const clean = (dirty) => dirty.replaceAll(NUL, '').toWellFormed();

/** The same contents with clean texts expected. */
const cleaned = ({ content, text: shown, cells = {} }) => ({
	content,
	text: clean(shown),
	cells: Object.fromEntries(
		Object.entries(cells).map(([key, value]) => [key, typeof value === 'string' ? clean(value) : value]),
	),
});

/** Messages with such characters in texts, captions, ads, errors, answers, and in an id. */
function messages(world, person) {
	const { now, nameOf } = world;
	const write = (index, what) => {
		const name = { ...nameOf('MM', index, person, 'customer'), ...what.name };
		return received(world, { person, seconds: now - 20, isNamed: false, ...what, name });
	};
	const { wire, cells: told } = ad(2);
	const referral = { ...wire.referral, headline: `Sale ${LOW}${NUL}` };
	const filled = form({ [`co${NUL}lor`]: `blue ${HIGH}`, size: 'large' });
	const answers = { color: 'blue \ufffd', size: 'large' };
	const id = `wamid.SIM${NUL}${world.seed >>> 0}${HIGH}`;
	const error = { code: 131_051, title: `No${NUL}pe`, error_data: { details: `half ${LOW}` } };
	const drawing = file('document', `7004${NUL}04`, { filename: `plan ${HIGH}.pdf`, caption: `the ${NUL}plan` });
	return [
		...SAMPLES.map((body, index) => write(index, cleaned(text(body)))),
		write(20, cleaned(drawing)),
		write(21, {
			...text('An ad'),
			wire: { referral },
			cells: { ...told, 'message.referral.headline': 'Sale \ufffd' },
		}),
		write(22, { ...filled, text: 'color: blue \ufffd\nsize: large', cells: { 'message.answers': answers } }),
		write(23, {
			content: { type: 'unsupported', errors: [error] },
			cells: { 'message.errors.0.details': 'half \ufffd', 'message.errors.0.title': 'Nope' },
		}),
		write(24, { ...text('An id'), name: { id }, cells: { messageId: clean(id), messageKey: clean(id) } }),
	];
}

/** A customer whose name and username hold them. */
function named(world, person) {
	const dirty = { name: `${person.name} ${NUL}${HIGH}`, username: person.username && `${person.username}${NUL}` };
	const cells = { contactName: clean(dirty.name), 'contact.username': person.username ?? null };
	const name = world.nameOf('MN', 0, person, 'customer');
	return received(world, {
		name,
		person: { ...person, ...dirty },
		seconds: world.now - 19,
		...text('A name'),
		cells,
	});
}

module.exports = { clean, cleaned, HIGH, LOW, messages, named, NUL, SAMPLES };
