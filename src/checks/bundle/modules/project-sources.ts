import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { isInCheckout, type Project } from '../bundlers/module-id.ts';
import { readBounded } from '../files/read-bounded.ts';
import { type Mentions, packagesNamedIn } from './specifiers.ts';

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
 * Searches the sources in a checkout for the packages they name: first the modules known to be in the bundle, then the
 * project's other sources. A module that only re-exports its imports is in no source map.
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
