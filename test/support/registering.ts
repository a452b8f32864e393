import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';
import { startStandIn } from '../../simulator/provider/standIn';
import { ACCOUNT, NUMBER, TOKEN } from '../../simulator/provider/graphWebhooks';
import { KEY } from '../../simulator/provider/dialogWebhooks';
import type { CoreHost } from './core';
import { credentialsFor } from './credentialSets';
import type { Provider } from './sign';
import type { TriggerUnderTest } from './trigger';

type StandIn = Awaited<ReturnType<typeof startStandIn>>;

/** Parameters that register at each place. */
export const AT = {
	number: { registration: 'phoneNumber', phoneNumberId: NUMBER },
	account: { registration: 'whatsAppBusinessAccount', whatsAppBusinessAccountId: ACCOUNT },
	dialog: { provider: '360dialog', registration: 'phoneNumber' },
} as const;

/**
 * Trigger nodes that register at a stand-in of the providers, and a server that answers the verification with
 * these nodes, as n8n does: by the webhook id in the path.
 */
export class Registering {
	private readonly triggers: TriggerUnderTest[] = [];
	/** The nodes whose GET webhook n8n does not serve. */
	readonly unserved = new Set<TriggerUnderTest>();

	private constructor(
		private readonly host: CoreHost,
		readonly provider: StandIn,
		private readonly server: Server,
	) {}

	/** Starts both on loopback. */
	static async start(host: CoreHost): Promise<Registering> {
		const server = createServer();
		const registering = new Registering(host, await startStandIn(), server);
		server.on('request', ({ url = '' }, response) => {
			const { pathname, searchParams } = new URL(url, 'http://n8n');
			const trigger = registering.triggers.find(({ node }) => pathname.includes(node.webhookId!));
			if (trigger === undefined || registering.unserved.has(trigger)) return void response.writeHead(404).end();
			return void trigger
				.get(Object.fromEntries(searchParams))
				.then(({ status, body }) => response.writeHead(status).end(typeof body === 'string' ? body : ''));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return registering;
	}

	/** Where this n8n is reached. */
	get base(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** A node that registers; `fields` add to its credential. */
	node(parameters: INodeParameters, fields: Record<string, string> = {}): TriggerUnderTest {
		const provider = (parameters['provider'] ?? 'meta') as Provider;
		const { base } = this.provider;
		const own: Record<string, string> =
			provider === 'meta'
				? { appSecret: 'an-app-secret', accessToken: TOKEN, baseUrl: `${base}/v25.0` }
				: { apiKey: KEY, baseUrl: base };
		const trigger = this.host.trigger({ parameters, credentials: credentialsFor(provider, { ...own, ...fields }), base: this.base });
		this.triggers.push(trigger);
		return trigger;
	}

	/** The production address of a node, or its test address. */
	urlOf({ node }: TriggerUnderTest, kind = 'webhook'): string {
		return `${this.base}/${kind}/${node.webhookId}/webhook`;
	}

	/** What is set at the provider. */
	get number(): string {
		return this.provider.state.numbers[NUMBER].override;
	}
	get account(): string {
		const { accounts, app } = this.provider.state;
		return accounts[ACCOUNT].apps[app.id].override;
	}
	get dialog(): { url: string; headers: Record<string, string> } {
		return this.provider.state.dialogWebhooks[KEY];
	}

	/** Sets an override at Meta as somebody else would, without the verification. */
	put(place: 'number' | 'account', url: string): void {
		const { accounts, app, numbers } = this.provider.state;
		(place === 'number' ? numbers[NUMBER] : accounts[ACCOUNT].apps[app.id]).override = url;
	}

	/** Stops both. */
	async stop(): Promise<void> {
		await this.provider.close();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

/** checkExists, then create when that says no: what n8n does on publish. */
export async function publish(trigger: TriggerUnderTest, activation: 'activate' | 'update' | 'init' | 'manual' = 'activate'): Promise<void> {
	if ((await trigger.callHook('checkExists', { activation })) !== true) await trigger.callHook('create', { activation });
}

/** What n8n does on unpublish, and when listening ends. */
export async function unpublish(trigger: TriggerUnderTest): Promise<void> {
	await trigger.callHook('delete', { activation: 'update' });
}
