'use strict';

const { deletion, edit, reaction, text } = require('./contents');
const { oldMessage } = require('./conversations');
const { deliveryOf, pieces } = require('./delivery');
const { echo, receipt, received } = require('./elements');
const { chunkDelivery } = require('./history');
const { sentence } = require('./people');

/** How many customers talk. Enough for each length of a message key and an id without a layout. */
const CHATS = 11;
const CHATS_IN_DELIVERY = 4;

/** One chat: what is written, and what refers to it by the other spelling of its id. */
function chat(world, person, index) {
	const { now, chance, nameOf } = world;
	const words = () => sentence(chance);
	const named = (kind, by) => ({ name: nameOf(kind, index, person, by), person });
	const customer = (kind, step, what) =>
		received(world, { ...named(kind, 'customer'), seconds: now - 60 + step, ...what });
	const business = (kind, step, what) =>
		echo(world, { ...named(kind, 'business'), seconds: now - 60 + step, ...what });
	const question = nameOf('RQ', index, person, 'customer');
	const answer = nameOf('RA', index, person, 'business');
	const sent = nameOf('RS', index, person, 'business');
	// Two edits of one message may come under its own id: other content, another event.
	const twice = edit(answer, words());
	const again = edit(answer, words());
	return {
		live: [
			customer('RQ', 0, text(words())),
			customer('RR', 2, { ...text(words()), reply: answer }),
			customer('RT', 3, { ...text(words()), reply: sent }),
			customer('RL', 4, reaction(answer, chance.pick(['👍', '❤️', '🎉']))),
			customer('RM', 5, reaction(sent)),
			customer('RE', 6, edit(question, words())),
			customer('RD', 7, deletion(question)),
			receipt({ name: sent, person, status: 'read', seconds: now - 50 }),
		],
		echoes: [
			business('RA', 1, text(words())),
			business('RB', 3, { ...text(words()), reply: question }),
			business('RC', 4, reaction(question, '🙏')),
			business('RF', 8, { ...twice, variant: twice.text }),
			business('RF', 9, { ...again, variant: again.text }),
			business('RG', 10, deletion(answer)),
		],
	};
}

/** Old messages that answer, change and delete others. */
function oldChat(world, person, index) {
	const { chance, nameOf } = world;
	const old = (kind, isOwn, age, { reply, cells, ...what }) => {
		const name = nameOf(kind, index, person, isOwn ? 'business' : 'customer');
		const wire = reply === undefined ? {} : { context: { id: reply.alias } };
		const all = { replyToKey: reply?.key ?? null, ...cells };
		return oldMessage(world, { name, person, isOwn, age, wire, ...what, cells: all });
	};
	const question = nameOf('RH', index, person, 'customer');
	return [
		old('RH', false, 9_000, text(sentence(chance))),
		old('RI', true, 8_000, { ...text(sentence(chance)), reply: question }),
		old('RJ', true, 7_000, reaction(question, '👌')),
		old('RK', false, 6_000, edit(question, sentence(chance))),
		old('RN', false, 5_000, deletion(question)),
	];
}

/** Replies, reactions, edits and deletions: the message that they mean has its id spelled with the user id. */
function replies(world, customers) {
	const persons = Array.from({ length: CHATS }, (_, index) => customers[index % customers.length]);
	const chats = persons.map((person, index) => chat(world, person, index));
	const deliver = (what, field, part) =>
		pieces(chats, CHATS_IN_DELIVERY).map((some) =>
			deliveryOf(world, { kind: 'replies', what, field, elements: some.flatMap((one) => one[part]) }),
		);
	return [
		...deliver('replies, reactions, changes of customers', 'messages', 'live'),
		...deliver('replies, reactions, changes on the phone', 'smb_message_echoes', 'echoes'),
		chunkDelivery(world, {
			kind: 'replies',
			phase: 0,
			chunkOrder: 9_201,
			progress: 45,
			elements: persons.flatMap((person, index) => oldChat(world, person, index)),
		}),
	];
}

module.exports = { replies };
