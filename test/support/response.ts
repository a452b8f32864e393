import type { Response } from 'express';

/** What was written on a response. Header names are lower case. */
export interface Written {
	status: number;
	headers: Record<string, string>;
	body: unknown;
	ended: boolean;
}

const SHORT_TYPES: Record<string, string> = { json: 'application/json', html: 'text/html', text: 'text/plain' };

/** A content type as Express completes it. */
function fullType(type: string): string {
	const full = SHORT_TYPES[type] ?? type;
	return /^text\/|json$/.test(full) && !full.includes('charset') ? `${full}; charset=utf-8` : full;
}

/** A response double with the methods of Express that a node may use, and a record of what it wrote. */
export class ResponseDouble {
	readonly written: Written = { status: 200, headers: {}, body: undefined, ended: false };

	get headersSent(): boolean {
		return this.written.ended;
	}

	/** Sets the status. */
	status(code: number): this {
		if (!Number.isInteger(code)) throw new TypeError(`Invalid status code: ${String(code)}`);
		this.written.status = code;
		return this;
	}

	/** Sets the content type, short names as in Express. */
	type(type: string): this {
		return this.setHeader('content-type', fullType(type));
	}

	/** Sets one header. */
	setHeader(name: string, value: string): this {
		if (this.written.ended) throw new Error('Cannot set headers after they are sent to the client');
		this.written.headers[name.toLowerCase()] = String(value);
		return this;
	}

	/** Sets one header, or several from an object. */
	set(name: string | Record<string, string>, value = ''): this {
		if (typeof name === 'string') return this.setHeader(name, value);
		for (const [each, its] of Object.entries(name)) this.setHeader(each, its);
		return this;
	}

	/** The same as `set`. */
	header(name: string | Record<string, string>, value = ''): this {
		return this.set(name, value);
	}

	/** The value of a header that was set. */
	getHeader(name: string): string | undefined {
		return this.written.headers[name.toLowerCase()];
	}

	/** Ends with a JSON body. The body is kept as the client parses it. */
	json(body: unknown): this {
		if (this.getHeader('content-type') === undefined) this.type('json');
		return this.finish(JSON.parse(JSON.stringify(body)) as unknown);
	}

	/** Ends with a body: a string is HTML unless a type was set, an object is JSON. */
	send(body?: unknown): this {
		if (typeof body === 'object' && body !== null && !Buffer.isBuffer(body)) return this.json(body);
		if (body !== undefined && this.getHeader('content-type') === undefined) this.type('html');
		return this.finish(body);
	}

	/** Ends, with a body or without one. */
	end(body?: unknown): this {
		return this.finish(body);
	}

	/** The double under the type of the real one. */
	asResponse(): Response {
		return this as unknown as Response;
	}

	private finish(body: unknown): this {
		if (this.written.ended) throw new Error('Cannot write to a response that has ended');
		Object.assign(this.written, { body, ended: true });
		return this;
	}
}
