import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Checkout } from '../../model/checkout.ts';
import { firstOf } from '../../text/first-of.ts';
import { knownHashes } from './bundlers/file-names.ts';
import { next } from './bundlers/next.ts';
import { readNext } from './bundlers/next-manifests.ts';
import { readReports } from './bundlers/reports.ts';
import { bundleFiles, bundleRoot } from './files/files.ts';
import { type StableNames, stableNames } from './names/stable-content.ts';
import type { BundleOutput } from './pages/entries.ts';
import { ownOutput } from './provenance/own-output.ts';
import { provenanceOf } from './provenance/provenance.ts';
import type { BundleSettings } from './settings.ts';

/** The files that one side's build made for visitors, and its bundler's report about them. */
interface ShippedOutput extends BundleOutput {
  readonly names: StableNames;
  /** Whole sentences. */
  readonly notes: readonly string[];
}

export async function shippedOutput(
  settings: BundleSettings,
  { directory, startedAt, base = null }: Pick<Checkout, 'directory' | 'startedAt' | 'base'>,
  signal: AbortSignal,
): Promise<ShippedOutput> {
  const root = bundleRoot(settings, directory);
  const nextBuild = await readNext(root);
  const found = await readReports(root, directory);
  const reports = [...(nextBuild === null ? [] : [{ bundler: next, report: nextBuild }]), ...found.reports];
  const { shipped: inFolder, excluded } = await bundleFiles(settings, directory);
  const ofBundlers = new Set(found.paths);
  const own = await ownOutput(root, inFolder);
  const paths = inFolder.filter(
    (path) => path.startsWith(nextBuild?.shipped ?? '') && !ofBundlers.has(join(root, path)) && !own.has(path),
  );
  const known = knownHashes({ paths, reports });
  const checkout = { directory, startedAt, base };
  const { shipped, leftBehind, untouched } = await provenanceOf({ settings, ...checkout, root, paths, known, signal });
  return {
    root,
    paths: shipped,
    reports,
    names: stableNames([...paths, ...excluded], { known, builds: nextBuild === null ? [] : [nextBuild.buildId] }),
    notes: [
      ...notShippedNotes(root, [...own]),
      ...leftBehindNotes(leftBehind),
      ...untouchedNotes(untouched, settings),
      ...found.notes,
      ...(nextBuild?.notes ?? []),
    ],
  };
}

const MOST_NAMED = 3;

/** Notes that name files of the folder that are not counted: visitors may download them after all. */
function notShippedNotes(root: string, own: readonly string[]): string[] {
  const isPackage = existsSync(join(root, 'package.json'));
  return [
    ...(own.length === 0 ? [] : [`Files that perf-budget wrote itself are not counted: ${firstOf(own, MOST_NAMED)}.`]),
    ...(isPackage || !existsSync(join(root, 'node_modules'))
      ? []
      : [
          `The folder node_modules in ${basename(root)} is not counted. If visitors download it, let the build name it otherwise.`,
        ]),
  ];
}

function leftBehindNotes(left: readonly string[]): string[] {
  if (left.length === 0) return [];
  return [
    `Files of an earlier build are not counted: ${firstOf(left, MOST_NAMED)}. Empty the folder before each build.`,
  ];
}

/** Untouched files are counted, because some builds write only what changed. */
function untouchedNotes(old: readonly string[], { path, files }: BundleSettings): string[] {
  if (old.length === 0) return [];
  const [what, them] = old.length === 1 ? ['1 file', 'it is'] : [`${old.length} files`, 'they are'];
  const where = path ?? files.join(', ');
  const are = old.length === 1 ? 'is' : 'are';
  return [
    `${what} in ${where} ${are} older than this build: ${firstOf(old, MOST_NAMED)}. If an earlier build left what is no longer made, ${them} counted all the same: empty the folder before each build.`,
  ];
}
