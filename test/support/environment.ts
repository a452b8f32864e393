/**
 * What n8n-core reads from the environment when it is first required. Import this before any n8n module:
 * otherwise it would write an encryption key into the home folder of whoever runs the tests.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// The dependency injection of n8n needs its metadata before the first decorated class is defined.
import 'reflect-metadata';

const folder = mkdtempSync(join(tmpdir(), 'coexistence-n8n-'));

process.env['N8N_USER_FOLDER'] = folder;
process.env['N8N_ENCRYPTION_KEY'] = 'only-for-tests';
process.env['N8N_LOG_LEVEL'] ??= 'silent';

if (typeof afterAll === 'function') afterAll(() => rmSync(folder, { recursive: true, force: true }));
