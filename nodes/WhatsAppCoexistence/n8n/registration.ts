import type { IHookFunctions } from 'n8n-workflow';
import { kindOf } from '../api/callbackTarget';
import { isSameUrl } from '../api/callbackUrl';
import { explain, hostOf } from '../api/explain';
import { LONGEST_OVERRIDE } from '../api/webhooks';
import { toResult } from './outcome';
import { undoForgotten, undoForManual, undoOtherTarget } from './registrationLeftovers';
import { isForeign, previousOf, readMemory, sealed, writeMemory } from './registrationMemory';
import { change, checkArrival, isSet, NOT_REGISTERED, refuseToSteal, step, stop, warn } from './registrationSteps';
import { callbackOf, isSameTarget, missingFor, ownCallback, readTarget, secretIn } from './registrationTarget';
import { named, undo } from './registrationUndo';

const notRead = (what: string): string => `The webhook URL of the ${what} could not be read`;

/**
 * checkExists: whether this node is registered and what it set is still set. n8n 1 calls it at each start too: then a
 * URL that another system has set since is left alone, and an unreachable provider does not stop the workflow.
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const target = await readTarget(context);
	if (target === null) {
		await undoForManual(context);
		return true;
	}
	const { registered } = readMemory(context);
	const own = await ownCallback(context, target);
	if (registered?.confirmed !== true || registered.url !== own.url) return false;
	if (!isSameTarget(registered.target, target)) return false;
	const isStart = ['init', 'leadershipChange'].includes(context.getActivationMode());
	const callback = await callbackOf(context, target);
	const outcome = await toResult(callback.read());
	if (outcome.failure !== undefined) {
		const reason = explain(outcome.failure, { what: callback.what });
		if (!isStart) throw stop(context, notRead(callback.what), reason);
		warn(context, `the webhook URL could not be read. ${reason}`);
		return true;
	}
	const { callback: current } = outcome.value;
	if (!isStart || !isForeign(current, registered)) return isSet(current, own);
	const host = hostOf(current.url);
	warn(context, `another system has set the webhook URL of the ${callback.what} (${host}); it was not changed`);
	return true;
}

/**
 * create: sets the URL of this node at the provider. What is set there is stored before anything changes. Transient
 * failures are retried. If an answer is lost, the node reads what is set now. If the publication fails, the previous URL
 * is still set, or the message names it, because n8n 1 drops the static data of a failed publication.
 */
export async function register(context: IHookFunctions): Promise<boolean> {
	const target = await readTarget(context);
	if (target === null) return true;
	const missing = await missingFor(context, target);
	if (missing !== null) throw stop(context, NOT_REGISTERED, missing);
	const own = await ownCallback(context, target);
	if (target.provider === 'meta' && own.url.length > LONGEST_OVERRIDE) {
		throw stop(context, NOT_REGISTERED, `it is longer than the ${LONGEST_OVERRIDE} characters that Meta accepts`);
	}
	await undoOtherTarget(context, target);
	const callback = await callbackOf(context, target);
	const current = await step(context, notRead(callback.what), callback.what, callback.read());
	const memory = readMemory(context);
	refuseToSteal(context, callback, own.url, current, memory);
	await checkArrival(context, callback);
	const previous = previousOf(current.callback, own.url, memory.registered, context.getActivationMode() === 'manual');
	const before = previous !== null && 'headers' in previous ? sealed(previous, secretIn(own)) : previous;
	const registered = { target, url: own.url, ...(before && { before }) };
	writeMemory(context, { registered });
	const failed = await change(callback, own);
	if (failed !== null) {
		const reason = explain(failed.failure, { what: callback.what, url: own.url });
		const { now } = failed;
		const isUnchanged = now !== undefined && (now === null || !isSameUrl(now.url, own.url));
		if (isUnchanged) throw stop(context, NOT_REGISTERED, reason);
		const previousHost = before === null ? '' : `; the previous host was ${hostOf(before.url)}`;
		warn(context, `it is not known whether the webhook URL of the ${callback.what} was changed${previousHost}`);
		throw stop(context, NOT_REGISTERED, reason + named(before));
	}
	writeMemory(context, { registered: { ...registered, confirmed: true } });
	if (before !== null) {
		const host = hostOf(before.url);
		warn(context, `the ${callback.what} had another webhook URL (${host}); unpublishing restores it`);
	}
	return true;
}

/**
 * delete: undoes what create() did, and nothing else. A URL that another system has set since is kept, and is stored so
 * that the next create() does not overwrite it.
 */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	const { registered } = readMemory(context);
	if (registered === undefined) {
		await undoForgotten(context);
		return true;
	}
	const result = await undo(context, registered);
	if (result === 'undone') {
		writeMemory(context, {});
	} else if (result !== 'pending') {
		const [what, host] = [kindOf(registered.target), hostOf(result.url)];
		warn(context, `another system has set the webhook URL of the ${what} (${host}); it was not changed`);
		writeMemory(context, { lostTo: result.url });
	}
	return true;
}
