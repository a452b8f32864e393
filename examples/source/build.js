'use strict';

/** `npm run examples`: writes each workflow of this folder as the JSON file that n8n imports. */
const fs = require('node:fs');
const path = require('node:path');

const FOLDER = path.join(__dirname, '..');
/** What in this folder is no workflow. */
const HELPERS = 'build chatsSql conditions contactsSql crm historySql inert kit lines rows sheets tables'.split(' ');

/** Every example: the name of its file without the ending, and its text. */
function examples() {
	const names = fs.readdirSync(__dirname).map((file) => path.basename(file, '.js'));
	return names
		.filter((name) => !HELPERS.includes(name))
		.sort()
		.map((name) => ({ name, text: `${JSON.stringify(require(`./${name}`), null, 2)}\n` }));
}

if (require.main === module) {
	const all = examples();
	for (const { name, text } of all) fs.writeFileSync(path.join(FOLDER, `${name}.json`), text);
	console.log(`${all.length} workflows written`);
}

module.exports = { examples, FOLDER };
