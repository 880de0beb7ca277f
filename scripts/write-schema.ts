/**
 * Writes schema.json, by which editors check and complete perf-budget.yml, from the config's own schema:
 *
 *     node scripts/write-schema.ts
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schemaText } from '../src/config/json-schema.ts';

await writeFile(join(import.meta.dirname, '../schema.json'), schemaText());
