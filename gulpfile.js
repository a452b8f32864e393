'use strict';

/**
 * Puts beside the compiled code what tsc leaves behind: icons, codex files and the output schema of the
 * nodes. Each task fails when a file that n8n would look for is missing.
 */
const fs = require('node:fs');
const path = require('node:path');
const { dest, parallel, src } = require('gulp');

const packageJson = require('./package.json');

/** The source folders of the nodes that package.json registers, each with the name of its node file. */
function registeredNodes() {
	return packageJson.n8n.nodes.map((compiled) => {
		const source = compiled.replace(/^dist\//, '').replace(/\.js$/, '');
		return { folder: path.dirname(source), source };
	});
}

/** Nothing of an earlier build may be published. */
async function clean() {
	fs.rmSync(path.join(__dirname, 'dist'), { recursive: true, force: true });
}

function mustExist(files, what) {
	const missing = files.filter((file) => !fs.existsSync(path.join(__dirname, file)));
	if (missing.length > 0) throw new Error(`${what} missing: ${missing.join(', ')}`);
	return files;
}

/** The icons that the registered nodes and credentials name in their source. */
function namedIcons() {
	const files = [...packageJson.n8n.nodes, ...packageJson.n8n.credentials].map((compiled) =>
		compiled.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
	);
	return files.flatMap((file) => {
		const named = fs.readFileSync(path.join(__dirname, file), 'utf8').matchAll(/'file:([^']+\.svg)'/g);
		return [...named].map(([, icon]) => path.join(path.dirname(file), icon));
	});
}

function icons() {
	const files = mustExist([...new Set(namedIcons())], 'Icons');
	if (files.length < 2) throw new Error('A light and a dark icon are needed');
	return src(files, { base: '.', encoding: false }).pipe(dest('dist'));
}

function codex() {
	const files = mustExist(registeredNodes().map(({ source }) => `${source}.json`), 'Codex files');
	for (const file of files) JSON.parse(fs.readFileSync(path.join(__dirname, file), 'utf8'));
	return src(files, { base: '.' }).pipe(dest('dist'));
}

/** The items of the trigger also come out of this operation of the companion node; its others give what a provider answers. */
const SAME_ITEMS = path.join('event', 'parse.json');

/**
 * The schema file of each node version, with the text that the compiled contract calls for: of the trigger for the
 * version, of the companion node for the one operation whose items are ours.
 */
function wantedSchemas() {
	const { outputSchema } = require('./dist/nodes/WhatsAppCoexistence/contract/jsonSchema.js');
	const text = `${JSON.stringify(outputSchema(), null, '\t')}\n`;
	return registeredNodes().map(({ folder, source }) => {
		const [Node] = Object.values(require(`./dist/${source}.js`));
		const version = [...String(new Node().description.version).split('.'), '0', '0'].slice(0, 3).join('.');
		const file = source.endsWith('Trigger.node') ? `v${version}.json` : path.join(`v${version}`, SAME_ITEMS);
		return { file: path.join(folder, '__schema__', file), text };
	});
}

function schemas() {
	const wanted = wantedSchemas();
	const files = mustExist(wanted.map(({ file }) => file), 'Output schemas (npm run schemas writes them)');
	const stale = wanted.filter(({ file, text }) => fs.readFileSync(path.join(__dirname, file), 'utf8') !== text);
	if (stale.length > 0) throw new Error('Output schemas are behind the contract: npm run schemas writes them anew');
	return src(files, { base: '.' }).pipe(dest('dist'));
}

/** Writes the schemas into the source tree, for review and commit. */
async function writeSchemas() {
	for (const { file, text } of wantedSchemas()) {
		fs.mkdirSync(path.join(__dirname, path.dirname(file)), { recursive: true });
		fs.writeFileSync(path.join(__dirname, file), text);
	}
}

exports.clean = clean;
exports.icons = icons;
exports.codex = codex;
exports.schemas = schemas;
exports.writeSchemas = writeSchemas;
exports.default = parallel(icons, codex, schemas);
