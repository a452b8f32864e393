import { randomUUID } from 'crypto';

/**
 * Tells this process from others. A delivery carries it from the request to the execution: equal, and one process
 * does both; different, and n8n runs on several (or the execution is retried after a restart).
 */
export const THIS_PROCESS = randomUUID();
