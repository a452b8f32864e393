'use strict';

/**
 * The few words in which the example workflows are written. `npm run examples` turns them into the JSON files beside
 * this folder; a test holds the two against each other.
 * @typedef {{ name: string, type: string, typeVersion: number, position: [number, number], parameters: object }} Node
 */
const { TRIGGER_TYPE, PACKAGE } = require('../../simulator/workflow');

/** The distance between two nodes on the canvas, in pixels. */
const GRID = { x: 240, y: 200 };
const at = (column, row) => [column * GRID.x, row * GRID.y];

/**
 * A node. Its id is made of its name, so that building twice gives the same file.
 * @param {string} name as it stands on the canvas
 * @param {string} type of n8n's own nodes, without `n8n-nodes-base.`; with a dot the full type
 * @param {number} typeVersion
 * @param {[number, number]} place column and row on the canvas
 * @param {object} [parameters]
 * @param {object} [more] settings of the node, such as `executeOnce`
 * @returns {Node}
 */
function node(name, type, typeVersion, [column, row], parameters = {}, more = {}) {
	return {
		id: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
		name,
		type: type.includes('.') ? type : `n8n-nodes-base.${type}`,
		typeVersion,
		position: at(column, row),
		parameters,
		...more,
	};
}

const TRIGGER = 'WhatsApp Coexistence Trigger';

/**
 * The trigger for some events.
 * @param {string[]} events
 * @param {{ simplify?: boolean, options?: object, place?: [number, number] }} [more]
 */
function trigger(events, { simplify = true, options = {}, place = [0, 0] } = {}) {
	const parameters = { provider: 'meta', authentication: 'signature', registration: 'manual', events, simplify, options };
	return node(TRIGGER, TRIGGER_TYPE, 1.1, place, parameters);
}

/** A node of the companion. */
const companion = (name, place, parameters) => node(name, `${PACKAGE}.whatsAppCoexistence`, 1, place, parameters);

/** Puts all items of a delivery into one item, as the list `data`: what follows runs once. */
const forAll = (name, place) => node(name, 'aggregate', 1, place, { aggregate: 'aggregateAllItemData', options: {} });

/** For a node that talks to something that may be away for a moment. */
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 2000 };

/** A sticky note over an area of the canvas; `size` in the same columns and rows. */
function note(content, [column, row], [width, height], color = 7) {
	return { content, place: [column, row], size: [width, height], color };
}

const sticky = ({ content, place: [column, row], size: [width, height], color }, index) => ({
	id: `note-${index + 1}`,
	name: `Note ${index + 1}`,
	type: 'n8n-nodes-base.stickyNote',
	typeVersion: 1,
	position: at(column, row),
	parameters: { content, width: width * GRID.x, height: height * GRID.y, color },
});

/**
 * What is connected, as `[from, to]` or `[[from, output], [to, input]]`.
 * @param {Array<[string | [string, number], string | [string, number]]>} links
 */
function connectionsOf(links, type = 'main') {
	const connections = {};
	for (const [from, to] of links) {
		const [source, output] = [from].flat();
		const [target, input] = [to].flat();
		const outputs = ((connections[source] ??= {})[type] ??= []);
		while (outputs.length <= (output ?? 0)) outputs.push([]);
		outputs[output ?? 0].push({ node: target, type, index: input ?? 0 });
	}
	return connections;
}

/**
 * A workflow as n8n exports it.
 * @param {{ name: string, nodes: Node[], notes: object[], links: any[], models?: any[] }} parts `models`: links from a
 *   language model to an agent
 */
function workflow({ name, nodes, notes, links, models = [] }) {
	return {
		name,
		nodes: [...notes.map(sticky), ...nodes],
		connections: { ...connectionsOf(links), ...connectionsOf(models, 'ai_languageModel') },
		settings: { executionOrder: 'v1' },
		pinData: {},
	};
}

/** The six outputs of the trigger. */
const OUTPUT = { contacts: 0, history: 1, echoes: 2, messages: 3, sync: 4, other: 5 };
const from = (output) => [TRIGGER, OUTPUT[output]];

module.exports = { companion, forAll, from, node, note, RETRY, trigger, TRIGGER, workflow };
