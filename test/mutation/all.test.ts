import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The unit tests of the mutated code as one file. Jest loads every module anew for each test file, and mutation
 * testing runs them thousands of times: in one file they share a single load, which is most of the time.
 */
const UNIT = join(__dirname, '..', 'unit');
const ELSEWHERE = /^(api|n8n|simulator|support)[\\/]|refusalLog|^docs\.test/;

const files = (readdirSync(UNIT, { recursive: true }) as string[]).filter((file) => file.endsWith('.test.ts') && !ELSEWHERE.test(file)).sort();

for (const file of files) describe(file, () => void require(join(UNIT, file)));
