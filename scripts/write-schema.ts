/**
 * Writes schema.json from the config's own schema. Editors use it to check and complete perf-budget.yml:
 *
 *     node scripts/write-schema.ts
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schemaText } from '../src/config/json-schema.ts';

await writeFile(join(import.meta.dirname, '../schema.json'), schemaText());
