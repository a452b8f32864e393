import { rest, type Json } from './world';

/** The address of a data table in n8n's own API. */
async function tableAt(name: string): Promise<string> {
	const { id: project } = await rest.call('GET', '/projects/personal');
	const { data } = await rest.call('GET', '/data-tables-global?take=100');
	return `/projects/${project}/data-tables/${data.find((table: Json) => table.name === name).id}`;
}

/** The rows of a data table of n8n, in the order in which they were made. */
export async function rows(name: string): Promise<Json[]> {
	const table = await tableAt(name);
	const found: Json[] = [];
	for (;;) {
		const { data, count } = await rest.call('GET', `${table}/rows?take=100&skip=${found.length}&sortBy=id:asc`);
		found.push(...data);
		if (data.length === 0 || found.length >= count) return found;
	}
}

/** Changes a row of a data table as the editor does. */
export async function updateRow(name: string, id: number, data: object): Promise<void> {
	const filter = { type: 'and', filters: [{ columnName: 'id', condition: 'eq', value: id }] };
	await rest.call('PATCH', `${await tableAt(name)}/rows`, { filter, data, returnData: true });
}
