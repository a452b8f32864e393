import { ago, text, type Person } from '../../simulator/deliveries';
import { run, wamid } from './wamid';

/**
 * Messages whose parts arrive in every order: a placeholder and the real message under one WhatsApp id, an edit, a
 * reaction or a deletion. What acts on a message spells its id with the user id, as WhatsApp does since 2026.
 */
const USER_ID = 'US.77010000000000000011';
const EVERY_ORDER = [
	['placeholder', 'message', 'edit'],
	['placeholder', 'edit', 'message'],
	['message', 'placeholder', 'edit'],
	['message', 'edit', 'placeholder'],
	['edit', 'placeholder', 'message'],
	['edit', 'message', 'placeholder'],
] as const;
type Part = 'placeholder' | 'message' | 'edit' | 'reaction' | 'deletion';

/** What a row of a message says in the end, whatever the order of its parts. */
export interface Outcome {
	key: string;
	text: string;
	editedText: string;
	reaction: string | null;
	isDeleted: boolean;
}

export interface Arrivals {
	/** One delivery after another; in the last one, all parts of other messages in one delivery. */
	deliveries: object[][];
	outcomes: Outcome[];
}

/** The part of a message as an element of a delivery, without its sender. */
function contentOf(part: Part, number: string, name: string): object {
	const target = wamid(USER_ID, run(name));
	const own = { id: wamid(number, run(`${name}${part.slice(0, 2)}`)) };
	switch (part) {
		case 'placeholder':
			return { id: wamid(number, run(name)), timestamp: ago(60), type: 'unsupported', errors: [{ code: 131060, title: 'Not available' }] };
		case 'message':
			return { id: wamid(number, run(name)), timestamp: ago(60), ...text(`Real ${name}`) };
		case 'edit':
			return { ...own, timestamp: ago(50), type: 'edit', edit: { original_message_id: target, message: text(`Edited ${name}`) } };
		case 'reaction':
			return { ...own, timestamp: ago(40), type: 'reaction', reaction: { message_id: target, emoji: '👍' } };
		case 'deletion':
			return { ...own, timestamp: ago(30), type: 'revoke', revoke: { original_message_id: target } };
	}
}

/**
 * @param prefix of the names of the messages: other tests have others
 * @param person whom the messages were sent to
 * @param senderOf the keys of an element that tell who sent it to whom
 */
export function arrivals(prefix: string, person: Person, senderOf: () => object): Arrivals {
	const number = person.number!;
	const outcomes: Outcome[] = [];
	const ordered = (suffix: string) =>
		EVERY_ORDER.map((order, index): object[] => {
			const name = `${prefix}${suffix}${index}`;
			const last: Part = index % 2 === 0 ? 'reaction' : 'deletion';
			const parts: Part[] = [...order.slice(0, index % 4), last, ...order.slice(index % 4)];
			outcomes.push({
				key: run(name),
				text: `Real ${name}`,
				editedText: `Edited ${name}`,
				reaction: last === 'reaction' ? '👍' : null,
				isDeleted: last === 'deletion',
			});
			return parts.map((part) => ({ ...senderOf(), ...contentOf(part, number, name) }));
		});
	const apart = ordered('a');
	const rounds = [0, 1, 2, 3].map((round) => apart.map((parts) => parts[round]!));
	return { deliveries: [...rounds, ordered('t').flat()], outcomes };
}
