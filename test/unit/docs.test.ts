import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { parse } from 'yaml';
import * as contract from '../../index';
import { MEDIA_PROBLEMS } from '../../nodes/WhatsAppCoexistence/api/mediaProblem';
import { OUTPUT_COLUMNS } from '../../nodes/WhatsAppCoexistence/contract/flatColumns';
import { DIAGNOSES } from '../../nodes/WhatsAppCoexistence/delivery/diagnoses';
import { REFUSALS } from '../../nodes/WhatsAppCoexistence/delivery/verdict';
import { FILE, fieldsText } from '../docs/fields';
import { anchorsOf, linksOf, markdownFiles } from '../docs/links';

const ROOT = join(__dirname, '..', '..');
const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const files: string[] = markdownFiles(ROOT);

describe('links', () => {
	test.each(files)('of %s lead to files and headings that are there', (file) => {
		const broken = linksOf(text(file)).flatMap((link) => {
			if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return [];
			const [path = '', anchor] = link.split('#');
			const target = path === '' ? file : normalize(join(dirname(file), decodeURIComponent(path)));
			if (target.startsWith('..') || !existsSync(join(ROOT, target))) return [link];
			return anchor === undefined || anchorsOf(text(target)).includes(anchor) ? [] : [link];
		});
		expect(broken).toEqual([]);
	});

	test('are found in every form, outside of code', () => {
		const page = '# A `b` c, d!\n[a](x.md "t") ![b](<y z.png>) [c](#a) <img src="q.svg"> `[no](no.md)`\n```sh\n[no](no.md)\n```\n[r]: z.md\n## A b c d\n## A b c d\n';
		expect(linksOf(page)).toEqual(['x.md', 'y z.png', '#a', 'q.svg', 'z.md']);
		expect(anchorsOf(page)).toEqual(['a-b-c-d', 'a-b-c-d-1', 'a-b-c-d-2']);
	});

	test('the README, every page of docs/, and the READMEs of examples/ and simulator/ are looked at', () => {
		for (const file of ['README.md', 'simulator/README.md', ...readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)]) {
			expect(files).toContain(file);
		}
	});
});

describe('docs/', () => {
	test('every page is in its index', () => {
		const listed = linksOf(text('docs/README.md'));
		const pages = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md') && name !== 'README.md');
		expect(pages.filter((page) => !listed.includes(page))).toEqual([]);
	});

	test('every page, and every example, is found in the README', () => {
		const listed = linksOf(text('README.md'));
		const named = (folder: string, end: string) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(end)).map((name) => `${folder}/${name}`);
		const wanted = [...named('docs', '.md'), ...named('examples', '.json'), 'examples/README.md', 'simulator/README.md'];
		expect(wanted.filter((page) => page !== 'docs/README.md' && !listed.includes(page))).toEqual([]);
	});

	test('the fields are those of the contract (npm run docs writes them anew)', () => {
		expect(relative(ROOT, FILE)).toBe(join('docs', 'fields.md'));
		expect(readFileSync(FILE, 'utf8') === fieldsText(contract)).toBe(true);
	});

	test('the row that the README shows is one of the output Echoes, column by column', () => {
		const row = JSON.parse(/```json\n(.*?)```/s.exec(text('README.md'))![1]!) as Record<string, unknown>;
		expect(Object.keys(row)).toEqual(OUTPUT_COLUMNS.Echoes);
		expect(contract.flatSchemas.Echoes.safeParse(row).error?.issues).toBeUndefined();
	});

	test('every kind of item is shown in both forms', () => {
		const page = text('docs/fields.md');
		for (const event of contract.EVENTS) expect(page.split(`"event": "${event}"`)).toHaveLength(3);
	});

	test('every answer to a refused request and every word of mediaError is explained', () => {
		const page = text('docs/troubleshooting.md');
		const words = [...Object.keys(REFUSALS), ...Object.keys(MEDIA_PROBLEMS)];
		expect(words.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
	});
});

test('every reason that the log can give is in the table of reasons', () => {
	const page = text('docs/troubleshooting.md');
	const rows = [...page.matchAll(/^\| ([A-Z][^|]+?) \| /gm)].map(([, start]) => start!);
	expect(Object.values(DIAGNOSES).filter((words) => !rows.some((start) => words.startsWith(start)))).toEqual([]);
});

interface Workflow {
	readonly on: Record<string, unknown>;
	readonly permissions: Record<string, string>;
	readonly jobs: Record<string, { readonly needs?: string; readonly permissions?: Record<string, string>; readonly strategy?: { readonly matrix: Record<string, unknown[]> }; readonly steps?: Array<Record<string, unknown>> }>;
}

describe('the workflow files', () => {
	const workflow = (name: string): Workflow => parse(text(`.github/workflows/${name}.yml`)) as Workflow;
	const commands = (jobs: Workflow['jobs']): string[] =>
		Object.values(jobs).flatMap(({ steps = [] }) => steps.flatMap(({ run }) => (typeof run === 'string' ? run.split('\n') : [])));

	test('test on Node.js 20, 22 and 24, and on both versions of n8n', () => {
		const { on, jobs } = workflow('test');
		expect(Object.keys(on)).toEqual(['push', 'pull_request', 'workflow_call']);
		expect(jobs['pure']!.strategy!.matrix['node']).toEqual([20, 22, 24]);
		expect(jobs['n8n']!.strategy!.matrix['include']).toMatchObject([{ n8n: 'v1' }, { n8n: 'v2' }]);
	});

	test('publish tags with provenance after the tests, then scan', () => {
		const { on, permissions, jobs } = workflow('publish');
		expect([on, permissions]).toEqual([{ push: { tags: ['v*'] } }, { contents: 'read' }]);
		expect([jobs['publish']!.needs, jobs['scan']!.needs]).toEqual(['test', 'publish']);
		expect(jobs['publish']!.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
		expect(commands(jobs)).toContain('npm publish --provenance --access public');
	});

	test('each night: mutation testing, fuzzing, and what takes an hour', () => {
		const { on, jobs } = workflow('nightly');
		expect(Object.keys(on)).toEqual(['schedule', 'workflow_dispatch']);
		expect(commands(jobs)).toEqual(expect.arrayContaining(['npm run test:mutation', 'npm run fuzz -- --minutes 20', 'npm run test:soak']));
	});

	test('run only scripts and files that are there', () => {
		const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
		const all = ['test', 'publish', 'nightly'].flatMap((name) => commands(workflow(name).jobs));
		const named = all.flatMap((line) => /^npm run ([\w:]+)/.exec(line)?.[1] ?? []);
		expect(named.length).toBeGreaterThan(0);
		expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
		const programs = all.flatMap((line) => /^node (\S+\.js)/.exec(line)?.[1] ?? []);
		expect(programs.length).toBeGreaterThan(0);
		expect(programs.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
		expect(existsSync(join(ROOT, 'node_modules', '.bin', 'scan-community-package'))).toBe(true);
	});
});

test('the checklist of a release has ten lines', () => {
	const steps = text('docs/release.md').split('\n').filter((line) => /^\d+\. /.test(line));
	expect(steps).toHaveLength(10);
});
