'use strict';

const { PARTS, SIZES } = require('./traffic/business');
const { REPORTED, reportedHelp } = require('./traffic/reported');

/** What `npm run simulate -- --help` says. */
const HELP = `Sends the signed traffic of a made-up business to a trigger: onboarding, contacts, months of chats, echoes, live
messages, a disconnected phone. It can disturb it as the way through the internet does, and check what came out.

  npm run simulate -- --url URL --secret SECRET            everything, as Meta
  npm run simulate -- --url TEST-URL --secret S --only echoes   one delivery for a workflow under construction
  npm run simulate -- --url URL --secret S --redeliver 20% --shuffle 100% --forge 3 --check --api-key KEY
  npm run simulate -- --expect expected.json --results items.json   only compares two files

  --url URL              production or test URL of the trigger; a test URL takes one delivery for each press of Listen
  --provider NAME        meta (default) or 360dialog
  --secret SECRET        app secret (Meta) or platform secret (360dialog) of the credential
  --header-name NAME     with --header-value: a secret header, for authentication by header
  --header-value VALUE

What is sent
  --only PARTS           some of ${PARTS.filter((part) => !(part in REPORTED)).join(',')},
                         and of what others report from live traffic of 2026:
${reportedHelp(25)}
  --contacts N --threads N --messages N --echoes N --live N
                         how many (${Object.entries(SIZES).map(([key, size]) => `${key} ${size}`).join(', ')}); messages are old ones
  --chunk N              old messages in one delivery, at most (100)
  --media SHARE          of the old messages with a file (10%)
  --decline              the business keeps its old chats to itself
  --limit N              only the first N deliveries
  --phone-number-id ID   of the business, when the workflow filters; --number DIGITS its number
  --seed N               repeats a run; without it every run is another business, that nobody has seen yet
  --at TIME              the moment from which all times are counted, such as 2026-06-01T12:00:00Z (now)

How fast
  --rate N               deliveries a second (as fast as they are answered)
  --parallel N           deliveries under way at once (1; with --rate 8)

Chaos, each as a share (10%, 0.1) or a count (5) of the deliveries
  --redeliver            come once more, later           --shuffle   change places
  --split                are divided into two to four    --drop      never arrive
  --corrupt              arrive damaged, then intact     --forge     come from a stranger, beside the others

What came out
  --expect FILE          writes what must come out; without --url reads it, to compare with --results
  --results FILE         compares the items in a JSON file with it: a list, or one item in a line
  --events LIST          only these, such as contact.*,echo.message: for --expect and --results (all)
  --check                asks n8n itself: with --api-key KEY (or N8N_API_KEY), or --email ADDRESS and N8N_PASSWORD
  --n8n URL              where n8n is, when its API has another address than the webhooks

It ends with 0 when every answer was right and everything came out once, 1 when not, 2 when it cannot be done so.
`;

module.exports = { HELP };
