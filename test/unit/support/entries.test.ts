import { Entries } from '../../support/entries';

const first = () => Entries.of(['a', 'b']);

it('keeps the newest entries up to the limit', () => {
	const entries = first().append(['c'], 3).append(['d'], 3);
	expect([...entries]).toEqual(['b', 'c', 'd']);
	expect(['a', 'b', 'd'].map((item) => entries.has(item))).toEqual([false, true, true]);
	expect([...entries.append(['a'], 3)]).toEqual(['c', 'd', 'a']);
});

it('does not change a version that somebody holds', () => {
	const held = first();
	const one = held.append(['c']);
	const other = held.append(['d'], 2);
	const versions = [held, one, other, one.append(['e'])];
	expect(versions.map((entries) => [...entries].join(''))).toEqual(['ab', 'abc', 'bd', 'abce']);
	expect([one.has('d'), other.has('c'), other.has('d')]).toEqual([false, false, true]);
});
