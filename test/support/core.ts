import './environment';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataDeduplicationService, PackageDirectoryLoader } from 'n8n-core';
import type { INodeType, INodeTypes } from 'n8n-workflow';
import { MemoryDeduplicator } from './deduplication';
import { TriggerUnderTest, type TriggerOptions } from './trigger';

const ROOT = join(__dirname, '..', '..');

interface PackageJson {
	readonly name: string;
	readonly n8n?: { readonly nodes?: readonly string[]; readonly credentials?: readonly string[] };
}

/** Throws when a file that package.json registers with n8n has not been built. */
function assertBuilt(directory: string): PackageJson {
	const description = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as PackageJson;
	const files = [...(description.n8n?.nodes ?? []), ...(description.n8n?.credentials ?? [])];
	if (files.length === 0) throw new Error(`package.json in ${directory} registers no node under "n8n"`);
	const missing = files.filter((file) => !existsSync(join(directory, file)));
	if (missing.length > 0) throw new Error(`Not built: ${missing.join(', ')}. Run "npm run build" first.`);
	return description;
}

/** The types of one loaded package, under the names by which a workflow knows them. */
function nodeTypesOf(loader: PackageDirectoryLoader): INodeTypes {
	const getByNameAndVersion = (name: string): INodeType => {
		const prefix = `${loader.packageName}.`;
		if (!name.startsWith(prefix)) throw new Error(`Unknown node type: ${name}`);
		return loader.getNode(name.slice(prefix.length)).type as INodeType;
	};
	return { getByName: getByNameAndVersion, getByNameAndVersion, getKnownTypes: () => ({}) };
}

/**
 * The execution engine of n8n without its server: the built package loaded as n8n loads it, with n8n's own
 * contexts around the node. Not real here: body parsing, storing and the database; `request.ts`, `trigger.ts`
 * and `deduplication.ts` stand in for them and say how n8n does it.
 */
export class CoreHost {
	private constructor(
		readonly loader: PackageDirectoryLoader,
		readonly deduplicator: MemoryDeduplicator,
		private readonly nodeTypes: INodeTypes,
	) {}

	/** Loads the built package. `directory` is the folder of its package.json; default: the repository. */
	static async load(directory = ROOT): Promise<CoreHost> {
		assertBuilt(directory);
		const loader = new PackageDirectoryLoader(directory);
		await loader.loadAll();
		return new CoreHost(loader, await sharedDeduplicator(), nodeTypesOf(loader));
	}

	/** A trigger node in a workflow of its own, unless `workflowId` and `nodeId` say otherwise. */
	trigger(options: TriggerOptions = {}): TriggerUnderTest {
		const type = options.type ?? 'whatsAppCoexistenceTrigger';
		return new TriggerUnderTest(this.nodeTypes, { ...options, type: `${this.loader.packageName}.${type}` });
	}

	/** The companion node, in a workflow of its own. */
	companion(options: TriggerOptions = {}): TriggerUnderTest {
		return this.trigger({ type: 'whatsAppCoexistence', typeVersion: 1, ...options });
	}

	/** Forgets every event that was seen, in all nodes: what a fresh n8n knows. */
	forgetEvents(): void {
		this.deduplicator.clear();
	}
}

let shared: MemoryDeduplicator | undefined;

/** n8n-core takes one deduplicator for the life of the process and refuses a second one. */
async function sharedDeduplicator(): Promise<MemoryDeduplicator> {
	if (shared === undefined) {
		shared = new MemoryDeduplicator();
		await DataDeduplicationService.init(shared);
	}
	return shared;
}
