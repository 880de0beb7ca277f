import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { isInCheckout, type Project } from '../bundlers/module-id.ts';
import type { Mentions } from '../bundlers/reported.ts';
import { readBounded } from '../files/read-bounded.ts';
import { packagesNamedIn } from './specifiers.ts';

const SOURCES = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue,svelte,astro,css,scss,sass,less,mdx}';
const NO_SOURCES = [
  '**/node_modules/**',
  '**/{dist,build,out,coverage,storybook-static}/**',
  '**/*.d.ts',
  '**/*.{test,spec,stories}.*',
];

const MOST_FILES = 10_000;
const MOST_BYTES = 64_000_000;
const MOST_BYTES_OF_ONE = 2_000_000;

/**
 * Which packages the sources in a checkout name: those of the modules that are known to be in the bundle, then all others
 * of the project's own. A module that only passes on what it imports is in no source map.
 */
export async function mentionsInCheckout(
  project: Project,
  known: Iterable<string>,
  signal: AbortSignal,
): Promise<Mentions> {
  const [directory] = project.directories;
  const own = await glob(SOURCES, { cwd: directory, ignore: NO_SOURCES, followSymbolicLinks: false }).catch(() => []);
  const mentions = new Map<string, ReadonlySet<string>>();
  let bytes = 0;
  for (const id of [...new Set([...known, ...own.sort()])].slice(0, MOST_FILES)) {
    signal.throwIfAborted();
    if (bytes > MOST_BYTES) break;
    if (!isInCheckout(id, project)) continue;
    const found = await readBounded(join(directory, id), MOST_BYTES_OF_ONE);
    if (found.kind !== 'read') continue;
    bytes += found.content.length;
    const names = packagesNamedIn(found.content.toString('utf8'), id);
    if (names.size > 0) mentions.set(id, names);
  }
  return mentions;
}
