import { createHash } from 'crypto';

/** One step of the walk below: text to write, or a value still to be written. */
type Step = { readonly write: string } | { readonly value: unknown };

/**
 * A JSON value as text that does not depend on the order of keys. It walks with its own stack, because a
 * body may be nested deeper than the call stack allows.
 */
export function canonical(value: unknown): string {
	const parts: string[] = [];
	const steps: Step[] = [{ value }];
	for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
		if ('write' in step) parts.push(step.write);
		else if (Array.isArray(step.value)) {
			parts.push('[');
			steps.push({ write: ']' });
			for (let index = step.value.length - 1; index >= 0; index--) {
				steps.push({ write: ',' }, { value: step.value[index] });
			}
		} else if (typeof step.value === 'object' && step.value !== null) {
			const object = step.value as Record<string, unknown>;
			parts.push('{');
			steps.push({ write: '}' });
			for (const key of Object.keys(object).sort().reverse()) {
				steps.push({ write: ',' }, { value: object[key] }, { write: `${JSON.stringify(key)}:` });
			}
		} else parts.push(JSON.stringify(step.value) ?? 'null');
	}
	return parts.join('');
}

/** 32 hex digits that identify a JSON value whatever the order of its keys. */
export function fingerprint(value: unknown): string {
	return createHash('sha256').update(canonical(value)).digest('hex').slice(0, 32);
}
