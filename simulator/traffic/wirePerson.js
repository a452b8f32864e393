'use strict';

/** How deliveries name a customer, and what an item tells about one. */

/** Fields that name the sender and the recipient of a message. */
const sender = ({ number, userId, parentUserId }) => ({
	from: number,
	from_user_id: userId,
	from_parent_user_id: parentUserId,
});
const recipient = ({ number, userId, parentUserId }) => ({
	to: number,
	to_user_id: userId,
	to_parent_user_id: parentUserId,
});

/** The entry of a person in `contacts`. WhatsApp prints usernames with a leading `@`. */
const profileOf = ({ number, userId, parentUserId, username, name }) => ({
	profile: { name, ...(username === undefined ? {} : { username: `@${username}` }) },
	wa_id: number?.replace(/\D/g, ''),
	user_id: userId,
	parent_user_id: parentUserId,
});

/** What an item tells about the customer; `isNamed`: the delivery has an entry in `contacts` for the person. */
const contactCells = (person, isNamed) => ({
	contactId: person.key,
	contactPhone: person.number === undefined ? null : `+${person.number.replace(/\D/g, '')}`,
	contactUserId: person.userId ?? null,
	contactName: isNamed ? (person.name ?? null) : null,
	'contact.parentUserId': person.parentUserId ?? null,
	'contact.username': isNamed ? (person.username ?? null) : null,
});

module.exports = { contactCells, profileOf, recipient, sender };
