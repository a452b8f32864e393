'use strict';

/** From rounds of measurements to a table, ratios, and whether each aim is met. */
const { quantile } = require('../../soak/lab');

const median = (list) => quantile(list, 0.5);
const NAMES = {
	trigger: 'this trigger',
	undeduplicated: '… without deduplication',
	whatsApp: "n8n's WhatsApp Trigger",
	webhook: 'Webhook node alone',
	handMade: 'hand-made flow',
	probe: 'a node that only refuses',
};
/** The least times that the trigger must be as fast as another, by setting. */
const ECHO_AIMS = {
	vm: { whatsApp: 1.3 },
	lazy: { whatsApp: 4, handMade: 4 },
	legacy: { whatsApp: 1, webhook: 0.9, handMade: 1.5 },
};
const AS_CHEAP_AS_THE_PROBE = 0.9;

/** All values of one kind that a contestant had. */
const valuesOf = (rounds, name, key) => rounds.flatMap((round) => (round[name] ?? []).map((result) => result[key]));
const medianOf = (rounds, name, key) => median(valuesOf(rounds, name, key));

/** How many times another contestant's value the trigger's is: the median over the rounds, in which both had a turn. */
const ratio = (rounds, other, key) => {
	const both = rounds.filter((round) => round[other] !== undefined);
	return median(both.map((round) => median(round.trigger.map((one) => one[key])) / median(round[other].map((one) => one[key]))));
};

const share = (list, isCounted) => list.filter(isCounted).length / list.length;

/** What was measured of each contestant, as lines. */
function tableOf({ echo, forged, chunk }) {
	const whole = (rounds, name, key, digits = 0) => (rounds[0][name] === undefined ? '' : medianOf(rounds, name, key).toFixed(digits));
	const columns = [
		['echo answers/s', (name) => whole(echo, name, 'rate')],
		['worked off/s', (name) => whole(echo, name, 'worked')],
		['CPU ms each', (name) => whole(echo, name, 'cpu', 1)],
		['chunk: ms to 200', (name) => whole(chunk, name, 'ms')],
		['over 1 s', (name) => (valuesOf(chunk, name, 'ms').length > 0 ? `${(100 * share(valuesOf(chunk, name, 'ms'), (ms) => ms > 1_000)).toFixed(1)} %` : '')],
		['ms to the end', (name) => whole(chunk, name, 'all')],
		['forged/s', (name) => whole(forged, name, 'rate')],
		['CPU ms each', (name) => whole(forged, name, 'cpu', 2)],
	];
	const line = (first, cells) => `  ${first.padEnd(25)}${cells.map((cell, index) => cell.padStart(columns[index][0].length + 3)).join('')}`;
	const head = line('', columns.map(([title]) => title));
	return [head, ...Object.entries(NAMES).map(([name, label]) => line(label, columns.map(([, cell]) => cell(name))))];
}

/**
 * Everything that is promised of one setting.
 * @param {'vm' | 'lazy' | 'legacy'} setting
 * @param {{ echo: object[], forged: object[], chunk: object[], single: object[] }} results of measure.js
 * @returns {Array<{ what: string, value: number, aim: string, met: boolean, unit: string }>}
 */
function aimsOf(setting, { echo, forged, chunk, single }) {
	const atLeast = (what, value, aim, unit = 'times') => ({ what, value, unit, aim: `at least ${aim}`, met: value >= aim });
	const atMost = (what, value, aim, unit = 'times') => ({ what, value, unit, aim: `at most ${aim}`, met: value <= aim });
	const answers = valuesOf(chunk, 'trigger', 'ms');
	const forgeries = forged.flatMap(({ trigger }) => trigger);
	const echoAims = Object.entries(ECHO_AIMS[setting]).map(([name, aim]) => atLeast(`echoes a second: ${NAMES[name]}`, ratio(echo, name, 'rate'), aim));
	const added = medianOf(single, 'trigger', 'ran') - medianOf(single, 'undeduplicated', 'ran');
	return [
		...echoAims,
		atMost('chunk, time to the 200: Webhook node alone', ratio(chunk, 'webhook', 'ms'), 0.8),
		atMost('chunk, time to the 200', median(answers), 250, 'ms'),
		atMost('chunk, 200 after more than 1 s', 100 * share(answers, (ms) => ms > 1_000), 1, '%'),
		atMost('chunk, until all items are out: hand-made flow', ratio(chunk, 'handMade', 'all'), 0.5),
		atLeast('forged requests a second: a node that only refuses', ratio(forged, 'probe', 'rate'), AS_CHEAP_AS_THE_PROBE),
		atMost('rounds of forged requests with an execution', share(forgeries, ({ executed }) => executed) * forgeries.length, 0, 'rounds'),
		atMost('rounds of forged requests with a database write', share(forgeries, ({ wrote }) => wrote) * forgeries.length, 0, 'rounds'),
		atMost('deduplication with full lists adds to an echo', added, 20, 'ms'),
	];
}

/** The ratios that hold no aim in a setting but belong into the picture. */
const ratiosOf = ({ echo, chunk }) => ({
	echo: Object.fromEntries(['whatsApp', 'webhook', 'handMade'].map((name) => [name, ratio(echo, name, 'rate')])),
	answer: { webhook: ratio(chunk, 'webhook', 'ms'), handMade: ratio(chunk, 'handMade', 'ms') },
	items: { handMade: ratio(chunk, 'handMade', 'all') },
});

const aimLine = ({ what, value, unit, aim, met }) => `  ${met ? 'met   ' : 'MISSED'}  ${`${value.toFixed(unit === 'ms' ? 0 : 2)} ${unit}`.padStart(11)}  ${`(${aim})`.padEnd(16)} ${what}`;

/** The ratios of all settings as the table of the README. */
function markdownOf(bySetting) {
	const settings = Object.keys(bySetting);
	const row = (what, value) => `| ${what} | ${settings.map((setting) => value(ratiosOf(bySetting[setting])).toFixed(2)).join(' | ')} |`;
	return [
		`| this trigger, times | ${settings.map((setting) => `\`${setting}\``).join(' | ')} |`,
		`|---|${settings.map(() => '---:').join('|')}|`,
		row("signed 1 KB echo, answers a second: n8n's WhatsApp Trigger", ({ echo }) => echo.whatsApp),
		row('the same: Webhook node alone, no check', ({ echo }) => echo.webhook),
		row('the same: hand-made flow', ({ echo }) => echo.handMade),
		row('10,000 messages, time to the 200: Webhook node alone', ({ answer }) => answer.webhook),
		row('10,000 messages, until all items are out: hand-made flow', ({ items }) => items.handMade),
	];
}

module.exports = { aimLine, aimsOf, markdownOf, tableOf };
