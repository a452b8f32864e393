'use strict';

/** Callback overrides, subscriptions and tokens, as Meta's Graph API keeps them. */
const { graphError, TOKEN, VERSION } = require('./graph');
const { verifyCallback } = require('./verifyCallback');

const APP = { id: '700700700700700', secret: 'an-app-secret' };
const ACCOUNT = '200100200100200';
const NUMBER = '300100300100300';

/**
 * `apps`: the apps subscribed to an account, each with its override; `callback`: the address of the app itself.
 * `granted`: the accounts to which the token is limited.
 */
const initialState = () => ({
	app: { ...APP, active: true, callback: 'https://app.example.com/callback', fields: ['history', 'smb_app_state_sync', 'smb_message_echoes', 'messages', 'account_update'] },
	accounts: { [ACCOUNT]: { apps: { [APP.id]: { override: '' } } } },
	numbers: { [NUMBER]: { account: ACCOUNT, override: '' } },
	granted: [ACCOUNT],
});

const unknown = (response, method, id) =>
	response.status(400).json({
		error: {
			...graphError(100, `Unsupported ${method} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`).error,
			type: 'GraphMethodException',
			error_subcode: 33,
		},
	});

/** Sets an override as Meta does: verifies the address first, and refuses when that fails. Gives whether it did. */
async function set(target, address, token, response) {
	const problem = address === '' ? null : await verifyCallback(address, token);
	if (problem !== null) return void response.status(400).json(graphError(problem.code, problem.message));
	target.override = address;
	return void response.json({ success: true });
}

function register(app, state) {
	const appToken = () => `${state.app.id}|${state.app.secret}`;
	const subscribed = (account) => state.accounts[account]?.apps[state.app.id];
	const notSubscribed = (response) =>
		response.status(400).json(graphError(100, '(#100) Before override the current callback uri, your app must be subscribed to receive messages for WhatsApp Business Account.'));

	app.get(`${VERSION}/debug_token`, (request, response) => {
		const isValid = state.tokens.has(request.query.input_token);
		const scope = 'whatsapp_business_management';
		const granular = [{ scope, target_ids: state.granted }];
		response.json({ data: { app_id: state.app.id, is_valid: isValid, scopes: [scope], granular_scopes: granular } });
	});
	app.get(`${VERSION}/:app/subscriptions`, (request, response) => {
		if (request.get('authorization') !== `Bearer ${appToken()}`) return response.status(400).json(graphError(15, '(#15) This method must be called with an app access_token.'));
		const { active, callback, fields } = state.app;
		const listed = fields.map((name) => ({ name, version: 'v25.0' }));
		return response.json({ data: fields.length === 0 ? [] : [{ object: 'whatsapp_business_account', callback_url: callback, active, fields: listed }] });
	});
	app.get(`${VERSION}/:account/subscribed_apps`, (request, response) => {
		const account = state.accounts[request.params.account];
		if (account === undefined) return unknown(response, 'get', request.params.account);
		const data = Object.entries(account.apps).map(([id, { override }]) => ({
			whatsapp_business_api_data: { id, name: 'An app', link: `https://www.facebook.com/games/?app_id=${id}` },
			...(override === '' ? {} : { override_callback_uri: override }),
		}));
		return response.json({ data });
	});
	app.post(`${VERSION}/:account/subscribed_apps`, async (request, response) => {
		const account = state.accounts[request.params.account];
		if (account === undefined) return unknown(response, 'post', request.params.account);
		const { override_callback_uri: address = '', verify_token: token } = request.body ?? {};
		if (address !== '' && subscribed(request.params.account) === undefined) return notSubscribed(response);
		account.apps[state.app.id] ??= { override: '' };
		return await set(account.apps[state.app.id], address, token, response);
	});
	app.get(`${VERSION}/:number`, (request, response, next) => {
		if (!String(request.query.fields).split(',').includes('webhook_configuration')) return next();
		const number = state.numbers[request.params.number];
		if (number === undefined) return unknown(response, 'get', request.params.number);
		const addresses = { phone_number: number.override, whatsapp_business_account: subscribed(number.account)?.override, application: state.app.callback };
		return response.json({ webhook_configuration: Object.fromEntries(Object.entries(addresses).filter(([, address]) => address)), id: request.params.number });
	});
	app.post(`${VERSION}/:number`, async (request, response, next) => {
		const configuration = request.body?.webhook_configuration;
		if (configuration === undefined) return next();
		const number = state.numbers[request.params.number];
		if (number === undefined) return unknown(response, 'post', request.params.number);
		const address = configuration.override_callback_uri;
		if (address !== '' && subscribed(number.account) === undefined) return notSubscribed(response);
		return await set(number, address, configuration.verify_token, response);
	});
}

module.exports = { ACCOUNT, APP, initialState, NUMBER, register, TOKEN };
