interface Flatted {
	parse(text: string): unknown;
	stringify(value: unknown): string;
}

// n8n's own storage format. Required, not imported: its types are declared for ES modules only.
const { parse, stringify } = require('flatted') as Flatted;

/** A value after n8n has stored it in its database and read it again, perhaps in another process. */
export function throughDatabase<Value>(value: Value): Value {
	return parse(stringify(value)) as Value;
}
