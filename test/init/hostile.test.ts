import {
  type Arbitrary,
  assert,
  asyncProperty,
  constantFrom,
  dictionary,
  double,
  integer,
  jsonValue,
  oneof,
  record,
  string,
  tuple,
} from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { parse } from 'yaml';
import { parseLoaded } from '../../src/config/load.ts';
import { resolve } from '../../src/config/resolve.ts';
import { UsageError } from '../../src/errors.ts';
import { importers } from '../../src/init/importers.ts';
import { merged } from '../../src/init/merge.ts';
import { type Project, readProjectIn } from '../../src/init/project.ts';
import { configText } from '../../src/init/write/config.ts';
import { temporaryFolder } from '../support/folders/temporary.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let project: Project;
beforeAll(async () => {
  folder = await temporaryFolder();
  project = await readProjectIn(folder.path, { mayRun: false, signal: new AbortController().signal });
});
afterAll(() => folder[Symbol.asyncDispose]());

const text = oneof(
  string({ unit: 'binary', maxLength: 20 }),
  constantFrom(
    'dist/*.js',
    '../x.js',
    '/x',
    '{a,b}',
    '# x',
    'a: b',
    '*',
    '&a',
    '__proto__',
    'constructor',
    'a\nb',
    'x\u0000',
  ),
  constantFrom('10 kB', '0 B', '-5 kB', '1e9', 'http://localhost:3/?a', 'https://x.example/ä', '$X/a', 'localhost:3/a'),
);
const number = oneof(integer(), double());
const loose = oneof(text, number, jsonValue({ maxDepth: 2 }));
const some = <T>(keys: readonly string[], value: Arbitrary<T>) =>
  record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] });

const audits = ['first-contentful-paint', 'cumulative-layout-shift', 'resource-summary:script:size', 'unsized-images'];
const options = some(['maxNumericValue', 'minScore', 'maxLength'], oneof(number, loose));
const assertions = dictionary(
  oneof(text, constantFrom(...audits, 'categories', 'resource-summary:x:size')),
  oneof(loose, tuple(constantFrom('error', 'warn'), options)),
);
const rows = tuple(
  record({
    metric: oneof(text, constantFrom(...audits)),
    resourceType: oneof(text, constantFrom('script', 'total')),
    budget: number,
  }),
);
const budget = record({
  path: oneof(text, constantFrom('/*', '/a$')),
  timings: rows,
  resourceSizes: rows,
  resourceCounts: rows,
});
const ci = record({
  collect: some(['url', 'staticDistDir', 'startServerCommand', 'settings', 'numberOfRuns', 'isX'], loose),
  assert: oneof(
    record({ assertions }),
    record({ assertMatrix: tuple(record({ matchingUrlPattern: text, assertions })) }),
  ),
});
const limits = tuple(
  some(['path', 'limit', 'maxSize', 'name', 'gzip', 'brotli', 'compression', 'import', 'message', 'x'], loose),
  record({ path: oneof(text, constantFrom('dist/a.js')), maxSize: text, limit: oneof(text, number) }),
);

/** By tool: what such a config may hold, and more. */
const CONFIGS: Readonly<Record<string, Arbitrary<unknown>>> = {
  'size-limit': limits,
  bundlesize: limits,
  bundlewatch: record({ files: limits, defaultCompression: loose, ci: loose }),
  'compressed-size-action': record({
    with: some(['pattern', 'exclude', 'compression', 'cwd', 'build-script', 'constructor'], loose),
  }),
  lighthouse: record({ ci }),
  treosh: record({ with: some(['urls', 'runs', 'constructor', '__proto__'], text) }),
  'budget-json': tuple(budget),
};

test.each(importers.map((importer) => [importer.tool, importer] as const))(
  'A config of %s becomes one without mistakes, whatever is in it, or is refused in words',
  async (tool, importer) => {
    await assert(
      asyncProperty(
        oneof({ arbitrary: CONFIGS[tool] as Arbitrary<unknown>, weight: 6 }, jsonValue()),
        async (value) => {
          const source = { file: 'other.json', folder: '', value, lineOf: () => 1 };
          const imported = await importer.read(source, project).catch((error: unknown) => {
            if (error instanceof UsageError) return null;
            throw error;
          });
          if (imported === null) return;
          const written = configText(merged([imported]), false);
          if (parse(written) !== null) resolve(parseLoaded(written, 'perf-budget.yml', null));
        },
      ),
      // It looks for pages each time, with git.
      { numRuns: tool === 'budget-json' ? 20 : 200 },
    );
  },
);
