import { type Dirent, readdir } from 'node:fs';
import { join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { glob } from 'tinyglobby';
import type { BundleSettings } from '../settings.ts';
import { PACKED, unpackedName } from './compressed-files.ts';
import { unreadable } from './read-error.ts';

/** Bundlers write these for people and tools; no visitor downloads them. Reports in JSON are recognized by their content. */
const NOT_SHIPPED = [
  '**/*.map',
  '**/*.LICENSE.txt',
  '{stats,report,bundle-stats,bundle-visualizer,visualizer}.html',
  'stats.{yml,yaml,md}',
  '**/.vite/{manifest,ssr-manifest}.json',
  '**/.DS_Store',
];

/** Paths that no build writes for visitors. Some lie beside the page of a site that is served as it is written. */
const NEVER = [
  ...['**/.git', '**/.git/**', '**/node_modules/**', '**/.perf-budget/**'],
  ...['.github/**', '.git{ignore,attributes}', 'perf-budget.{yml,yaml,json}'],
];

/** The folder that the names of the files are relative to. */
export const bundleRoot = (settings: BundleSettings, directory: string): string =>
  join(directory, settings.path ?? '.');

/** Paths relative to `bundleRoot`, with forward slashes, sorted. */
interface BundleFiles {
  /** Files that a visitor may download. */
  readonly shipped: readonly string[];
  /** Other files there. Shipped files may name these. */
  readonly excluded: readonly string[];
}

/**
 * Lists the files of a bundle. It follows no links, which may lead out of the folder or around in circles.
 *
 * @throws Error if a folder can't be listed: its files would be missing from every sum
 */
export async function bundleFiles(settings: BundleSettings, directory: string): Promise<BundleFiles> {
  const root = bundleRoot(settings, directory);
  const failures: Error[] = [];
  const found = await glob(settings.path === null ? [...settings.files] : ['**/*'], {
    cwd: root,
    fs: { readdir: reportingReaddir(root, failures) },
    ignore: [...NOT_SHIPPED, ...NOT_SHIPPED.map((pattern) => pattern + PACKED), ...NEVER],
    dot: true,
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: false,
  });
  if (failures[0] !== undefined) throw failures[0];
  const isExcluded = picomatch([...settings.exclude], { dot: true });
  const all = new Set(found);
  const shipped = new Set<string>();
  const excluded: string[] = [];
  for (const path of found) {
    // A host sends `app.js.br` in place of `app.js`, whether or not there is one.
    const sentFor = unpackedName(path) ?? path;
    const isCopy = /\.(?:br|gz|zst)$/.test(path) && all.has(path.replace(/\.\w+$/, ''));
    if (isCopy || isExcluded(path) || isExcluded(sentFor)) excluded.push(path);
    else shipped.add(sentFor);
  }
  return { shipped: [...shipped].sort(), excluded: excluded.sort() };
}

/** Collects failures, about which the glob would be silent. A folder that does not exist has no files. */
function reportingReaddir(root: string, failures: Error[]): typeof readdir {
  type Done = (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void;
  const list = (path: string, options: { withFileTypes: true }, done: Done) =>
    readdir(path, options, (error, entries) => {
      if (error !== null && error.code !== 'ENOENT' && error.code !== 'ENOTDIR') {
        failures.push(unreadable(relative(root, path).replaceAll(sep, '/') || 'the folder', error));
      }
      done(error, entries);
    });
  return list as typeof readdir; // the one form of it that the glob uses
}
