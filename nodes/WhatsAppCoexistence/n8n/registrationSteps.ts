import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';
import type { Callback, CallbackTarget, CurrentCallback } from '../api/callbackTarget';
import { isSameUrl } from '../api/callbackUrl';
import { explain, hostOf } from '../api/explain';
import type { ApiFailure } from '../api/failure';
import { toResult } from './outcome';
import { isForeign, type Memory } from './registrationMemory';
import { readSettings } from './settings';
import { checkSubscriptions } from './subscriptions';

const NODE = 'WhatsApp Coexistence Trigger';
export const NOT_REGISTERED = 'The webhook URL was not registered';

/** What stops a hook, as n8n shows it: in n8n 2 only the message reaches the publication status. n8n logs it too. */
export function stop(context: IHookFunctions, what: string, advice: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), `${what}: ${advice}.`);
}

/** Writes a warning to the log of n8n. Of a URL it may contain the host only. */
export function warn(context: IHookFunctions, text: string): void {
	context.logger.warn(`${NODE}: ${text}.`);
}

/** Waits for a step at the provider; throws its failure as advice. */
export async function step<Result>(
	context: IHookFunctions,
	doing: string,
	what: string,
	calls: Promise<Result>,
): Promise<Result> {
	const outcome = await toResult(calls);
	if (outcome.failure === undefined) return outcome.value;
	throw stop(context, doing, explain(outcome.failure, { what }));
}

/** Whether a callback is set: its URL, and at least its headers. `wanted` null: nothing. */
export function isSet(current: Callback | null, wanted: Callback | null): boolean {
	if (current === null || wanted === null) return current === wanted;
	const headers = new Map(Object.entries(current.headers).map(([name, value]) => [name.toLowerCase(), value]));
	const hasHeader = ([name, value]: [string, string]): boolean => headers.get(name.toLowerCase()) === value;
	return current.url === wanted.url && Object.entries(wanted.headers).every(hasHeader);
}

/** A change that failed: why, and what is set now; `now` is undefined when that could not be read. */
export interface FailedChange {
	readonly failure: ApiFailure;
	readonly now: Callback | null | undefined;
}

/**
 * Sets a callback, or clears what is set when `wanted` is null. The answer may get lost after the change was made, so
 * after a failure what is set now decides. Returns null if it was changed.
 */
export async function change(target: CallbackTarget, wanted: Callback | null): Promise<FailedChange | null> {
	const outcome = await toResult(wanted === null ? target.clear() : target.set(wanted));
	if (outcome.failure === undefined) return null;
	const read = await toResult(target.read());
	const now = read.failure === undefined ? read.value.callback : undefined;
	return now !== undefined && isSet(now, wanted) ? null : { failure: outcome.failure, now };
}

/** Throws if publishing or listening would redirect the deliveries of a system that does not expect it. */
export function refuseToSteal(
	context: IHookFunctions,
	{ what }: CallbackTarget,
	url: string,
	{ callback, fallback }: CurrentCallback,
	{ registered, lostTo }: Memory,
): void {
	const live = callback === null ? fallback : hostOf(callback.url);
	const isListening = context.getActivationMode() === 'manual';
	const isAllowed = (context.getNodeParameter('options', {}) as IDataObject)['takeOverWhileListening'] === true;
	if (isListening && live !== null && !isSameUrl(callback?.url ?? '', url) && !isAllowed) {
		throw stop(
			context,
			'Listening was not started',
			`the deliveries of this ${what} go to ${live} now, and listening would redirect them until ` +
				'it ends. To allow that, add the option Take Over While Listening; to test without it, set ' +
				'Registration to Manual and send a delivery to the test URL',
		);
	}
	const isReplaced = registered?.confirmed === true && isForeign(callback, registered);
	if (!isListening && callback !== null && (isReplaced || callback.url === lostTo)) {
		throw stop(
			context,
			NOT_REGISTERED,
			`since the last publication another system has set the webhook URL of this ${what} ` +
				`(${hostOf(callback.url)}). It was not overwritten. ` +
				'Clear it there first, or set Registration to Manual',
		);
	}
}

/** Looks whether anything would arrive; stops when it is certain that nothing does. */
export async function checkArrival(context: IHookFunctions, { what }: CallbackTarget): Promise<void> {
	const settings = readSettings((name) => context.getNodeParameter(name));
	if (settings.provider !== 'meta') return;
	const account = String(context.getNodeParameter('whatsAppBusinessAccountId', '')).trim();
	const checks = checkSubscriptions(context, settings, account);
	const findings = await step(context, NOT_REGISTERED, 'WhatsApp Business account', checks);
	if (findings.fatal !== null) throw stop(context, `The webhook URL of the ${what} was not registered`, findings.fatal);
	for (const finding of findings.warnings) warn(context, finding);
}
