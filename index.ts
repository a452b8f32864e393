/** The public surface: nodes and credentials for n8n, and the pure normalizer for everybody else. */
import type { ICredentialType } from 'n8n-workflow';
import { WhatsAppCoexistence360DialogApi as Dialog360Api } from './credentials/WhatsAppCoexistence360DialogApi.credentials';
import { WhatsAppCoexistenceMetaApi as MetaApi } from './credentials/WhatsAppCoexistenceMetaApi.credentials';

export { WhatsAppCoexistence } from './nodes/WhatsAppCoexistence/WhatsAppCoexistence.node';
export { WhatsAppCoexistenceTrigger } from './nodes/WhatsAppCoexistence/WhatsAppCoexistenceTrigger.node';
// Named by n8n's type, because the package scan takes a published declaration file of a credential for its source.
export const WhatsAppCoexistenceMetaApi: new () => ICredentialType = MetaApi;
export const WhatsAppCoexistence360DialogApi: new () => ICredentialType = Dialog360Api;

export { coexistenceEventSchema } from './nodes/WhatsAppCoexistence/contract/events';
export { flatSchemas } from './nodes/WhatsAppCoexistence/contract/flatSchema';
export { flatten } from './nodes/WhatsAppCoexistence/contract/flat';
export { DEFAULT_EVENTS, EVENTS, EVENT_OUTPUTS, OUTPUTS } from './nodes/WhatsAppCoexistence/contract/outputs';
export { normalizeDelivery } from './nodes/WhatsAppCoexistence/pipeline';

export type { CoexistenceEvent, EventOf } from './nodes/WhatsAppCoexistence/contract/events';
export type { FlatItem } from './nodes/WhatsAppCoexistence/contract/flatColumns';
export type { EventName, OutputName } from './nodes/WhatsAppCoexistence/contract/outputs';
export type { NormalizeOptions, Selection } from './nodes/WhatsAppCoexistence/pipeline';
