import { INES, LENA, echo, echoes, meta, text } from '../../simulator/deliveries';
import { emptied, Example, service } from './world';

const image = { type: 'image', image: { id: '700100700100700', mime_type: 'image/jpeg', sha256: '1'.repeat(64), caption: 'Front & <back>' } };
const message = echo('EC1', INES, 60, text('@channel *On* my way <!here> & more'));
const picture = echo('EC2', INES, 50, image);
const toLena = echo('EC5', LENA, 45, text('Hello'));
const edited = echo('EC3', INES, 40, { type: 'edit', edit: { original_message_id: 'wamid.DEMOEC1', message: { type: 'text', text: { body: 'On my way, ten minutes' } } } });
const revoked = echo('EC4', INES, 30, { type: 'revoke', revoke: { original_message_id: 'wamid.DEMOEC1' } });
const wrap = (list: unknown[]) => meta('smb_message_echoes', echoes(list));

/** Sends a message, a picture, an edit, a deletion, and all of it again. */
async function sendAll(example: Example): Promise<void> {
	for (const list of [[message, picture, toLena], [edited], [revoked], [message, picture, toLena], [edited]]) await example.deliver(wrap(list));
}

it('echoes → Mattermost: text, media, edit and deletion, each once; nobody is called by @channel', async () => {
	await emptied('mattermost');
	await sendAll(await Example.published('echoes-to-mattermost'));
	const posts = await service('mattermost');
	expect(posts.map(({ message: line }: any) => line)).toEqual([
		`**wrote to +${INES.number}**\n@\u200bchannel \\*On\\* my way <\\!here\\> & more`,
		`**wrote to +${INES.number}**\n\\[image\\] Front & <back\\>`,
		`**wrote to ${LENA.userId.replace('_', '\\_')}**\nHello`,
		`**edited a message to +${INES.number}**\nOn my way, ten minutes`,
		`**deleted a message to +${INES.number}**\n`,
	]);
	expect(posts[0]).toMatchObject({ channel_id: 'put-the-id-of-your-channel-here', token: 'Bearer a-token' });
});

const marked = (bold: (line: string) => string, said: string) => [
	`${bold(`wrote to +${INES.number}`)}\n${said}`,
	`${bold(`wrote to +${INES.number}`)}\n[image] Front &amp; &lt;back&gt;`,
	`${bold(`wrote to ${LENA.userId}`)}\nHello`,
	`${bold(`edited a message to +${INES.number}`)}\nOn my way, ten minutes`,
	`${bold(`deleted a message to +${INES.number}`)}\n`,
];

it('echoes → Telegram: as HTML, escaped', async () => {
	await emptied('telegram');
	await sendAll(await Example.published('echoes-to-telegram'));
	const messages = await service('telegram');
	expect(messages.map((sent: any) => sent.text)).toEqual(marked((line) => `<b>${line}</b>`, '@\u200bchannel *On* my way &lt;!here&gt; &amp; more'));
	expect(messages[0]).toMatchObject({ chat_id: '-1000000000000', parse_mode: 'HTML', bot: 'bot1:a-token' });
});

it('echoes → Slack: escaped', async () => {
	await emptied('slack');
	await sendAll(await Example.published('echoes-to-slack'));
	const messages = await service('slack');
	expect(messages.map((sent: any) => sent.text)).toEqual(marked((line) => `*${line}*`, '@\u200bchannel ∗On∗ my way &lt;!here&gt; &amp; more'));
	expect(messages[0]).toMatchObject({ channel: '#whatsapp', token: 'Bearer a-token' });
});
