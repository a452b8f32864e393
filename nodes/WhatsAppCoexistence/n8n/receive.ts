import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { authenticate } from '../delivery/authenticate';
import { answerChallenge } from '../delivery/challenge';
import { diagnose, DIAGNOSES, type Known } from '../delivery/diagnose';
import { REFUSALS, refusalBody, type Refusal } from '../delivery/verdict';
import { hasWanted, parseDelivery } from '../pipeline';
import { isObject, type JsonObject } from '../wire/read';
import { nodeKey } from './nodeKey';
import { logRefusal } from './refusalLog';
import { withSecrets } from './secrets';
import { readPolicy, readSelection, type ReadParameter } from './settings';

/** What n8n adds to the request of Express. */
interface ReceivedRequest {
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
	body?: unknown;
	headers: Readonly<Record<string, unknown>>;
}

/** n8n sends what was written to the response and starts nothing. A throw would store a failed execution. */
const ANSWERED: IWebhookResponseData = { noWebhookResponse: true };

type Why = () => string | undefined;

function answerRefusal(context: IWebhookFunctions, { kind, status }: Refusal, why: Why = () => undefined): IWebhookResponseData {
	logRefusal(context.logger, nodeKey(context), kind, why);
	context.getResponseObject().status(status).json(refusalBody(kind));
	return ANSWERED;
}

/**
 * Refuses a POST. Somebody who listens for a test event sits before the screen and would see nothing at all: there
 * the refusal starts the test execution, which fails with the reason. In production it starts nothing.
 */
function refuseDelivery(context: IWebhookFunctions, refusal: Refusal, why?: Why): IWebhookResponseData {
	const answered = answerRefusal(context, refusal, why);
	if (context.getMode() !== 'manual') return answered;
	const refused = { kind: refusal.kind, message: REFUSALS[refusal.kind], advice: why?.() ?? '' };
	return { ...answered, workflowData: [[{ json: { refused } }]] };
}

/** The bytes as received. n8n reads them by itself only for content types that it can parse. */
async function readBytes(request: ReceivedRequest): Promise<Buffer> {
	try {
		if (request.rawBody === undefined) await request.readRawBody?.();
	} catch {
		// A broken or already consumed stream holds no delivery: the checks below refuse the empty one.
	}
	return request.rawBody ?? Buffer.alloc(0);
}

const JSON_CONTENT = /^application\/json\s*(;\s*charset="?utf-?8"?\s*)?$/i;

/** The delivery as an object: what n8n parsed from the same bytes, else parsed here. */
function parsedBody(request: ReceivedRequest, delivery: string): JsonObject | null {
	const isParsed = JSON_CONTENT.test(String(request.headers['content-type'] ?? ''));
	return isParsed && isObject(request.body) ? request.body : parseDelivery(delivery);
}

/** GET: the provider verifies the address. The challenge goes back exactly as received, as plain text. */
async function receiveChallenge(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { provider } = readPolicy((name) => context.getNodeParameter(name));
	const query = context.getQueryData() as IDataObject;
	const verdict = await withSecrets(context, provider, ({ verifyToken }) => answerChallenge(query, verifyToken));
	if (!verdict.accepted) return answerRefusal(context, verdict);
	const response = context.getResponseObject();
	response.setHeader('X-Content-Type-Options', 'nosniff');
	response.status(200).type('text/plain').send(verdict.challenge);
	return ANSWERED;
}

/**
 * POST: proves who sent the delivery, looks whether anything in it is wanted, and hands it over as one
 * string, as received. n8n stores it, sends the 200, and calls execute() with it, perhaps on a worker.
 */
async function receiveDelivery(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const read: ReadParameter = (name) => context.getNodeParameter(name);
	const policy = readPolicy(read);
	const request = context.getRequestObject() as unknown as ReceivedRequest;
	const bytes = await readBytes(request);
	if (policy.authentication !== 'none') {
		const signed = { bytes, headers: request.headers };
		let known: Known | undefined;
		const verdict = await withSecrets(context, policy.provider, (secrets) => {
			known = secrets;
			return authenticate(signed, policy, secrets);
		});
		if (!verdict.accepted) {
			const { kind } = verdict;
			return refuseDelivery(context, verdict, () => {
				const diagnosis = known && diagnose(kind, signed, policy, known);
				return diagnosis && DIAGNOSES[diagnosis];
			});
		}
	}
	const delivery = bytes.toString('utf8');
	const body = parsedBody(request, delivery);
	if (body === null) return refuseDelivery(context, { accepted: false, status: 400, kind: 'body_not_an_object' });
	if (!hasWanted(body, readSelection(read))) return { webhookResponse: { status: 'ignored' } };
	const item = { json: { delivery, receivedAt: new Date().toISOString() } };
	return { webhookResponse: { status: 'received' }, workflowData: [[item]] };
}

/** The webhook of the trigger: `setup` is the verification by GET, `default` the delivery by POST. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return context.getWebhookName() === 'setup' ? await receiveChallenge(context) : await receiveDelivery(context);
}
