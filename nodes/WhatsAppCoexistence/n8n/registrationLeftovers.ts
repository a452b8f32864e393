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
		throw stop(context, doing, `${reason}. To keep it, publish once with Registration set to Manual`);
	}
	writeMemory(context, {});
}

/** With manual registration the user registers: what the node registered is undone, or left to the user. */
export async function undoForManual(context: IHookFunctions): Promise<void> {
	const { registered } = readMemory(context);
	if (registered === undefined) return;
	try {
		await undo(context, registered);
	} catch {
		const { before } = registered;
		const host = before === undefined ? '' : `; the previous host was ${hostOf(before.url)}`;
		warn(context, `the registration could not be undone. Remove it yourself, because Registration is Manual${host}`);
	}
	writeMemory(context, {});
}

/**
 * Clears the URL of this node if it is set although nothing is stored: n8n 1 drops what a failed publication has
 * stored. It never throws, because n8n also asks after a publication that failed before anything was set.
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
			`the webhook URL of the ${callback.what} was set by a publication that failed, and was cleared. ` +
				'If it replaced another URL, the message of that publication names it',
		);
	} catch {
		context.logger.debug('WhatsApp Coexistence Trigger: what is registered could not be read or cleared.');
	}
}
