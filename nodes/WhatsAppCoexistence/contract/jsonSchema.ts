import { z } from 'zod/v4';
import { flatSchemas } from './flatSchema';

type JsonType = 'string' | 'number' | 'boolean';
interface Property {
	type?: JsonType;
	anyOf?: Array<{ type?: string }>;
}

/** The one type of a cell, null apart: n8n shows a field by its type and knows no alternatives. */
function typeOf(property: Property): JsonType {
	const types = [property, ...(property.anyOf ?? [])].map(({ type }) => type);
	return types.find((type): type is JsonType => type !== undefined && type !== 'null') ?? 'string';
}

/**
 * The JSON schema from which n8n's editor shows the fields of an item before anything ran. The editor knows
 * one schema for a node, not one for an output: it is the flat item, the default form, with the keys of all
 * outputs; without those that only an option adds.
 */
export function outputSchema(): object {
	const properties: Record<string, { type: JsonType }> = {};
	for (const schema of Object.values(flatSchemas)) {
		const { properties: keys = {}, required = [] } = z.toJSONSchema(schema);
		for (const key of required) properties[key] = { type: typeOf(keys[key] as Property) };
	}
	return { type: 'object', properties, version: 1 };
}
