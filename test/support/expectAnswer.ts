import type { Answer } from './answer';
import { SIGNING_SECRET } from './credentialSets';

/** 200, one item, and sent by n8n: what the node writes by itself would go out before the delivery is stored. */
export function expectAccepted(answer: Answer): void {
	expect(answer).toMatchObject({ status: 200, body: { status: 'received' }, thrown: undefined, writtenBy: 'n8n' });
	expect(answer.headers['content-type']).toMatch(/^application\/json/);
	expect(answer.workflowData).toHaveLength(1);
	expect(answer.workflowData?.[0]).toHaveLength(1);
}

/** The node answered with this status, and no execution starts. */
export function expectNoExecution(answer: Answer, status: number): void {
	expect(answer).toMatchObject({ status, workflowData: undefined, thrown: undefined, nodeCalled: true });
}

/** 401 with a kind of mistake, which is given back, and with nothing that must stay secret. */
export function kindOfRefusal(answer: Answer, secrets: readonly string[] = []): string {
	expectNoExecution(answer, 401);
	expect(answer.headers['content-type']).toMatch(/^application\/json/);
	const { error } = answer.body as { error: string };
	expect(error).toEqual(expect.stringMatching(/\w/));
	const text = JSON.stringify(answer.body);
	for (const secret of [...secrets, ...Object.values(SIGNING_SECRET), 'wamid.']) expect(text).not.toContain(secret);
	return error;
}
