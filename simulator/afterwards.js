'use strict';

const make = require('./deliveries');

const { INES, LENA, TOMO, text } = make;

/** A customer edits and deletes what he wrote; only numbers in coexistence hear of it. */
function edits() {
	const edit = { original_message_id: 'wamid.DEMOL1', message: text('Thank you very much!') };
	const messages = [
		make.live('L2', INES, 2, { type: 'edit', edit }),
		make.live('L3', INES, 1, { type: 'revoke', revoke: { original_message_id: 'wamid.DEMOL1' } }),
	];
	return {
		what: 'a customer edits a message and deletes it',
		field: 'messages',
		content: make.liveMessages({ messages }),
		gives: ['message.edited', 'message.revoked'],
	};
}

/** The old number is the sender of the note, the new one stands inside. */
function numberChange() {
	const body = 'Tomo Arai changed from 15550110002 to 15550110012';
	const system = { type: 'user_changed_number', body, wa_id: '15550110012', user_id: 'US.90011223344550002' };
	return {
		what: 'a customer has a new number',
		field: 'messages',
		content: make.systemMessage(make.live('I1', TOMO, 1, { type: 'system', system })),
		gives: ['identity.changed'],
	};
}

/** Nobody's number is told: the customer is known by the user id alone. */
function userIdChange() {
	const userId = 'US.90099887766554433';
	const body = 'User ID changed';
	const system = { type: 'user_changed_user_id', body, user_id: userId, previous_user_id: LENA.userId };
	return {
		what: 'a customer has a new user id',
		field: 'messages',
		content: make.systemMessage({ id: 'wamid.DEMOI2', timestamp: make.ago(1), type: 'system', system }),
		gives: ['identity.changed'],
	};
}

/**
 * What may come at any time after the onboarding, one kind each.
 * @returns {Array<{ kind: string, what: string, field: string, content: object, gives: string[] }>}
 */
function afterwards() {
	return [
		{ kind: 'edits', ...edits() },
		{ kind: 'identity', ...numberChange() },
		{ kind: 'identity', ...userIdChange() },
		{
			kind: 'error',
			what: 'the history fails with another error than a refusal',
			field: 'history',
			content: make.historyError(131000, 'Something went wrong', 'The chunk could not be made'),
			gives: ['history.error'],
		},
		{
			kind: 'account',
			what: 'the phone was disconnected in the app',
			field: 'account_update',
			content: make.accountRemoved(),
			gives: ['account.updated'],
		},
		{
			kind: 'unknown',
			what: 'a field of the future',
			field: 'smb_message_pins',
			content: make.value({ message_pins: [{ id: 'wamid.DEMOE1' }] }),
			gives: ['unrecognized'],
		},
	];
}

module.exports = { afterwards };
