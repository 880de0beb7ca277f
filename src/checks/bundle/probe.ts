import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveInside } from '../../workspace/checkout-root.ts';
import type { Checkout, Subject } from '../check.ts';
import { logicalName } from '../logical-name.ts';
import type { Probe, Visit } from '../visit.ts';
import { bundleFiles, bundleRoot } from './files.ts';
import { FILE_TYPES, type FileType, fileType } from './metrics.ts';
import { type BundleModules, readRawData } from './raw-data.ts';
import type { BundleSettings, Compression } from './settings.ts';
import { addSizes, measureFiles, NO_SIZE, type Sizes } from './sizes.ts';

/** One file of a bundle; files whose logical names are equal are one, with the sum of their sizes. */
export interface BundleFile extends Sizes {
  readonly name: string;
  readonly type: FileType;
}

export interface BundleEvidence {
  readonly compression: Compression;
  readonly files: readonly BundleFile[];
  /** What is in it by package, if the build wrote rollup-plugin-visualizer's raw data; else null. */
  readonly modules: BundleModules | null;
}

export const inCompression = (sizes: Sizes, compression: Compression): number =>
  compression === 'none' ? sizes.raw : sizes[compression];

export const sumOf = (files: readonly BundleFile[], type: FileType | 'total'): Sizes =>
  files.filter((file) => type === 'total' || file.type === type).reduce<Sizes>(addSizes, NO_SIZE);

function byLogicalName(paths: readonly string[], sizes: readonly Sizes[]): BundleFile[] {
  const files = new Map<string, BundleFile>();
  for (const [index, path] of paths.entries()) {
    const name = logicalName(path);
    const sum = addSizes(files.get(name) ?? NO_SIZE, sizes[index] ?? NO_SIZE);
    files.set(name, { name, type: fileType(path), ...sum });
  }
  return [...files.values()];
}

async function measureBundle(settings: BundleSettings, directory: string, signal: AbortSignal): Promise<Visit> {
  const root = bundleRoot(settings, directory);
  const paths = await bundleFiles(settings, directory);
  if (paths.length === 0) {
    const what = settings.path ?? settings.files.join(', ');
    return { ok: false, code: 'absent', message: `there are no files in ${what}`, retry: false };
  }
  const sizes = await measureFiles(
    paths.map((path) => join(root, path)),
    signal,
  );
  const files = byLogicalName(paths, sizes);
  const { compression } = settings;
  const values = Object.fromEntries(
    [...FILE_TYPES, 'total' as const].map((type) => [type, inCompression(sumOf(files, type), compression)]),
  );
  const evidence: BundleEvidence = { compression, files, modules: await readRawData(root, directory) };
  return { ok: true, values, evidence };
}

export function probe(subject: Subject<BundleSettings>, { directory }: Checkout): Probe {
  return {
    async visit({ signal }) {
      try {
        return await measureBundle(subject.settings, directory, signal);
      } catch (error) {
        signal.throwIfAborted();
        return { ok: false, code: 'unreadable', message: (error as Error).message, retry: false };
      }
    },
  };
}

/** What the settings name and the checkout does not hold; null if all is there. What a link takes outside is not there. */
export async function missingPath(settings: BundleSettings, directory: string): Promise<string | null> {
  if (settings.path !== null) {
    const folder = resolveInside(directory, settings.path);
    const found = folder === null ? null : await stat(folder).catch(() => null);
    if (!found?.isDirectory()) return settings.path;
  }
  return (await bundleFiles(settings, directory)).length === 0 ? (settings.path ?? settings.files.join(', ')) : null;
}
