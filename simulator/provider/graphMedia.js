'use strict';

/** Media, as Meta's Graph API and its download host keep it. */
const { createHash } = require('node:crypto');
const { VERSION } = require('./graph');
const { unknown } = require('./graphNumbers');

/**
 * A file. `told` replaces parts of what the API says of it (`url`, `mime_type`, `sha256`, `file_size`); `served`
 * how it is served: `status` and `times` (how often, default always), `redirect` to an address, `type` another
 * content type, `endless`.
 * @typedef {{ bytes: Buffer, mimeType: string, told?: object,
 *   served?: { status?: number, times?: number, redirect?: string, type?: string, endless?: boolean } }} File
 */

/** `media`: each file by its id. */
const initialState = () => ({ media: { 4000100020003000: { bytes: Buffer.from('a picture, or so'), mimeType: 'image/jpeg' } } });

/** Where files are downloaded. At Meta another host; here another path, which needs the token as well. */
const DOWNLOADS = '/whatsapp_business/attachments/';

/** What the API says of a file. */
function told(request, id, { bytes, mimeType, told: other = {} }) {
	return {
		messaging_product: 'whatsapp',
		url: `${request.protocol}://${request.get('host')}${DOWNLOADS}?mid=${id}&ext=1763600000&hash=abc`,
		mime_type: mimeType,
		sha256: createHash('sha256').update(bytes).digest('hex'),
		file_size: String(bytes.length),
		id,
		...other,
	};
}

/** Sends zeros until nobody listens any more. */
function serveEndless(response) {
	const chunk = Buffer.alloc(64 * 1024);
	const more = () => {
		while (!response.destroyed && response.write(chunk));
	};
	response.on('drain', more);
	more();
}

/** Serves a file as it was told to; the caller has proved itself by then. */
function serve(file, response) {
	const { served = {} } = file;
	if (served.status !== undefined && (served.times ?? 1) > 0) {
		if (served.times !== undefined) served.times--;
		return response.status(served.status).end();
	}
	if (served.redirect !== undefined) return response.redirect(302, served.redirect);
	response.set('content-type', served.type ?? file.mimeType);
	return served.endless === true ? serveEndless(response) : response.end(file.bytes);
}

function register(app, state) {
	app.get(`${VERSION}/:media`, (request, response, next) => {
		const file = state.media[request.params.media];
		return file === undefined ? next() : response.json(told(request, request.params.media, file));
	});
	// The last module of Graph: what nobody knows.
	app.get(`${VERSION}/:id`, (request, response) => unknown(response, 'get', request.params.id));
	app.get(DOWNLOADS, (request, response) => {
		const isKnown = state.tokens.has(request.get('authorization')?.replace(/^Bearer /, '')) || state.dialogWebhooks[request.get('d360-api-key')] !== undefined;
		const file = state.media[request.query.mid];
		if (!isKnown) return response.status(401).end();
		return file === undefined ? response.status(404).end() : serve(file, response);
	});
}

module.exports = { initialState, register, told };
