import { join } from 'node:path';
import type { Checkout } from '../../workspace/prepare.ts';
import { readNext } from './bundlers/next.ts';
import { readReports } from './bundlers/reports.ts';
import { bundleFiles, bundleRoot } from './files/files.ts';
import { leftovers } from './files/leftovers.ts';
import { type StableNames, stableNames } from './names/stable-content.ts';
import type { BundleOutput } from './pages/bundle-output.ts';
import { knownHashes } from './pages/hashes.ts';
import type { BundleSettings } from './settings.ts';

/** What one side's build made for visitors, and what its bundler tells about it. */
export interface ShippedOutput extends BundleOutput {
  readonly names: StableNames;
  /** Whole sentences. */
  readonly notes: readonly string[];
}

export async function shippedOutput(
  settings: BundleSettings,
  { directory, startedAt }: Pick<Checkout, 'directory' | 'startedAt'>,
): Promise<ShippedOutput> {
  const root = bundleRoot(settings, directory);
  const next = await readNext(root);
  const reports = await readReports(root, directory);
  const { shipped, excluded } = await bundleFiles(settings, directory);
  const written = new Set(reports.paths);
  const found = shipped.filter((path) => path.startsWith(next?.shipped ?? '') && !written.has(join(root, path)));
  const known = knownHashes({ root, paths: found, reports, next });
  const left = new Set(await leftovers({ root, paths: found, known, startedAt }));
  return {
    root,
    paths: found.filter((path) => !left.has(path)),
    reports,
    next,
    names: stableNames([...found, ...excluded], { known, builds: next === null ? [] : [next.buildId] }),
    notes: [...leftoverNotes([...left]), ...reports.notes],
  };
}

const MOST_NAMED = 3;

function leftoverNotes(left: readonly string[]): string[] {
  if (left.length === 0) return [];
  const named = left.slice(0, MOST_NAMED).join(', ');
  const more = left.length > MOST_NAMED ? ` and ${left.length - MOST_NAMED} more` : '';
  return [`Files of an earlier build are not counted: ${named}${more}. Let the build empty its folder first.`];
}
