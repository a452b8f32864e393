import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';
import { explain, hostOf } from '../api/explain';
import type { Place, Standing } from './places';
import { attempt } from './outcome';
import type { Memory } from './registrationMemory';
import { readSettings } from './settings';
import { checkSubscriptions } from './subscriptions';

export const NODE = 'WhatsApp Coexistence Trigger';

/** What stops a step, in words that n8n shows: in n8n 2 only the message reaches the publication status. */
export function stop(context: IHookFunctions, doing: string, advice: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), `${doing}: ${advice}.`);
}

/** Runs a step at the provider; what fails there comes out as advice. */
export async function step<Result>(context: IHookFunctions, doing: string, what: string, work: () => Promise<Result>, url?: string) {
	const outcome = await attempt(work());
	if (outcome.failure === undefined) return outcome.value;
	throw stop(context, doing, explain(outcome.failure, { what, ...(url !== undefined && { url }) }));
}

/** Stops before deliveries would be taken away from somebody who does not expect it. */
export function refuseToSteal(context: IHookFunctions, place: Place, url: string, { here, otherwise }: Standing, { lostTo }: Memory): void {
	const live = here === null ? otherwise : hostOf(here.url);
	const isListening = context.getActivationMode() === 'manual';
	const options = context.getNodeParameter('options', {}) as IDataObject;
	if (isListening && live !== null && here?.url !== url && options['takeOverWhileListening'] !== true) {
		throw stop(
			context,
			'Listening was not started',
			`the deliveries of this ${place.what} go to ${live} now, and listening would take them away from there until it ends. To allow that, add the option Take Over While Listening; to test without it, set Registration to Manual and send a delivery to the test URL`,
		);
	}
	if (!isListening && lostTo !== undefined && here?.url === lostTo) {
		throw stop(
			context,
			'The address was not registered',
			`since this workflow was last published somebody else has set the address of this ${place.what} (${hostOf(lostTo)}), and it is not taken over. Clear it there first, or set Registration to Manual`,
		);
	}
}

/** Looks whether anything would arrive; stops when it is certain that nothing does. */
export async function checkArrival(context: IHookFunctions, place: Place): Promise<void> {
	const settings = readSettings((name) => context.getNodeParameter(name));
	if (settings.provider !== 'meta') return;
	const account = String(context.getNodeParameter('whatsAppBusinessAccountId', '')).trim();
	const findings = await step(context, 'The address was not registered', 'WhatsApp Business account', async () => {
		return await checkSubscriptions(context, settings, account);
	});
	if (findings.fatal !== null) throw stop(context, `The address of the ${place.what} was not registered`, findings.fatal);
	for (const warning of findings.warnings) context.logger.warn(`${NODE}: ${warning}.`);
}
