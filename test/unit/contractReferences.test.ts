import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { referencesIn, sectionsOf } from '../docs/contractPage';

const ROOT = join(__dirname, '..', '..');
const FOLDERS = ['nodes', 'credentials', 'test', 'simulator', 'examples', 'docs'];

interface References {
	readonly sections: readonly number[];
	readonly other: readonly string[];
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const found: (text: string) => References = referencesIn;

const filesIn = (folder: string): string[] =>
	(readdirSync(join(ROOT, folder), { recursive: true }) as string[])
		.map((file) => `${folder}/${file.split(sep).join('/')}`)
		// These two hold wrong forms, to show that they are found.
		.filter((file) => /\.(?:ts|js|md)$/.test(file) && !/contract(?:Page|References)/.test(file));

describe('references to docs/contract.md', () => {
	const known: Map<number, string> = sectionsOf(read('docs/contract.md'));
	const files = ['README.md', 'CHANGELOG.md', 'index.ts', ...FOLDERS.flatMap(filesIn)];
	const references = files.map((file) => ({ file, ...found(read(file)) }));

	test('have one form', () => {
		expect(references.filter(({ other }) => other.length > 0).map(({ file, other }) => [file, other])).toEqual([]);
	});

	test('name sections that exist', () => {
		const missing = references.filter(({ sections }) => sections.some((number) => !known.has(number)));
		expect(missing).toEqual([]);
		expect(references.flatMap(({ sections }) => sections).length).toBeGreaterThan(15);
	});

	test('are found across lines', () => {
		expect(found('/** X (docs/contract.md,\n * section 4). */')).toEqual({ sections: [4], other: [] });
		expect(found('// docs/contract.md, sections 2 and 4 to 6: x')).toEqual({ sections: [2, 4, 6], other: [] });
	});

	test.each([
		'(contract, section 5)',
		'Contract, section 3: x',
		'as the contract says (section\n\t// 4)',
		'section 4 of the contract',
	])('are found in another form: %j', (text) => {
		expect(found(text)).toEqual({ sections: [], other: [expect.any(String)] });
	});
});
