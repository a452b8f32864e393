/** What people could write to disturb a chat tool, as text or as a name. */
export const HOSTILE = [
	'*bold* _italic_ ~strike~ `code`',
	'**bold** __under__ ~~strike~~ ***both***',
	'```\nblock\n```',
	'@channel @here @all @everyone @some.body',
	'<!channel> <!here> <!everyone> <@U0000000001> <#C0000000001|general> <!subteam^S0000000001>',
	'<https://evil.example|your bank> [your bank](https://evil.example) ![image](https://evil.example/x.png)',
	'https://evil.example www.evil.example evil.example/path mailto:me@evil.example tg://user?id=1',
	'<b>bold</b> <a href="tg://user?id=1">me</a> <script>alert(1)</script> &lt;b&gt; &amp;amp; &#64;channel',
	'# Heading\n## Heading\nHeading\n===\nHeading\n---',
	'> quote\n>> quote\n>>> quote',
	'- one\n* two\n+ three\n1. four\n2) five\n    indented code\n\tindented code',
	'| a | b |\n|---|---|\n| c | d |',
	':rotating_light: #hashtag $TSLA ~town-square /start@bot ||spoiler||',
	'\\*escaped\\* \\@channel \\\\',
	'\u202egnp.exe\u202c \u2066turned\u2069',
	'[ref]: https://evil.example\n[ref]',
];

/** Long texts that a careless limit would cut within a character, an escape or a family. */
export const LONG = ['👍'.repeat(5_000), `A${'👩‍👩‍👧‍👦'.repeat(900)}`, '&'.repeat(9_000), '<'.repeat(2_999) + '&&&', 'e\u0301'.repeat(5_000), '*_'.repeat(4_000), '\u0915\u094d\u0937'.repeat(3_000)];
