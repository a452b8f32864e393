'use strict';

const { parseArgs } = require('node:util');
const { send, verify } = require('./client');
const { hopeless } = require('./sending');
const { deliveriesOf, KINDS, story } = require('./story');
const { REPORTED, reportedHelp } = require('./traffic/reported');

const STORY_KINDS = KINDS.filter((kind) => !(kind in REPORTED));

const HELP = `Sends signed coexistence traffic, all made up, to a trigger.

  node simulator/send.js --url URL --secret SECRET [options] [story | KIND]

  story                  (default) a short onboarding, with one forged delivery in it
  KIND                   only one kind of it, or of what comes later:
                         ${STORY_KINDS.slice(0, 6).join(', ')},
                         ${STORY_KINDS.slice(6).join(', ')}
                         or what others report from live traffic of 2026:
${reportedHelp(25)}

  --url URL              the production URL of the trigger, or its test URL (one call only)
  --secret SECRET        the app secret (Meta) or the platform secret (360dialog) of the credential
  --provider NAME        meta (default) or 360dialog: the envelope and the signature header
  --header-name NAME     with --header-value: a secret header, for authentication by header
  --header-value VALUE
  --verify-token TOKEN   first verify the address as Meta does
  --help                 this text

It ends with 0 when everything was answered as it should be: 200, and 401 for what is forged.
`;

/** Wrong arguments end with what to do, not with a stack. */
function fail(message) {
	console.error(`${message}\n\n${HELP}`);
	process.exit(2);
}

function readArguments() {
	try {
		return parseArgs({
			allowPositionals: true,
			options: {
				url: { type: 'string' },
				secret: { type: 'string' },
				provider: { type: 'string', default: 'meta' },
				'header-name': { type: 'string' },
				'header-value': { type: 'string' },
				'verify-token': { type: 'string' },
				help: { type: 'boolean', default: false },
			},
		});
	} catch (error) {
		return fail(error.message);
	}
}

async function main() {
	const { values, positionals } = readArguments();
	if (values.help) return console.log(HELP);
	const [kind = 'story', ...more] = positionals;
	if (more.length > 0) fail(`one kind at a time, not also ${more.join(' ')}`);
	if (values.url === undefined || !/^https?:/.test(values.url) || !URL.canParse(values.url)) fail('--url is needed: the address of the trigger');
	if (!['meta', '360dialog'].includes(values.provider)) fail(`--provider is meta or 360dialog, not ${values.provider}`);
	if (kind !== 'story' && !KINDS.includes(kind)) fail(`${kind} is none of: story, ${KINDS.join(', ')}`);
	if ((values['header-name'] === undefined) !== (values['header-value'] === undefined)) {
		fail('--header-name and --header-value belong together');
	}
	if (values.secret === undefined && values['header-name'] === undefined) {
		console.error('Without --secret and --header-name nothing proves the sender: only "none" accepts this.');
	}
	const sender = {
		provider: values.provider,
		secret: values.secret,
		headerName: values['header-name'],
		headerValue: values['header-value'],
	};
	if (values['verify-token'] !== undefined) {
		const { status, verified } = await verify(values.url, values['verify-token']);
		console.log(`verification: ${status} ${verified ? 'the challenge came back' : 'refused'}`);
		if (!verified) process.exitCode = 1;
	}
	const deliveries = kind === 'story' ? story(values.provider) : deliveriesOf(kind, values.provider);
	for (const delivery of deliveries) {
		const { status, answer, bytes, ms } = await send(values.url, delivery, sender);
		const isExpected = status === (delivery.forged === true ? 401 : 200);
		if (!isExpected) process.exitCode = 1;
		const remark = isExpected ? '' : `  <- ${hopeless(values.url, status) ?? answer.slice(0, 200)}`;
		const answered = `${String(bytes).padStart(6)} B  ${status}  ${String(ms).padStart(4)} ms`;
		console.log(`${delivery.kind.padEnd(12)} ${answered}  ${delivery.what}${remark}`);
	}
}

main().catch((error) => {
	console.error(`Nothing answered: ${error.cause?.message ?? error.message}`);
	process.exitCode = 1;
});
