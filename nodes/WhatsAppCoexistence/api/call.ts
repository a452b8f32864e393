/** Ids are digits today; letters, `_` and `-` cannot leave their place in a path either. */
const ID = /^[\w-]{1,128}$/;

/**
 * An id as part of a path. In: what a user or a delivery gave, `what` names it for people. Throws a RangeError
 * when it is no id, so that nothing else can be called with it.
 */
export function idPart(value: unknown, what: string): string {
	const id = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (id === '') throw new RangeError(`${what} is empty`);
	if (!ID.test(id)) throw new RangeError(`${what} is not an ID: it holds other characters than letters and digits`);
	return id;
}
