import type { IDataObject } from 'n8n-workflow';
import type { Address, Target } from './places';

/** What the node remembers of its registration, in its static data, from create() to delete(). */
export interface Memory {
	readonly registered?: {
		readonly target: Target;
		readonly url: string;
		/** What was set before, to be set again. */
		readonly before?: Address;
		/** The provider has confirmed it. Until then what was before may still be set; after that it was set again. */
		readonly confirmed?: true;
	};
	/** The address with which somebody else replaced ours: it is not taken over without being asked. */
	readonly lostTo?: string;
}

/** Reads the memory; empty when there is none. */
export function readMemory(staticData: IDataObject): Memory {
	return (staticData['registration'] ?? {}) as unknown as Memory;
}

/** Replaces the memory; an empty one is removed. */
export function writeMemory(staticData: IDataObject, memory: Memory): void {
	if (Object.keys(memory).length === 0) delete staticData['registration'];
	else staticData['registration'] = memory as unknown as IDataObject;
}

/** Whether two targets are the same place. */
export function standsHere(one: Target, other: Target): boolean {
	return one.provider === other.provider && one.registration === other.registration && one.id === other.id;
}

/** Whether what is set now was set by somebody else after us: another address than ours, and not merely still there. */
export function isForeign(here: Address | null, { url, before, confirmed }: NonNullable<Memory['registered']>): here is Address {
	if (here === null || here.url === url) return false;
	return confirmed === true || here.url !== before?.url;
}

/** The end of an address that is the same for the test and the production address of one node. */
const pathOf = (url: string): string => url.split('/').slice(-2).join('/');

/**
 * The address to set again later. In: what is set now, ours, and what we remember. An earlier address of ours is
 * none to come back to: not one from before a change of WEBHOOK_URL, and not the test address of a listening that
 * ended in a crash. While listening, our own production address is.
 */
export function addressBefore(here: Address | null, url: string, known: Memory['registered'], isListening: boolean): Address | null {
	if (here === null) return null;
	if (here.url === url || here.url === known?.url) return known?.before ?? null;
	const isOurs = pathOf(here.url) === pathOf(url);
	return isOurs && !isListening ? null : here;
}
