'use strict';

const fs = require('node:fs');
const path = require('node:path');

const FOLDERS = ['docs', 'examples', 'simulator'];

/**
 * The pages that people read: the README and changelog, and every Markdown file of docs/, examples/ and simulator/.
 * @param {string} root
 * @returns {string[]} paths from the root, with slashes
 */
function markdownFiles(root) {
	const below = FOLDERS.filter((folder) => fs.existsSync(path.join(root, folder))).flatMap((folder) =>
		fs.readdirSync(path.join(root, folder), { recursive: true }).map((file) => `${folder}/${file.split(path.sep).join('/')}`),
	);
	return ['README.md', 'CHANGELOG.md', 'SECURITY.md', ...below.filter((file) => file.endsWith('.md'))];
}

/** A page without its code, in which nothing is a link or a heading. */
const withoutBlocks = (page) => page.replace(/^ *(`{3,}|~{3,})[\s\S]*?^ *\1 *$/gm, '');
const withoutCode = (page) => withoutBlocks(page).replace(/(`+)[^`]+?\1/g, '');

const LINKS = [/\]\(\s*(?:<([^>]+)>|([^\s)]+))[^)]*\)/g, /<(?:a|img)\s[^>]*(?:href|src)="([^"]+)"/g, /^ *\[[^\]]+\]:\s+(\S+)/gm];

/** The targets of all links and pictures of a page. */
const linksOf = (page) => LINKS.flatMap((form) => [...withoutCode(page).matchAll(form)].map(([, one, other]) => one ?? other));

/**
 * The anchors of a page, as GitHub makes them from its headings: lower case, without punctuation, blanks as hyphens;
 * a heading that was there before gets a number.
 */
function anchorsOf(page) {
	const seen = new Map();
	return [...withoutBlocks(page).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading]) => {
		const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/`/g, '');
		const anchor = words.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
		const count = seen.get(anchor) ?? 0;
		seen.set(anchor, count + 1);
		return count === 0 ? anchor : `${anchor}-${count}`;
	});
}

module.exports = { anchorsOf, linksOf, markdownFiles };
