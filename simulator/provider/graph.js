'use strict';

/** What Meta's Graph API answers, as far as every part of this package needs it: tokens and errors. */

const VERSION = '/v:version';
const TOKEN = 'an-access-token';

/** An error as Graph writes it. */
const graphError = (code, message, more = {}) => ({ error: { message, type: 'OAuthException', code, fbtrace_id: 'A1b2C3', ...more } });

/** Who calls: a Bearer token or `access_token`, of a user or of the app; answers 401 as Graph does when it is missing or unknown. */
function authorized(state) {
	return (request, response, next) => {
		const sent = request.get('authorization')?.replace(/^Bearer /, '') ?? request.query.access_token;
		if (state.tokens.has(sent) || sent === `${state.app?.id}|${state.app?.secret}`) return next();
		if (sent === undefined) return response.status(401).json(graphError(104, 'An access token is required to request this resource.'));
		return response.status(401).json(graphError(190, 'Invalid OAuth access token - Cannot parse access token'));
	};
}

const initialState = () => ({ tokens: new Set([TOKEN]) });

function register(app, state) {
	app.use(VERSION, authorized(state));
}

module.exports = { graphError, initialState, register, TOKEN, VERSION };
