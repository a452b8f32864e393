'use strict';

/** The parts of a type, `null` among them. */
const alternatives = (schema) => schema.anyOf ?? [schema];

const isNullable = (schema) => alternatives(schema).some(({ type }) => type === 'null');

/** The type of a key in words. */
function typeOf(schema) {
	const words = alternatives(schema).map((one) => {
		if (one.const !== undefined) return `\`${one.const}\``;
		if (one.enum !== undefined) return one.enum.map((value) => `\`${value}\``).join(', ');
		if (one.type === 'array') return `list${one.items?.type === 'string' ? ' of strings' : ''}`;
		return one.type === 'null' ? '`null`' : (one.type ?? 'anything');
	});
	return words.join(' or ');
}

/** The keys of a schema with their paths, objects and lists of objects passed through. */
function rowsOf(schema, prefix, required = true) {
	const object = alternatives(schema).map((one) => (one.type === 'array' ? one.items : one)).find((one) => one?.properties !== undefined);
	if (object === undefined) return [{ key: prefix, type: `${typeOf(schema)}${required ? '' : ', or absent'}` }];
	const isRequired = (name) => object.required?.includes(name) ?? false;
	const inner = Object.entries(object.properties).flatMap(([name, one]) => rowsOf(one, prefix === '' ? name : `${prefix}.${name}`, isRequired(name)));
	const isNested = prefix.includes('.');
	return isNested ? [{ key: prefix, type: typeOf(schema).replace('list', 'list of objects') }, ...inner] : inner;
}

module.exports = { isNullable, rowsOf };
