'use strict';

/** Numbers of an account and their syncs, as Meta's Graph API keeps them. */
const { graphError, VERSION } = require('./graph');
const { ACCOUNT, NUMBER } = require('./graphWebhooks');

const FIELDS = ['display_phone_number', 'verified_name', 'quality_rating', 'is_on_biz_app', 'platform_type'];

/**
 * `numberFacts`: what is told of each number, with its account; `synced`: the syncs asked for, by number.
 */
const initialState = () => ({
	numberFacts: {
		[NUMBER]: { account: ACCOUNT, display_phone_number: '+1 555-010-0001', verified_name: 'Vale Bakery', quality_rating: 'GREEN', is_on_biz_app: true, platform_type: 'CLOUD_API' },
	},
	synced: {},
});

/** What Graph says about an id that does not exist, or that the token may not see. */
const unknown = (response, method, id) =>
	response.status(400).json(
		graphError(100, `Unsupported ${method} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`, { error_subcode: 33 }),
	);

/** The asked fields of a number; Graph gives the id always. */
function shown(state, id, fields) {
	const asked = String(fields ?? 'display_phone_number,verified_name').split(',');
	const facts = Object.entries(state.numberFacts[id]).filter(([name]) => FIELDS.includes(name) && asked.includes(name));
	return { ...Object.fromEntries(facts), id };
}

/** A page of a list as Graph cuts it: the cursor is told on the last page too, `next` is not. */
function page(all, { limit = 25, after }, address) {
	const start = after === undefined ? 0 : Number(Buffer.from(after, 'base64url').toString());
	const end = Math.min(all.length, start + Number(limit));
	const cursor = (place) => Buffer.from(String(place)).toString('base64url');
	const next = end < all.length ? { next: `${address}?limit=${limit}&after=${cursor(end)}` } : {};
	return { data: all.slice(start, end), paging: { cursors: { before: cursor(start), after: cursor(end) }, ...next } };
}

function register(app, state) {
	app.post(`${VERSION}/:number/smb_app_data`, (request, response) => {
		const { number } = request.params;
		const { messaging_product: product, sync_type: type } = request.body ?? {};
		if (state.numberFacts[number] === undefined) return unknown(response, 'post', number);
		if (product !== 'whatsapp' || !['smb_app_state_sync', 'history'].includes(type)) return response.status(400).json(graphError(100, '(#100) Invalid parameter'));
		const synced = (state.synced[number] ??= []);
		if (synced.includes(type)) return response.status(400).json(graphError(4, '(#4) The sync limit of this phone number has been reached'));
		synced.push(type);
		return response.json({ messaging_product: 'whatsapp', request_id: `request-${number}-${type}` });
	});
	app.get(`${VERSION}/:account/phone_numbers`, (request, response) => {
		const { account } = request.params;
		if (state.accounts[account] === undefined) return unknown(response, 'get', account);
		const ids = Object.keys(state.numberFacts).filter((id) => state.numberFacts[id].account === account);
		const all = ids.map((id) => shown(state, id, request.query.fields));
		return response.json(page(all, request.query, `${request.protocol}://${request.get('host')}${request.path}`));
	});
	app.get(`${VERSION}/:number`, (request, response, next) => {
		const { number } = request.params;
		return state.numberFacts[number] === undefined ? next() : response.json(shown(state, number, request.query.fields));
	});
}

module.exports = { initialState, register, unknown };
