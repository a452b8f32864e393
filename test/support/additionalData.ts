import './environment';
import type { Request, Response } from 'express';
import { ExternalSecretsProxy } from 'n8n-core';
import type { ICredentialsHelper, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

const BASE = 'https://n8n.example';

const notHere = async (): Promise<never> => {
	throw new Error('This part of n8n is not imitated here');
};

/** What n8n's server hands to the engine with each request and each execution. */
export function additionalData(
	credentialsHelper: ICredentialsHelper,
	executionId: string,
	http?: { readonly request: Request; readonly response: Response },
	base = BASE,
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper,
		executionId,
		...(http && { httpRequest: http.request, httpResponse: http.response }),
		currentNodeExecutionIndex: 0,
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: `${base}/`,
		formBaseUrl: `${base}/form`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		formTestBaseUrl: `${base}/form-test`,
		webhookBaseUrl: `${base}/webhook`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		mcpBaseUrl: `${base}/mcp`,
		mcpTestBaseUrl: `${base}/mcp-test`,
		variables: {},
		externalSecretsProxy: new ExternalSecretsProxy(),
		userId: 'user',
		logAiEvent: () => undefined,
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		executeWorkflow: notHere,
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		startRunnerTask: notHere,
	};
}
