import { EVENTS, isEventName } from '../../contract/outputs';
import { storedDeliveries } from '../../envelope/stored';
import { normalizeDelivery } from '../../pipeline';
import { itemJson } from '../itemJson';
import type { Operation } from './operation';

/**
 * Returns the items that the trigger would emit. Freshness is judged by the time of the replay, so a message older than
 * ten minutes is never answered a second time.
 */
export const parseEvents: Operation = {
	purpose: 'number',
	providers: ['meta', '360dialog'],
	run: async ({ parameter }) => {
		const options = parameter('options', {}) as Record<string, unknown>;
		const chosen = options['events'];
		const events = Array.isArray(chosen) ? chosen.filter(isEventName) : EVENTS;
		const form = { simplify: parameter('simplify') !== false, spreadsheetSafe: options['spreadsheetSafe'] === true, downloadMedia: false };
		return storedDeliveries(parameter('delivery'))
			.flatMap(({ delivery, only }) =>
				normalizeDelivery(delivery, { events, includeRaw: options['includeRaw'] === true }).filter(({ event }) => only === null || event === only),
			)
			.map((event) => ({ json: itemJson(event, form) }));
	},
};
