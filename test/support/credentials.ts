import { ICredentialsHelper, type ICredentialDataDecryptedObject, type IDataObject, type IHttpRequestOptions } from 'n8n-workflow';

/** Credentials by their type name. */
export type Credentials = Record<string, ICredentialDataDecryptedObject>;

const notHere = (): never => {
	throw new Error('This part of the credentials helper is not imitated here');
};

/** n8n's store of credentials, in memory, which counts how often one was read. */
export class CountingCredentials extends ICredentialsHelper {
	/** How often a credential was decrypted for the node. */
	reads = 0;
	/** When set, reading waits for it: a slow database. */
	pause: Promise<void> | undefined;
	/** When set, reading fails with it, as for a credential that was deleted or encrypted with another key. */
	failure: Error | undefined;

	constructor(private readonly stored: Credentials) {
		super();
	}

	/** Replaces a credential, as its owner does in the editor. */
	change(type: string, data: ICredentialDataDecryptedObject): void {
		this.stored[type] = data;
	}

	override async getDecrypted(
		...[, , type]: Parameters<ICredentialsHelper['getDecrypted']>
	): Promise<ICredentialDataDecryptedObject> {
		this.reads++;
		if (this.failure !== undefined) throw this.failure;
		const data = this.stored[type];
		await this.pause;
		if (data === undefined) throw new Error(`No credential of type ${type}`);
		return { ...data };
	}

	override getParentTypes(): string[] {
		return [];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override getCredentialsProperties(): [] {
		return [];
	}

	/** What the credentials of this package do to a request; they have nothing to ask beforehand. */
	override async authenticate(
		...[data, type, request]: Parameters<ICredentialsHelper['authenticate']>
	): Promise<IHttpRequestOptions> {
		const isDialog = type === 'whatsAppCoexistence360DialogApi';
		const header = isDialog ? { 'D360-API-KEY': data['apiKey'] } : { Authorization: `Bearer ${String(data['accessToken'])}` };
		return { ...(request as IHttpRequestOptions), headers: { ...request.headers, ...header } as IDataObject };
	}

	override async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	override runPreAuthentication = notHere;
	override getCredentials = notHere;
	override updateCredentials = notHere;
	override updateCredentialsOauthTokenData = notHere;
}
