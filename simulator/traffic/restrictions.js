'use strict';

const { itemTime } = require('./delivery');

/** Events of the account as they are reported: upper or lower case, a ban as an object or as a list. */
const EVENTS = [
	{
		value: { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE', waba_ban_date: 'March 3, 2026' } },
		connected: false,
		holds: 'March 3',
	},
	{
		value: { event: 'disabled_update', ban_info: [{ waba_ban_state: ['REINSTATE'], waba_ban_date: '2026-03-04' }] },
		connected: true,
		holds: '2026-03-04',
	},
	{
		value: {
			event: 'ACCOUNT_RESTRICTION',
			restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: 1_790_600_000 }],
		},
		connected: null,
		holds: 'RESTRICTED_BIZ_INITIATED_MESSAGING',
	},
	{
		value: { event: 'account_violation', violation_info: { violation_type: 'SCAM' } },
		connected: null,
		holds: 'SCAM',
	},
	{
		value: {
			event: 'partner_app_installed',
			waba_info: { waba_id: '200100200100200', owner_business_id: '810810810810810' },
		},
		connected: true,
	},
	{ value: { event: 'ACCOUNT_OFFBOARDED' }, connected: false },
	{ value: { event: 'account_reconnected' }, connected: true },
	{ value: { event: 'ACCOUNT_DELETED' }, connected: false },
];

/** Bans, restrictions, and the way back. They name no number; the time of the delivery tells one from the next. */
function restrictions({ now, seed }) {
	return EVENTS.map(({ value, connected, holds }, index) => {
		// Another seed is another business, and the account is all that these events name.
		const time = now - 1_000 - ((seed >>> 0) % 100_000) * 10 - index;
		const cells = {
			event: 'account.updated',
			accountEvent: value.event.toUpperCase(),
			connected,
			timestamp: itemTime(time),
			'account.ownerBusinessId': value.waba_info?.owner_business_id ?? null,
			...(holds === undefined ? {} : { 'account.details': { holds: [holds] } }),
		};
		const gives = [{ once: `account.updated ${time}`, cells }];
		return {
			kind: 'restrictions',
			what: value.event.toLowerCase().replaceAll('_', ' '),
			field: 'account_update',
			time,
			elements: [{ raw: value, gives }],
			build: () => value,
		};
	});
}

module.exports = { restrictions };
