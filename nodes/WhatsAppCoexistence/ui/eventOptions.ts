import type { INodePropertyOptions } from 'n8n-workflow';

/** The events to choose from, sorted by name. A test holds this list against the list of all events. */
export const eventOptions: INodePropertyOptions[] = [
	{
		name: 'Account Updated',
		value: 'account.updated',
		description: 'The account was connected, disconnected or restricted',
	},
	{
		name: 'Contact Removed',
		value: 'contact.removed',
		description: 'A contact was removed from the address book of the phone',
	},
	{
		name: 'Contact Upserted',
		value: 'contact.upserted',
		description: 'A contact was added or edited on the phone',
	},
	{
		name: 'Echo Edited',
		value: 'echo.edited',
		description: 'A message was edited in the WhatsApp Business app',
	},
	{
		name: 'Echo Message',
		value: 'echo.message',
		description: 'A message was sent from the WhatsApp Business app',
	},
	{
		name: 'Echo Revoked',
		value: 'echo.revoked',
		description: 'A message was deleted in the WhatsApp Business app',
	},
	{
		name: 'History Declined',
		value: 'history.declined',
		description: 'The business chose not to share its chat history',
	},
	{ name: 'History Error', value: 'history.error', description: 'The history sync reported another error' },
	{ name: 'History Media', value: 'history.media', description: 'The file for an earlier media placeholder' },
	{ name: 'History Message', value: 'history.message', description: 'A message from the chats of the last months' },
	{ name: 'History Progress', value: 'history.progress', description: 'How far the history sync has come' },
	{ name: 'Identity Changed', value: 'identity.changed', description: 'A customer got a new number or user ID' },
	{ name: 'Message Edited', value: 'message.edited', description: 'A customer edited a message' },
	{ name: 'Message Received', value: 'message.received', description: 'A customer sent a message' },
	{ name: 'Message Revoked', value: 'message.revoked', description: 'A customer deleted a message' },
	{
		name: 'Message Status',
		value: 'message.status',
		description: 'A message you sent was delivered, read, or failed',
	},
	{
		name: 'Preference Changed',
		value: 'preference.changed',
		description: 'A customer stopped or resumed marketing messages',
	},
	{
		name: 'Unrecognized',
		value: 'unrecognized',
		description: 'Anything that arrives and is not understood, whole',
	},
];
