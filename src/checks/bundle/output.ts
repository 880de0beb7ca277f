import { join } from 'node:path';
import type { Checkout } from '../../model/checkout.ts';
import { knownHashes } from './bundlers/file-names.ts';
import { next } from './bundlers/next.ts';
import { readNext } from './bundlers/next-manifests.ts';
import { readReports } from './bundlers/reports.ts';
import { bundleFiles, bundleRoot } from './files/files.ts';
import { leftovers } from './files/leftovers.ts';
import { ownOutput } from './files/own-output.ts';
import { type StableNames, stableNames } from './names/stable-content.ts';
import type { BundleOutput } from './pages/entries.ts';
import type { BundleSettings } from './settings.ts';

/** What one side's build made for visitors, and what its bundler reports about it. */
interface ShippedOutput extends BundleOutput {
  readonly names: StableNames;
  /** Whole sentences. */
  readonly notes: readonly string[];
}

export async function shippedOutput(
  settings: BundleSettings,
  { directory, startedAt }: Pick<Checkout, 'directory' | 'startedAt'>,
): Promise<ShippedOutput> {
  const root = bundleRoot(settings, directory);
  const nextBuild = await readNext(root);
  const found = await readReports(root, directory);
  const reports = [...(nextBuild === null ? [] : [{ bundler: next, report: nextBuild }]), ...found.reports];
  const { shipped, excluded } = await bundleFiles(settings, directory);
  const ofBundlers = new Set(found.paths);
  const own = await ownOutput(root, shipped);
  const paths = shipped.filter(
    (path) => path.startsWith(nextBuild?.shipped ?? '') && !ofBundlers.has(join(root, path)) && !own.has(path),
  );
  const known = knownHashes({ paths, reports });
  const left = new Set(await leftovers({ root, paths, known, startedAt }));
  return {
    root,
    paths: paths.filter((path) => !left.has(path)),
    reports,
    names: stableNames([...paths, ...excluded], { known, builds: nextBuild === null ? [] : [nextBuild.buildId] }),
    notes: [...leftoverNotes([...left]), ...found.notes, ...(nextBuild?.notes ?? [])],
  };
}

const MOST_NAMED = 3;

function leftoverNotes(left: readonly string[]): string[] {
  if (left.length === 0) return [];
  const named = left.slice(0, MOST_NAMED).join(', ');
  const more = left.length > MOST_NAMED ? ` and ${left.length - MOST_NAMED} more` : '';
  return [`Files of an earlier build are not counted: ${named}${more}. Empty the folder before each build.`];
}
