import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Baselines } from '../../../src/baseline/find.ts';
import { saveBaseline } from '../../../src/baseline/save.ts';
import type { Store } from '../../../src/baseline/store.ts';
import type { RunRequest } from '../../../src/job.ts';
import { type Outcome, run } from '../../../src/run.ts';
import { temporaryFolder } from '../folders/temporary.ts';
import { commit, createRepository, git } from '../git/repository.ts';

const esbuild = createRequire(import.meta.url).resolve('esbuild');

/** Bundles the shop, and writes down for which side. */
const buildScript = (log: string, options: string) => `import { appendFileSync } from 'node:fs';
import { build } from ${JSON.stringify(esbuild)};
appendFileSync(${JSON.stringify(log)}, process.env.PERF_BUDGET_SIDE + '\\n');
await build({ entryPoints: ['src/main.js'], bundle: true, minify: true, outdir: 'dist', format: 'esm', ${options} });
`;

/** Of text that compresses badly, so that it counts. */
const module = (name: string, lines: number) =>
  `export const ${name} = [${Array.from({ length: lines }, (_, i) => `"${(i * 7_919 * name.length + 1_013).toString(36)}-${name}-${i}"`)}];\n`;

export const library = (name: string, lines: number) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.2.3', type: 'module', main: 'index.js' }),
  [`node_modules/${name}/index.js`]: module(name, lines),
});

/** The packages are committed, so that nothing has to be installed. */
export const CONFIG = 'install: node --version\nbundle:\n  app: { path: dist, thresholds: { javascript: 5% } }\n';

export const main = (...names: readonly string[]) =>
  `${names.map((name) => `import { ${name} } from '${name}';\n`).join('')}console.log(${names.join(', ')});\n`;

export interface Shop extends AsyncDisposable {
  readonly directory: string;
  /** The first commit. */
  readonly first: string;
  commit(files: Readonly<Record<string, string>>): Promise<string>;
  /** Of which sides there were builds since the last time that this was asked. */
  builds(): Promise<string[]>;
  run(request: Partial<RunRequest>): Promise<Outcome>;
  /** Measures what is checked out, and keeps it as its commit's baseline. */
  save(store: Store, now?: number, branch?: string): Promise<void>;
}

export async function openShop(options = 'sourcemap: true'): Promise<Shop> {
  const folder = await temporaryFolder();
  const directory = join(folder.path, 'shop');
  const log = join(folder.path, 'builds');
  const temporary = join(folder.path, 'temporary');
  await mkdir(directory);
  await mkdir(temporary);
  await appendFile(log, '');
  const first = await createRepository(directory, {
    'package.json': JSON.stringify({
      name: 'shop',
      private: true,
      type: 'module',
      scripts: { build: 'node build.js' },
    }),
    'package-lock.json': JSON.stringify({ name: 'shop', lockfileVersion: 3, packages: {} }),
    '.gitignore': 'dist\n',
    'build.js': buildScript(log, options),
    'perf-budget.yml': CONFIG,
    'src/main.js': main('dates'),
    ...library('dates', 400),
  });
  const measure = (request: Partial<RunRequest>) =>
    run({
      directory,
      config: null,
      name: 'default',
      base: { kind: 'none', reason: 'it is the first' },
      token: null,
      serverUrl: 'https://github.com',
      temporary,
      only: [],
      shard: null,
      baselines: null,
      willBeStored: false,
      signal: new AbortController().signal,
      progress: () => {},
      ...request,
    });
  return {
    directory,
    first,
    commit: (files) => commit(directory, files, 'next'),
    async builds() {
      const sides = (await readFile(log, 'utf8')).split('\n').slice(0, -1);
      await writeFile(log, '');
      return sides;
    },
    run: measure,
    async save(store, now = Date.now(), branch) {
      const outcome = await measure({ willBeStored: true });
      const sha = await git(directory, 'rev-parse', 'HEAD');
      const { signal } = new AbortController();
      const { refusals } = await saveBaseline({ outcome, sha, branch, stores: [store], now, signal });
      if (refusals.length > 0) throw new Error(refusals.join());
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** A store in memory. */
export function memory(
  kept = new Map<string, Buffer>(),
): Store & { readonly kept: Map<string, Buffer>; asked: string[] } {
  const asked: string[] = [];
  return {
    name: 'memory',
    kept,
    asked,
    async read(sha) {
      asked.push(sha);
      return kept.get(sha) ?? null;
    },
    async save(sha, content) {
      kept.set(sha, content);
    },
  };
}

export const baselines = (store: Store, more: Partial<Baselines> = {}): Baselines => ({
  use: 'auto',
  stores: [store],
  ancestorsOf: async () => [],
  ...more,
});
