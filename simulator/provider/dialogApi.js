'use strict';

/** The rest of 360dialog's messaging API that the companion node calls: media and the sync of a number. */
const { KEY } = require('./dialogWebhooks');
const { told } = require('./graphMedia');

/** `dialogSynced`: the syncs asked for. */
const initialState = () => ({ dialogSynced: [] });

function register(app, state) {
	const failed = (response, status, words) => response.status(status).json({ meta: { success: false, http_code: status, developer_message: words } });
	const isAllowed = (request) => request.get('d360-api-key') === KEY;

	app.post('/synchronization', (request, response) => {
		if (!isAllowed(request)) return failed(response, 401, 'Invalid api key');
		state.dialogSynced.push(request.body?.sync_type);
		return response.json({ messaging_product: 'whatsapp', request_id: `request-${state.dialogSynced.length}` });
	});
	app.get(/^\/(\d+)$/, (request, response) => {
		const id = request.params[0];
		if (!isAllowed(request)) return failed(response, 401, 'Invalid api key');
		if (state.media[id] === undefined) return failed(response, 404, 'Media not found');
		// Meta's answer goes through as it is: the address is on Meta's download host.
		const answer = told(request, id, state.media[id]);
		return response.json({ ...answer, url: answer.url.replace(/^http:\/\/[^/]+/, 'https://lookaside.fbsbx.com') });
	});
}

module.exports = { initialState, register };
