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
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper,
		executionId,
		...(http && { httpRequest: http.request, httpResponse: http.response }),
		currentNodeExecutionIndex: 0,
		restApiUrl: `${BASE}/rest`,
		instanceBaseUrl: `${BASE}/`,
		formBaseUrl: `${BASE}/form`,
		formWaitingBaseUrl: `${BASE}/form-waiting`,
		formTestBaseUrl: `${BASE}/form-test`,
		webhookBaseUrl: `${BASE}/webhook`,
		webhookWaitingBaseUrl: `${BASE}/webhook-waiting`,
		webhookTestBaseUrl: `${BASE}/webhook-test`,
		mcpBaseUrl: `${BASE}/mcp`,
		mcpTestBaseUrl: `${BASE}/mcp-test`,
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
