import { limitDepth } from '../wire/limitDepth';
import { parseJson } from '../wire/parseJson';
import { isObject, own, text } from '../wire/read';

/** What a form adds for the sender of the form; nobody filled it in. */
const TECHNICAL = new Set(['flow_token']);

/** The answers of a form (flow) as parsed; null if the message is none, or does not hold JSON. */
export function answersOf(type: string, content: unknown): unknown {
	const json = type === 'interactive' ? own(own(content, 'nfm_reply'), 'response_json') : undefined;
	if (typeof json !== 'string') return isObject(json) ? limitDepth(json) : null;
	try {
		return limitDepth(parseJson(json));
	} catch {
		return null;
	}
}

/** A value as a person reads it; what is nested is JSON text. */
function shown(value: unknown): string | null {
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : typeof value === 'boolean' ? String(value) : text(value);
}

/** The answers of a form as "label: value" lines; null if there are none. */
export function answersText(answers: unknown): string | null {
	if (!isObject(answers)) return shown(answers);
	const lines = Object.keys(answers)
		.filter((label) => !TECHNICAL.has(label))
		.map((label) => `${label}: ${shown(answers[label]) ?? ''}`);
	return lines.length === 0 ? null : lines.join('\n');
}

/** The id or payload of a tapped button or list row. */
export function payloadOf(type: string, content: unknown): string | null {
	if (type === 'button') return text(own(content, 'payload'));
	if (type !== 'interactive') return null;
	return text(own(own(content, 'button_reply'), 'id')) ?? text(own(own(content, 'list_reply'), 'id'));
}
