import { INES, echo, echoes, meta, text } from '../../simulator/deliveries';
import { HOSTILE, LONG } from './hostile';
import { emptied, Example, service } from './world';

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const decoded = (line: string) => line.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]!);
const LOOK_ALIKES: Record<string, string> = { '∗': '*', 'ˍ': '_', '∼': '~', 'ˋ': '`' };
const withoutMarks = (line: string) => line.replaceAll('\u200b', '');

/** For each tool: what it may not find in a text, and what its readers see. */
const TOOLS = {
	mattermost: {
		limit: 16_383,
		field: 'message',
		active: [/(?<!\\)(?:\\\\)*[*_~`#>|[\]()!]/],
		read: (line: string) => withoutMarks(line).replace(/\\([\\`*_~#>|[\]()!])/g, '$1'),
	},
	slack: { limit: 40_000, field: 'text', active: [/[<>*_~`]/, /&(?!amp;|lt;|gt;)/, /^&gt;/m], read: (line: string) => decoded(withoutMarks(line)).replace(/[∗ˍ∼ˋ]/g, (mark) => LOOK_ALIKES[mark]!) },
	telegram: { limit: 4_096, field: 'text', active: [/[<>]/, /&(?!amp;|lt;|gt;)/], read: (line: string) => decoded(withoutMarks(line)) },
};
/** No tool may find these: mentions, tags, emoji names, URLs, domains, commands, and what begins a block. */
const ALWAYS = [/@\w/, /#\w/, /\$\w/, /:\w/, /:\/\//, /\.\p{L}/u, /(?:^|\s)\/\w/, /^(?:[ \t>=|~-]|[#*+]|\d+[.)] )/m, /[\u202a-\u202e\u2066-\u2069]/];
const withoutDirection = (line: string) => line.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');

/** The line of the header and the text below it. */
const parts = (sent: string): [string, string] => [sent.slice(0, sent.indexOf('\n')), sent.slice(sent.indexOf('\n') + 1)];

describe.each(Object.entries(TOOLS))('echoes → %s', (tool, { field, limit, active, read }) => {
	let example: Example;
	beforeAll(async () => {
		example = await Example.published(`echoes-to-${tool}`);
	});
	beforeEach(async () => await emptied(tool));
	const sentBy = async (name: string, list: unknown[], person: object): Promise<string[]> => {
		await example.deliver(meta('smb_message_echoes', echoes(list, [{ profile: { name }, ...person }])));
		return (await service(tool)).map((message: any) => message[field]);
	};

	it('leaves no mark-up, link or mention of a text active, and keeps what a person reads', async () => {
		const sent = await sentBy('Ines Vale', HOSTILE.map((body, index) => echo(`HT${tool}${index}`, INES, 60, text(body))), { wa_id: INES.number });
		expect(sent).toHaveLength(HOSTILE.length);
		for (const [index, line] of sent.entries()) {
			const body = parts(line)[1];
			for (const pattern of [...ALWAYS, ...active]) expect(body).not.toMatch(pattern);
			expect(read(body)).toBe(withoutDirection(HOSTILE[index]!));
		}
	});

	it('does so in names', async () => {
		for (const [index, name] of HOSTILE.entries()) {
			const number = `155501300${String(index).padStart(2, '0')}`;
			const list = [echo(`HN${tool}${index}`, { number }, 60, text('Hello'))];
			await example.deliver(meta('smb_message_echoes', echoes(list, [{ profile: { name }, wa_id: number }])));
		}
		const sent = (await service(tool)).map((message: any) => message[field]);
		expect(sent).toHaveLength(HOSTILE.length);
		for (const [index, line] of sent.entries()) {
			const who = /^(?:<b>|\*{1,2})wrote to ([^]*?)(?:<\/b>|\*{1,2})\nHello$/.exec(line)?.[1];
			expect(who).toBeDefined();
			for (const pattern of [...ALWAYS.slice(0, -2), ...active]) expect(who).not.toMatch(pattern);
			expect(read(who!)).toBe(withoutDirection(HOSTILE[index]!).replace(/\s+/g, ' ').slice(0, 200).trimEnd());
		}
	});

	it('does so in types and file names', async () => {
		const document = { id: '700100700100700', mime_type: 'text/plain', filename: '@channel *x* <b>.example' };
		const strange = '*@here* <!here>';
		const list = [echo(`HF${tool}1`, INES, 60, { type: 'document', document }), echo(`HF${tool}2`, INES, 60, { type: strange, [strange]: {} })];
		const sent = (await sentBy('Ines Vale', list, { wa_id: INES.number })).map((line) => parts(line)[1]);
		for (const line of sent) for (const pattern of [...ALWAYS, ...active]) expect(line).not.toMatch(pattern);
		expect(sent.map(read)).toEqual([`[document ${document.filename}]`, `[${strange}]`]);
	});

	it('cuts a long text between characters, within the limit of the tool', async () => {
		const sent = await sentBy('N'.repeat(5_000), LONG.map((body, index) => echo(`HL${tool}${index}`, INES, 60, text(body))), { wa_id: INES.number });
		expect(sent).toHaveLength(LONG.length);
		for (const [index, line] of sent.entries()) {
			const [who, body] = parts(line);
			expect((tool === 'telegram' ? decoded(line) : line).length).toBeLessThanOrEqual(limit);
			expect(line).not.toMatch(/\p{Surrogate}/u);
			expect(who).toMatch(/…/);
			for (const pattern of active) expect(body).not.toMatch(pattern);
			const kept = read(body);
			expect(kept).toMatch(/…$/);
			const graphemes = [...new Intl.Segmenter().segment(LONG[index]!)].map(({ segment }) => segment);
			const length = kept.length - 1;
			expect(kept.slice(0, -1)).toBe(LONG[index]!.slice(0, length));
			const ends = graphemes.reduce<number[]>((list, segment) => [...list, (list.at(-1) ?? 0) + segment.length], [0]);
			expect(length).toBeGreaterThan(1_000);
			expect(ends).toContain(length);
		}
	});
});
