import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { authenticate, needsBody } from '../delivery/authenticate';
import { answerChallenge } from '../delivery/challenge';
import { DIAGNOSES, type Diagnosis } from '../delivery/diagnoses';
import { REFUSALS, refusalBody, type Refusal } from '../delivery/verdict';
import { hasWanted, parseDelivery } from '../pipeline';
import { isPlainJson } from '../wire/parseJson';
import { isObject, type JsonObject } from '../wire/read';
import { nodeKey } from './nodeKey';
import { logRefusal } from './refusalLog';
import { refusalReason } from './refusalReason';
import { withSecrets } from './secretCache';
import { NO_SECRETS } from './secrets';
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

function answerRefusal(context: IWebhookFunctions, { kind, status }: Refusal, reason?: Diagnosis): IWebhookResponseData {
	logRefusal(context.logger, { node: nodeKey(context), kind, reason });
	context.getResponseObject().status(status).json(refusalBody(kind));
	return ANSWERED;
}

/**
 * Refuses a POST. Whoever listens for a test event sits before the screen and would see nothing at all: there
 * the refusal starts the test execution, which fails with the reason. In production it starts nothing.
 */
function refuseDelivery(context: IWebhookFunctions, refusal: Refusal, reason?: Diagnosis): IWebhookResponseData {
	const answered = answerRefusal(context, refusal, reason);
	if (context.getMode() !== 'manual') return answered;
	const advice = reason === undefined ? '' : DIAGNOSES[reason];
	const refused = { kind: refusal.kind, message: REFUSALS[refusal.kind], advice };
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

/** The delivery as an object: what n8n parsed from the same bytes, else parsed here. n8n's parser rounds large numbers and keeps NUL. */
function parsedBody(request: ReceivedRequest, delivery: string): JsonObject | null {
	const isParsed = JSON_CONTENT.test(String(request.headers['content-type'] ?? ''));
	return isParsed && isObject(request.body) && isPlainJson(delivery) ? request.body : parseDelivery(delivery);
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
	const early = needsBody(request.headers, policy) ? await readBytes(request) : undefined;
	if (policy.authentication !== 'none') {
		const signed = { bytes: early ?? Buffer.alloc(0), headers: request.headers };
		let known = NO_SECRETS;
		const verdict = await withSecrets(context, policy.provider, (secrets) => {
			known = secrets;
			return authenticate(signed, policy, secrets);
		});
		if (!verdict.accepted) return refuseDelivery(context, verdict, refusalReason(verdict.kind, signed, policy, known));
	}
	const bytes = early ?? (await readBytes(request));
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
