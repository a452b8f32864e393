'use strict';

const make = require('../deliveries');
const { itemTime, pieces, wireTime } = require('./delivery');

/** The most entries that Meta puts into one delivery. */
const MOST = 1_000;

function entry(action, person, { id, seconds, name }) {
	const who = {
		...(person.number === undefined ? {} : { phone_number: person.number }),
		...(person.userId === undefined ? {} : { user_id: person.userId }),
	};
	const called = { full_name: name, first_name: person.first, ...(person.username ? { username: person.username } : {}) };
	const contact = action === 'remove' ? who : { ...called, ...who };
	const event = action === 'remove' ? 'contact.removed' : 'contact.upserted';
	const cells = { event, contactId: person.key, timestamp: itemTime(seconds), ...(action === 'remove' ? {} : { contactName: name }) };
	return {
		raw: { type: 'contact', contact, action, metadata: { timestamp: wireTime(seconds) } },
		gives: [{ once: `${event} ${person.key} ${id}`, cells }],
	};
}

const contactsDelivery = (business, kind, what, elements) => ({
	kind,
	what,
	field: 'smb_app_state_sync',
	elements,
	build: (list) => make.value({ state_sync: list.map(({ raw }) => raw) }, business),
});

/** The address book as it is when the number is connected. */
function addressBook({ business, now }, known) {
	const entries = known.map((person) => entry('add', person, { id: 'first', seconds: now - 600, name: person.name }));
	return pieces(entries, MOST).map((list) => contactsDelivery(business, 'contacts', 'the address book', list));
}

/** What changes in it afterwards: of each ten people one is renamed, one removed. */
function addressBookChanges({ business, now }, known) {
	const renamed = known
		.filter((_, index) => index % 10 === 1)
		.map((person, index) => entry('add', person, { id: `renamed ${index}`, seconds: now - 300 + (index % 100), name: `${person.name} (studio)` }));
	const removed = known
		.filter((_, index) => index % 10 === 5)
		.map((person, index) => entry('remove', person, { id: `removed ${index}`, seconds: now - 150 + (index % 100), name: person.name }));
	return [
		...pieces(renamed, MOST).map((list) => contactsDelivery(business, 'contacts', 'people renamed', list)),
		...pieces(removed, MOST).map((list) => contactsDelivery(business, 'contacts', 'people removed', list)),
	];
}

module.exports = { addressBook, addressBookChanges, contactsDelivery, entry };
