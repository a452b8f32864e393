import type { INodeProperties } from 'n8n-workflow';

/** What several resources ask for; each says where it is shown. */
type Shown = NonNullable<INodeProperties['displayOptions']>['show'];

/** The ID of a business number at Meta. */
export const phoneNumberId = (show: Shown): INodeProperties => ({
	displayName: 'Phone Number ID',
	name: 'phoneNumberId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 300100300100300',
	description: 'The ID of the number, not the number itself: WhatsApp Manager > Account tools > Phone numbers',
	displayOptions: { show },
});

/** The ID of a WhatsApp Business account at Meta. */
export const accountId = (show: Shown): INodeProperties => ({
	displayName: 'WhatsApp Business Account ID',
	name: 'accountId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 200100200100200',
	description: 'The ID of the account (WABA): Business Settings > Accounts > WhatsApp accounts',
	displayOptions: { show },
});
