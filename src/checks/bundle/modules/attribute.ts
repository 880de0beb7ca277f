import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundlerReport } from '../bundlers/bundler.ts';
import { projectAt } from '../bundlers/module-id.ts';
import type { Attribution, BundleEvidence } from '../evidence.ts';
import { locator } from '../files/locate.ts';
import { isCode } from '../metrics.ts';
import { fromBestSources } from './choose-attribution.ts';
import { importersOf } from './importers.ts';
import { attributeByMaps } from './maps.ts';
import { packageOf } from './packages.ts';
import { versionsOf } from './versions.ts';

interface AttributionInput {
  /** The bundle's folder, absolute. */
  readonly root: string;
  /** The checkout's working directory, absolute. */
  readonly directory: string;
  /** Files of the bundle, relative to `root`, with forward slashes. */
  readonly paths: readonly string[];
  readonly reports: readonly BundlerReport[];
  /** Files of a rebuild with source maps beside them, absolute, by the path of the shipped file. */
  readonly rebuilt?: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
}

interface AttributionOutcome {
  /** Null if the contents of the files are unknown. */
  readonly attribution: Attribution | null;
  readonly inlineMaps: BundleEvidence['inlineMaps'];
  /** Whole sentences about what could not be read. */
  readonly notes: readonly string[];
}

/**
 * Finds the contents of a bundle's JavaScript and CSS, each file from its most precise source: bundlers' reports or source
 * maps. Rejects only when `signal` aborts.
 */
export async function attribute(input: AttributionInput): Promise<AttributionOutcome> {
  const { root, paths, reports, signal } = input;
  const project = projectAt(input.directory);
  const sizes = await sizesOf(root, paths);
  const shipped = { locate: locator(paths), sizes, project };
  const code = new Map([...sizes].filter(([path]) => isCode(path)));

  const reported = reports.flatMap(({ bundler, report }) => bundler.modules?.(report, shipped) ?? []);
  const exact = reported.filter(({ precision }) => precision === 'exact').flatMap(({ files }) => files);
  const known = new Set(exact.map(({ path }) => path));
  const maps = await attributeByMaps(code, known, project, { ...input, rebuilt: input.rebuilt ?? new Map() });
  const chosen = fromBestSources(reported, maps.files, code);
  const { inlineMaps, notes } = maps;
  if (chosen === null) return { attribution: null, inlineMaps, notes };

  const ids = chosen.files.flatMap(({ modules }) => modules.map(({ id }) => id));
  const folders = new Set(ids.flatMap((id) => packageOf(id)?.folder ?? []));
  const graph = reported.flatMap(({ imports }) => imports);
  const importers = await importersOf(folders, { graph, mentions: maps.mentions, ids, project, signal });
  const attribution: Attribution = { ...chosen, importers, versions: await versionsOf(folders, project) };
  return { attribution, inlineMaps, notes };
}

async function sizesOf(root: string, paths: readonly string[]): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const path of paths) {
    const found = await stat(join(root, path)).catch(() => null);
    if (found?.isFile()) sizes.set(path, found.size);
  }
  return sizes;
}
