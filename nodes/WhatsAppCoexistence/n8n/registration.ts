import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { explain, hostOf, isAddressRefused } from '../api/explain';
import { LONGEST_OVERRIDE } from '../api/webhooks';
import { addressBefore, isForeign, readMemory, standsHere, writeMemory, type Memory } from './registrationMemory';
import { placeOf, type Place, type Standing } from './places';
import { attempt, patiently } from './outcome';
import { readTarget, requireComplete } from './registrationTarget';
import { checkArrival, NODE, refuseToSteal, step, stop } from './registrationSteps';

const memoryOf = (context: IHookFunctions): IDataObject => context.getWorkflowStaticData('node');

const read = async (context: IHookFunctions, place: Place): Promise<Standing> =>
	await step(context, `The address of the ${place.what} could not be read`, place.what, async () => await place.read());

/**
 * What is set at the place, for checkExists(). n8n 1 asks at each of its starts: when the provider cannot be asked
 * then, a workflow that was registered goes on receiving, with a warning. Undefined: nothing is known.
 */
async function readAtStart(context: IHookFunctions, place: Place): Promise<Standing['here'] | undefined> {
	if (!['init', 'leadershipChange'].includes(context.getActivationMode())) return (await read(context, place)).here;
	const outcome = await attempt(place.read());
	if (outcome.failure === undefined) return outcome.value.here;
	context.logger.warn(`${NODE}: the address could not be read. ${explain(outcome.failure, { what: place.what })}.`);
	return undefined;
}

/**
 * checkExists: whether this node is registered and what it set still stands. An address that somebody else has set
 * since is left alone, with a warning: n8n asks here when it starts (n8n 1), and must not fight over the address.
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const target = readTarget(context);
	if (target === null) return true;
	const { registered } = readMemory(memoryOf(context));
	const url = context.getNodeWebhookUrl('default');
	if (registered === undefined || registered.url !== url || !standsHere(registered.target, target)) return false;
	const place = await placeOf(context, target);
	const here = await readAtStart(context, place);
	if (here === undefined) return true;
	if (here?.url === url) return true;
	if (!isForeign(here, registered)) return false;
	context.logger.warn(`${NODE}: somebody else has set the address of the ${place.what} since (${hostOf(here.url)}); it is left as it is`);
	return true;
}

/**
 * create: tells the provider the address of this node. What is set there is read first and remembered, before
 * anything changes, so that delete() can undo it also when the answer to the change never came back. n8n calls it
 * up to five times until it works.
 */
export async function register(context: IHookFunctions): Promise<boolean> {
	const target = readTarget(context);
	if (target === null) return true;
	await requireComplete(context, target);
	const url = context.getNodeWebhookUrl('default') ?? '';
	if (target.provider === 'meta' && url.length > LONGEST_OVERRIDE) {
		throw stop(context, 'The address was not registered', `it is longer than the ${LONGEST_OVERRIDE} characters that Meta takes`);
	}
	const place = await placeOf(context, target);
	const standing = await read(context, place);
	const memory = readMemory(memoryOf(context));
	refuseToSteal(context, place, url, standing, memory);
	await checkArrival(context, place);
	const before = addressBefore(standing.here, url, memory.registered, context.getActivationMode() === 'manual');
	const registered = { target, url, ...(before && { before }) };
	writeMemory(memoryOf(context), { registered });
	await step(context, 'The address was not registered', place.what, async () => await place.set(url), url);
	writeMemory(memoryOf(context), { registered: { ...registered, confirmed: true } });
	if (before !== null) {
		context.logger.warn(`${NODE}: the ${place.what} had another address (${hostOf(before.url)}); it is set again when this one is removed`);
	}
	return true;
}

/** Sets what was there before, or clears the place when that is not to be had any more. */
async function giveBack(context: IHookFunctions, place: Place, { before }: NonNullable<Memory['registered']>): Promise<void> {
	if (before === undefined) return await place.clear();
	const { failure } = await attempt(place.restore(before));
	if (failure === undefined) return;
	// Any other failure says nothing about the address: it may still be good.
	if (!isAddressRefused(failure)) throw failure;
	await place.clear();
	const reason = explain(failure, { what: place.what, url: before.url });
	context.logger.warn(`${NODE}: the address that the ${place.what} had before (${hostOf(before.url)}) could not be set again and was cleared. ${reason}.`);
}

/**
 * delete: undoes what create() did, and nothing else. A node that never registered has nothing to undo; an address
 * that somebody else has set since stays, and is remembered so that the next create() does not take it over.
 */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	const { registered } = readMemory(memoryOf(context));
	if (registered === undefined) return true;
	const place = await placeOf(context, registered.target);
	// Nobody asks again after a failure in n8n 1 and after listening, and the address would stay for good.
	const doing = `The address of the ${place.what} could not be removed`;
	const { here } = await step(context, doing, place.what, async () => await patiently(async () => await place.read()));
	if (here?.url === registered.url) {
		await step(context, doing, place.what, async () => {
			await patiently(async () => await giveBack(context, place, registered));
		});
	}
	if (isForeign(here, registered)) {
		context.logger.warn(`${NODE}: somebody else has set the address of the ${place.what} since (${hostOf(here.url)}); it stays`);
		writeMemory(memoryOf(context), { lostTo: here.url });
	} else {
		writeMemory(memoryOf(context), {});
	}
	return true;
}
