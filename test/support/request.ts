import { parse as parseQuery } from 'node:querystring';
import type { Request } from 'express';
import { jsonParse } from 'n8n-workflow';

/** A request as a sender makes it. Header names in any case; a repeated header is an array. */
export interface Sent {
	readonly method: 'GET' | 'POST';
	readonly bytes?: Buffer;
	readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
	readonly query?: Readonly<Record<string, unknown>>;
	/** False: n8n has read and parsed nothing, whatever the content type. Default: as n8n does. */
	readonly bodyParsed?: boolean;
	/** True: the stream breaks while it is read. */
	readonly aborted?: boolean;
	/** Called when the body is read. */
	readonly onRead?: () => void;
}

/** Thrown where n8n itself refuses, before it calls the node. */
export class RefusedByHost extends Error {
	constructor(readonly status: number, message: string) {
		super(message);
	}
}

/** The parts of n8n's request that a node may use; n8n adds the last four to the one of Express. */
interface HostRequest {
	method: string;
	url: string;
	headers: Record<string, string | string[]>;
	params: Record<string, string>;
	query: Record<string, unknown>;
	body?: unknown;
	get(name: string): string | string[] | undefined;
	header(name: string): string | string[] | undefined;
	rawBody?: Buffer;
	contentType?: string;
	encoding?: BufferEncoding;
	readRawBody(): Promise<void>;
}

/** Lower-case names, as Node.js gives them. Of a repeated header Node.js joins the values by comma. */
function headersOf({ headers = {}, bytes }: Sent): Record<string, string | string[]> {
	const entries = Object.entries(headers).flatMap(([name, value]) =>
		value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
	);
	const length = bytes === undefined ? {} : { 'content-length': String(bytes.length) };
	return { host: 'n8n.example', ...length, ...Object.fromEntries(entries) };
}

/** Type and charset in n8n's reading: the type is not trimmed, the charset is UTF-8 unless given. */
function contentTypeOf(header: string | string[] | undefined): Pick<HostRequest, 'contentType' | 'encoding'> {
	if (typeof header !== 'string' || header === '') return {};
	const [type = '', ...parameters] = header.split(';');
	const charset = parameters.map((part) => /^\s*charset\s*=\s*"?([^"]*)"?\s*$/i.exec(part)?.[1]).find(Boolean);
	return { contentType: type.toLowerCase(), encoding: (charset ?? 'utf-8').toLowerCase() as BufferEncoding };
}

const PARSABLE = [/^application\/json/, /^text\/plain/, /^application\/x-www-form-urlencoded/, /\/xml$/, /\+xml$/];

function isParsable(contentType: string | undefined): boolean {
	return contentType !== undefined && PARSABLE.some((form) => form.test(contentType));
}

const withoutByteOrderMark = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);

/**
 * The body as n8n 2 parses it for a node above version 1: nothing is read for content types it cannot parse,
 * an empty body stays undefined, what does not parse is answered with 422. XML is left out: no test needs it.
 */
async function parseBody(request: HostRequest): Promise<void> {
	if (!isParsable(request.contentType)) return;
	await request.readRawBody();
	const { rawBody, contentType, encoding } = request;
	if (rawBody === undefined || rawBody.length === 0) return;
	try {
		const text = rawBody.toString(encoding);
		if (contentType === 'application/json') request.body = jsonParse(withoutByteOrderMark(text));
		else if (contentType === 'application/x-www-form-urlencoded') request.body = parseQuery(withoutByteOrderMark(text));
		else if (contentType === 'text/plain') request.body = text;
	} catch {
		throw new RefusedByHost(422, 'Failed to parse request body');
	}
}

/** The request that n8n hands to the node; throws RefusedByHost where n8n would not call the node. */
export async function hostRequest(sent: Sent, path: string): Promise<Request> {
	const headers = headersOf(sent);
	const request: HostRequest = {
		method: sent.method,
		url: path,
		headers,
		params: {},
		query: { ...sent.query },
		get: (name) => headers[name.toLowerCase()],
		header: (name) => headers[name.toLowerCase()],
		...contentTypeOf(headers['content-type']),
		async readRawBody() {
			if (request.rawBody !== undefined) return;
			sent.onRead?.();
			if (sent.aborted === true) throw new RefusedByHost(400, 'Request body stream was aborted');
			request.rawBody = Buffer.from(sent.bytes ?? Buffer.alloc(0));
		},
	};
	if (sent.bodyParsed !== false) await parseBody(request);
	return request as unknown as Request;
}
