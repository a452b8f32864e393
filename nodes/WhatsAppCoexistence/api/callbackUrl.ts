interface UrlParts {
	readonly origin: string;
	readonly segments: readonly string[];
}

/** Scheme, host and port of a URL, and the parts of its path. Text that is not a URL is treated as a path. */
function partsOf(url: string): UrlParts {
	const split = (path: string): string[] => path.split('/').filter((part) => part !== '');
	try {
		const { origin, pathname } = new URL(url);
		return { origin, segments: split(pathname) };
	} catch {
		return { origin: '', segments: split(url) };
	}
}

const haveSameParts = (one: UrlParts, other: UrlParts): boolean =>
	one.origin === other.origin && one.segments.join('/') === other.segments.join('/');

/** Whether two URLs lead to the same webhook: the same scheme, host, port and path. The query does not count. */
export function isSameUrl(one: string, other: string): boolean {
	return haveSameParts(partsOf(one), partsOf(other));
}

/** n8n's `…/webhook-test/<id>/<name>` as `…/webhook/<id>/<name>`. */
function production({ origin, segments }: UrlParts): UrlParts {
	const at = segments.length - 3;
	const endpoint = segments[at];
	if (endpoint?.endsWith('-test') !== true) return { origin, segments };
	const name = endpoint.slice(0, -'-test'.length);
	return { origin, segments: [...segments.slice(0, at), name, ...segments.slice(at + 1)] };
}

/** Whether two URLs belong to one node of one n8n: the same URL, or its test URL and its production URL. */
export function isSameNode(one: string, other: string): boolean {
	return haveSameParts(production(partsOf(one)), production(partsOf(other)));
}

/** A URL as an error may show it: without user name, password and query, which may contain a token. */
export function shownUrl(url: string): string {
	const bare = url.split(/[?#]/, 1)[0] ?? '';
	const shown = bare.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1');
	return bare.length < url.length ? `${shown}?…` : shown;
}
