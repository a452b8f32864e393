'use strict';

/** The webhook of a number, as 360dialog's messaging API keeps it: one for each API key. Nothing is verified. */
const KEY = 'an-api-key';
const PATH = '/v1/configs/webhook';

const initialState = () => ({ dialogWebhooks: { [KEY]: { url: '', headers: {} } } });

const failed = (response, status, words) => response.status(status).json({ meta: { success: false, http_code: status, developer_message: words } });

function register(app, state) {
	app.use(PATH, (request, response, next) => {
		if (state.dialogWebhooks[request.get('d360-api-key')] === undefined) return failed(response, 401, 'Invalid api key');
		return next();
	});
	app.get(PATH, (request, response) => response.json(state.dialogWebhooks[request.get('d360-api-key')]));
	app.post(PATH, (request, response) => {
		const { url, headers = {} } = request.body ?? {};
		if (typeof url !== 'string') return failed(response, 400, 'url is required');
		if (/^[a-z]+:\/\/[^/]*_/i.test(url)) return failed(response, 400, 'Invalid webhook url');
		state.dialogWebhooks[request.get('d360-api-key')] = { url, headers };
		return response.json({ url, headers });
	});
}

module.exports = { initialState, KEY, register };
