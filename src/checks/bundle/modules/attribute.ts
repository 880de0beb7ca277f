import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { metafileModules } from '../bundlers/esbuild.ts';
import { projectAt } from '../bundlers/module-id.ts';
import type { Import } from '../bundlers/reported.ts';
import { shippedFiles } from '../bundlers/reported.ts';
import type { BundlerReports } from '../bundlers/reports.ts';
import { isMinified, rawDataModules } from '../bundlers/visualizer.ts';
import { webpackModules } from '../bundlers/webpack.ts';
import type { Attribution, BundleEvidence } from '../evidence.ts';
import { fileType } from '../metrics.ts';
import { choose } from './choose.ts';
import { knownImporters } from './known-importers.ts';
import { attributeByMaps } from './maps.ts';
import { packageOf } from './packages.ts';
import { versionsOf } from './versions.ts';

export interface AttributionInput {
  /** The bundle's folder, absolute. */
  readonly root: string;
  /** The checkout's working directory, absolute. */
  readonly directory: string;
  /** Files of the bundle, relative to `root`, with forward slashes. */
  readonly paths: readonly string[];
  readonly reports: BundlerReports;
  /** Files of a rebuild with source maps beside them, absolute, by the path of the shipped file. */
  readonly rebuilt?: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
}

export interface AttributionOutcome {
  /** Null: nothing tells what the files are made of. */
  readonly attribution: Attribution | null;
  readonly inlineMaps: BundleEvidence['inlineMaps'];
  /** Of what could not be read, whole sentences. */
  readonly notes: readonly string[];
}

/**
 * What the JavaScript and CSS of a bundle is made of, from what tells it best: esbuild's metafile and source maps, file by
 * file, then rollup-plugin-visualizer's data, then webpack's stats. Rejects only when `signal` aborts.
 */
export async function attribute(input: AttributionInput): Promise<AttributionOutcome> {
  const { root, paths, reports, signal } = input;
  const project = projectAt(input.directory);
  const files = shippedFiles(await sizesOf(root, paths));
  const codePaths = paths.filter((path) => files.sizes.has(path) && ['javascript', 'css'].includes(fileType(path)));

  const metafile = reports.metafile && metafileModules(reports.metafile, files, project);
  const rawData = reports.rawData && rawDataModules(reports.rawData, files, project);
  const webpackStats = reports.webpackStats && webpackModules(reports.webpackStats, files, project);
  const told = new Set(metafile?.files.map(({ path }) => path));
  const code = new Map(codePaths.map((path) => [path, files.sizes.get(path) ?? 0]));
  const maps = await attributeByMaps(code, told, project, { ...input, rebuilt: input.rebuilt ?? new Map() });

  const isRawDataMinified = reports.rawData !== null && isMinified(reports.rawData);
  const chosen = choose({ metafile, maps, rawData, isRawDataMinified, webpackStats }, code);
  const { inlineMaps, notes } = maps;
  if (chosen === null) return { attribution: null, inlineMaps, notes };

  const ids = chosen.files.flatMap(({ modules }) => modules.map(({ id }) => id));
  const folders = new Set(ids.flatMap((id) => packageOf(id)?.folder ?? []));
  const graph = [metafile, rawData, webpackStats].flatMap((report): readonly Import[] => report?.imports ?? []);
  const importers = await knownImporters(folders, { graph, mentions: maps.mentions, ids, project, signal });
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
