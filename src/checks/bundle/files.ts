import { join } from 'node:path';
import { glob } from 'tinyglobby';
import type { BundleSettings } from './settings.ts';

/** Written by bundlers for people and tools; no visitor downloads them. */
const NOT_SHIPPED = [
  '**/*.map',
  '**/*.LICENSE.txt',
  '**/stats.{html,json,yml,yaml,md}',
  '**/{bundle-stats,bundle-visualizer,visualizer,raw-data,metafile,meta}.{html,json}',
  '**/report.html',
  '**/.vite/{manifest,ssr-manifest}.json',
  '**/.DS_Store',
];

/** Folder that the files' names are relative to. */
export const bundleRoot = (settings: BundleSettings, directory: string): string =>
  join(directory, settings.path ?? '.');

/** Paths of the bundle's files relative to `bundleRoot`, with forward slashes, sorted. Links are not followed out of it. */
export async function bundleFiles(settings: BundleSettings, directory: string): Promise<string[]> {
  const found = await glob(settings.path === null ? [...settings.files] : ['**/*'], {
    cwd: bundleRoot(settings, directory),
    ignore: [...NOT_SHIPPED, ...settings.exclude, ...(settings.path === null ? ['**/node_modules/**'] : [])],
    dot: true,
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: false,
  });
  return found.sort();
}
