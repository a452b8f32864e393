import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { kindOf, type Callback, type CallbackTarget } from '../api/callbackTarget';
import { isSameUrl, shownUrl } from '../api/callbackUrl';
import { explain, hostOf, isAddressRefused } from '../api/explain';
import { isTransient } from '../api/failure';
import { isForeign, unsealed, writeMemory, type Registered, type SealedCallback } from './registrationMemory';
import { change, step, stop, warn } from './registrationSteps';
import { callbackOf, headerSecret, keyFingerprint, secretIn } from './registrationTarget';

/** Names the previous URL, so that the user can restore it. Empty if there was none. */
export const named = (before: Pick<SealedCallback, 'url'> | null | undefined): string =>
	before ? `. The previous webhook URL was ${shownUrl(before.url)}. Restore it if it is missing` : '';

const notRemoved = (what: string): string => `The webhook URL of the ${what} could not be removed`;

/** Whether a registration was made with an API key of 360dialog that the credential does not contain any more. */
async function hasOtherKey(context: IHookFunctions, { target }: Registered): Promise<boolean> {
	return target.provider === '360dialog' && target.id !== (await keyFingerprint(context));
}

/** Restores the previous callback, or clears the URL. If the provider refuses the previous URL, it is cleared too. */
async function putBack(
	context: IHookFunctions,
	callback: CallbackTarget,
	{ target, url, before }: Registered,
	previous: Callback | null,
): Promise<void> {
	const { what } = callback;
	// From here on the previous URL may be set even without an answer.
	writeMemory(context, { registered: { target, url, ...(before && { before }) } });
	const failed = await change(callback, previous);
	if (failed === null) return;
	const { failure, now } = failed;
	const reason = explain(failure, { what, ...(before && { url: before.url }) });
	const isStillOurs = now !== undefined && now !== null && isSameUrl(now.url, url);
	// Any other failure says nothing about the previous URL: it may still be good.
	const isGone = before !== undefined && isStillOurs && isAddressRefused(failure) && !isTransient(failure);
	if (!isGone) throw stop(context, notRemoved(what), reason);
	const host = hostOf(before.url);
	warn(context, `the previous webhook URL of the ${what} (${host}) cannot be restored and is cleared. ${reason}`);
	const notCleared = await change(callback, null);
	if (notCleared !== null) throw stop(context, notRemoved(what), explain(notCleared.failure, { what }));
}

/**
 * What undoing came to: nothing of this node is left; nothing was set yet, as far as is known, so that a change whose
 * answer was lost may still be made; or the callback of another system, which was left alone.
 */
export type Undone = 'undone' | 'pending' | Callback;

/** The outcome when the URL of this node is not set any more. */
async function withoutOurs(
	context: IHookFunctions,
	registered: Registered,
	current: Callback | null,
): Promise<Undone> {
	const { target, before, confirmed } = registered;
	if (confirmed !== true) return 'pending';
	if (!(await hasOtherKey(context, registered))) return isForeign(current, registered) ? current : 'undone';
	if (before !== undefined && current?.url === before.url) return 'undone';
	throw stop(
		context,
		notRemoved(kindOf(target)),
		'it was registered with another API key, and the number of this key does not have it. ' +
			'If the old key was of another number, change the webhook URL of that number yourself',
	);
}

async function restore(context: IHookFunctions, registered: Registered): Promise<Undone> {
	const { target, url, before } = registered;
	const callback = await callbackOf(context, target);
	const { what } = callback;
	const { callback: current } = await step(context, notRemoved(what), what, callback.read());
	if (current === null || !isSameUrl(current.url, url)) return await withoutOurs(context, registered, current);
	const secrets = [secretIn(current), await headerSecret(context, target.provider)];
	const previous = before === undefined ? null : unsealed(before, secrets);
	if (before !== undefined && previous === null) {
		const host = hostOf(before.url);
		warn(context, `the previous webhook URL of the ${what} (${host}) was not restored: its headers cannot be read`);
		throw stop(
			context,
			notRemoved(what),
			'the headers of the previous webhook URL cannot be read, because the API key was replaced and the header of ' +
				'this node was changed at 360dialog. Set that URL with its headers there yourself',
		);
	}
	await putBack(context, callback, registered, previous);
	return 'undone';
}

/**
 * Restores what was set before a registration, or clears the webhook URL if nothing was. Changes nothing if another
 * URL is set by now.
 * @throws what went wrong, with the URL that was set before; it stays in static data
 */
export async function undo(context: IHookFunctions, registered: Registered): Promise<Undone> {
	try {
		return await restore(context, registered);
	} catch (error) {
		const reason = error instanceof Error ? error.message.replace(/\.$/, '') : 'unknown reason';
		throw new NodeOperationError(context.getNode(), `${reason}${named(registered.before)}.`);
	}
}
