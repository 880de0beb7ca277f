import type { Metafile } from '../bundlers/esbuild.ts';
import type { BundlerReports } from '../bundlers/reports.ts';
import type { ViteManifest } from '../bundlers/vite.ts';
import { isCode } from './graph.ts';
import type { Locator } from './locate.ts';
import { assetNames } from './webpack-chunks.ts';

/** An entry as a bundler's report names it, and the files that are loaded for it. */
export interface ReportedEntry {
  readonly name: string;
  readonly files: readonly string[];
}

const viteEntries = (manifest: ViteManifest, locate: Locator): ReportedEntry[] =>
  Object.values(manifest)
    .filter(({ isEntry }) => isEntry === true)
    .map(({ src, name, file }) => ({ name: src ?? name ?? file, files: [locate.reported(file)].filter(isCode) }));

/** esbuild calls what is imported dynamically an entry, too. */
function esbuildEntries({ outputs }: Metafile, locate: Locator): ReportedEntry[] {
  const dynamic = new Set(
    Object.values(outputs).flatMap(({ imports }) =>
      imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => path),
    ),
  );
  return Object.entries(outputs).flatMap(([path, { entryPoint, cssBundle }]) => {
    if (entryPoint === undefined || dynamic.has(path)) return [];
    const files = [path, ...(cssBundle === undefined ? [] : [cssBundle])];
    return [{ name: entryPoint, files: files.map((file) => locate.reported(file)).filter(isCode) }];
  });
}

/** The entries that a bundler's report names, for a bundle without pages: a library, or the scripts of a server's pages. */
export function reportedEntries(reports: BundlerReports, locate: Locator): ReportedEntry[] {
  const { viteManifest, metafile, webpackStats } = reports;
  const found = [
    viteManifest === null ? [] : viteEntries(viteManifest, locate),
    metafile === null ? [] : esbuildEntries(metafile, locate),
    Object.entries(webpackStats?.entrypoints ?? {}).map(([name, entry]) => ({
      name,
      files: assetNames(entry)
        .map((file) => locate.reported(file))
        .filter(isCode),
    })),
  ];
  return found.map((entries) => entries.filter(({ files }) => files.length > 0)).find(({ length }) => length > 0) ?? [];
}
