import type { IHookFunctions } from 'n8n-workflow';
import type { TargetId } from '../api/callbackTarget';
import { isSameUrl } from '../api/callbackUrl';
import { hostOf } from '../api/explain';
import { callOnce } from './outcome';
import { readMemory, writeMemory } from './registrationMemory';
import { stop, warn } from './registrationSteps';
import { callbackOf, isSameTarget, missingFor, ownCallback, readTarget } from './registrationTarget';
import { undo } from './registrationUndo';

/** Undoes what was registered for another target and could not be undone then. Throws when it still cannot be. */
export async function undoOtherTarget(context: IHookFunctions, target: TargetId): Promise<void> {
	const { registered } = readMemory(context);
	if (registered === undefined || isSameTarget(registered.target, target)) return;
	try {
		await undo(context, registered);
	} catch (error) {
		const reason = error instanceof Error ? error.message.replace(/\.$/, '') : '';
		const doing = 'Nothing was registered, because this workflow is still registered elsewhere';
		throw stop(context, doing, `${reason}. To leave it like that, publish once with Registration set to Manual`);
	}
	writeMemory(context, {});
}

/** With manual registration the user takes over: what was registered before is undone, or left to the user. */
export async function undoForManual(context: IHookFunctions): Promise<void> {
	const { registered } = readMemory(context);
	if (registered === undefined) return;
	try {
		await undo(context, registered);
	} catch {
		const { before } = registered;
		const host = before === undefined ? '' : `; before, the address was at ${hostOf(before.url)}`;
		warn(context, `what was registered is not undone, and is left to you now that Registration is Manual${host}`);
	}
	writeMemory(context, {});
}

/**
 * Clears the URL of this node when it is set although nothing is remembered: n8n 1 forgets what a failed publication
 * has stored. It never throws, because n8n also asks after a publication that failed before anything was set.
 */
export async function undoForgotten(context: IHookFunctions): Promise<void> {
	try {
		const target = await readTarget(context);
		if (target === null || (await missingFor(context, target)) !== null) return;
		const callback = await callbackOf(context, target, callOnce);
		const own = await ownCallback(context, target);
		const { callback: current } = await callback.read();
		if (current === null || !isSameUrl(current.url, own.url)) return;
		await callback.clear();
		warn(
			context,
			`the address of the ${callback.what} was set by a publication that failed, and was cleared. ` +
				'If another one was there before, the message of that publication names it',
		);
	} catch {
		context.logger.debug('WhatsApp Coexistence Trigger: what is registered could not be read or cleared.');
	}
}
