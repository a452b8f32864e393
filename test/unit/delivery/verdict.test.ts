import { refusalBody, REFUSALS, type RefusalKind } from '../../../nodes/WhatsAppCoexistence/delivery/verdict';

const kinds = Object.keys(REFUSALS) as RefusalKind[];

test.each(kinds)('the answer to %s names the kind, and says in words what it means', (kind) => {
	const body = refusalBody(kind);
	expect(Object.keys(body)).toEqual(['error', 'message']);
	expect(body.error).toBe(kind);
	expect(body.message).toMatch(/^[A-Z].+\.$/);
});

test('no two kinds say the same', () => {
	expect(new Set(kinds.map((kind) => refusalBody(kind).message)).size).toBe(kinds.length);
});
