import type { Credentials } from './credentials';
import { credentialsFor } from './credentialSets';
import type { Provider } from './sign';

/** A call as the stand-in received it. */
export interface Call {
	readonly method: string;
	readonly path: string;
	readonly query: Record<string, unknown>;
	readonly headers: Record<string, unknown>;
	readonly body: unknown;
	readonly status: number;
}

interface Failure {
	readonly method?: string;
	readonly path: RegExp;
	/** 0: no answer, the connection is closed. */
	readonly status: number;
	readonly body?: unknown;
	readonly headers?: Record<string, string>;
	readonly skip?: number;
	readonly times?: number;
	/** The call does its work; only its answer is this failure. */
	readonly afterEffect?: boolean;
}

/** A file as the stand-in serves it; see `simulator/provider/graphMedia.js`. */
export interface File {
	bytes: Buffer;
	mimeType: string;
	told?: object;
	served?: { status?: number; times?: number; redirect?: string; type?: string; endless?: boolean };
}

/** The parts of the stand-in's memory that tests look at or set. */
export interface ProviderState {
	media: Record<string, File>;
	numberFacts: Record<string, Record<string, unknown>>;
	numbers: Record<string, { account: string; override: string }>;
	accounts: Record<string, { apps: Record<string, { override: string }> }>;
	app: { id: string; callback: string };
	synced: Record<string, string[]>;
	dialogSynced: string[];
	dialogWebhooks: Record<string, { url: string; headers: Record<string, string> }>;
}

/** The stand-in for Graph and 360dialog on loopback. */
export interface StandIn {
	readonly base: string;
	readonly calls: Call[];
	readonly state: ProviderState;
	fail(failure: Failure): void;
	close(): Promise<void>;
}

// Required, not imported: it is plain JavaScript, typed by comments.
const { startStandIn } = require('../../simulator/provider/standIn') as { startStandIn: () => Promise<StandIn> };
const { TOKEN } = require('../../simulator/provider/graph') as { TOKEN: string };
const { KEY } = require('../../simulator/provider/dialogWebhooks') as { KEY: string };
export { startStandIn, TOKEN, KEY };

/** A credential whose calls go to a stand-in. */
export function credentialsAt(base: string, provider: Provider, fields: Record<string, string> = {}): Credentials {
	const own: Record<string, string> = provider === 'meta' ? { accessToken: TOKEN, baseUrl: `${base}/v25.0` } : { apiKey: KEY, baseUrl: base };
	return credentialsFor(provider, { ...own, ...fields });
}
