import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { CoreHost } from '../support/core';
import { credentialsFor, SIGNING_SECRET } from '../support/credentialSets';
import { ALL_EVENTS, everyItemProblems } from '../support/itemChecks';
import * as sample from '../support/samples';
import { signedHeaders } from '../support/sign';

/** docs/contract.md, section 2: text that a spreadsheet would run as a formula is made harmless, in both item forms. */
describe('spreadsheetSafe', () => {
	let host: CoreHost;

	beforeAll(async () => {
		host = await CoreHost.load();
	});

	beforeEach(() => host.forgetEvents());

	/** The outputs of a delivery on a new node. */
	async function deliver(parameters: INodeParameters, ...changes: sample.Change[]): Promise<IDataObject[][]> {
		const bytes = sample.delivery(...changes);
		const credentials = credentialsFor('meta');
		const trigger = host.trigger({ parameters: { events: ALL_EVENTS, ...parameters }, credentials });
		const { outputs, error } = await trigger.deliver(bytes, signedHeaders('meta', bytes, SIGNING_SECRET.meta));
		expect(error).toBeUndefined();
		return outputs;
	}

	const RISKY = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '  \t@x', '\n=1', '\u00a0=1'];
	const HARMLESS = ["'=1", '1+1', 'a=b', '', '#1', '(1)', ' 1', 'ü', '😀=1'];
	const textsOf = async (simplify: boolean, isSafe: boolean, values: string[]): Promise<unknown[]> => {
		const list = values.map((text, index) => sample.echo(`wamid.${index}`, text));
		const outputs = await deliver({ simplify, options: { spreadsheetSafe: isSafe } }, sample.echoes(list));
		return outputs[2]!.map((item) => (simplify ? item['text'] : (item['message'] as IDataObject)['text']));
	};
	const known = (values: string[]): Array<string | null> => values.map((text) => text || null);

	it.each([true, false])('prefixes text that would run as a formula (simplify %s)', async (simplify) => {
		expect(await textsOf(simplify, true, RISKY)).toEqual(RISKY.map((text) => `'${text}`));
		expect(await textsOf(simplify, true, HARMLESS)).toEqual(known(HARMLESS));
	});

	it('leaves all as received by default', async () => {
		expect(await textsOf(false, false, [...RISKY, ...HARMLESS])).toEqual(known([...RISKY, ...HARMLESS]));
	});

	it.each([true, false])('covers names, types, file names, not the phone columns (simplify %s)', async (simplify) => {
		const options = { spreadsheetSafe: true };
		const document = { id: '1', filename: '=cmd.csv', caption: '@cap', mime_type: '+x' };
		const outputs = await deliver(
			{ simplify, options },
			sample.contact('add', '=HYPERLINK("x") Vale'),
			sample.received('wamid.1', { type: '=new', text: undefined }),
			sample.received('wamid.2', { type: 'document', document }),
		);
		const plus = `+${sample.CUSTOMER}`;
		const flat = [
			{ contactName: `'=HYPERLINK("x") Vale`, contactPhone: plus },
			{ type: "'=new", contactPhone: plus },
			{ type: 'document', text: "'@cap", contactPhone: plus },
		];
		const full = [
			{ contact: { name: `'=HYPERLINK("x") Vale`, firstName: `'=HYPERLINK("x")`, phoneNumber: plus } },
			{ message: { type: "'=new" } },
			{ message: { text: "'@cap", media: { filename: "'=cmd.csv", caption: "'@cap", mimeType: "'+x" } } },
		];
		expect([...outputs[0]!, ...outputs[3]!]).toMatchObject(simplify ? flat : full);
		expect(everyItemProblems(outputs, { isFlat: simplify })).toEqual([]);
	});

	it('does not change the identity of an event', async () => {
		const ids = async (spreadsheetSafe: boolean) => {
			const change = sample.received('wamid.1', { text: { body: '=1' } });
			const outputs = await deliver({ options: { spreadsheetSafe } }, change);
			return outputs[3]!.map(({ id }) => id);
		};
		expect(await ids(true)).toEqual(await ids(false));
	});
});
