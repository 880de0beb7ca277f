import { type Reported, sumOf } from '../bundlers/reported.ts';
import type { Attribution, FileModules } from '../evidence.ts';

/** What each source of knowledge says of the files; null: it is not there. */
export interface Sources {
  readonly metafile: Reported | null;
  readonly maps: Pick<Reported, 'files'>;
  readonly rawData: Reported | null;
  /** Whether `rawData` counts the bytes of the shipped code. */
  readonly isRawDataMinified: boolean;
  readonly webpackStats: Reported | null;
}

export type Chosen = Pick<Attribution, 'source' | 'minified' | 'files'>;

type Exact = { readonly source: Attribution['source']; readonly file: FileModules };

/**
 * Of each file the exact source that comes first; only where they know less than half of the code, sizes of before
 * minifying. Null: nothing is known.
 *
 * @param code bytes of the JavaScript and CSS files, by path
 */
export function choose(sources: Sources, code: ReadonlyMap<string, number>): Chosen | null {
  const { metafile, maps, rawData, isRawDataMinified, webpackStats } = sources;
  const exact = new Map<string, Exact>();
  const add = (source: Attribution['source'], files: readonly FileModules[] = []): void => {
    for (const file of files) if (!exact.has(file.path)) exact.set(file.path, { source, file });
  };
  add('esbuild metafile', metafile?.files);
  add('source maps', maps.files);
  if (isRawDataMinified) add('visualizer', rawData?.files);

  const rough: Chosen[] = [
    { source: 'visualizer', minified: false, files: isRawDataMinified ? [] : (rawData?.files ?? []) },
    { source: 'webpack stats', minified: false, files: webpackStats?.files ?? [] },
  ];
  const unminified = rough.find(({ files }) => files.length > 0) ?? null;
  const known = bytesOf(exact.values().filter(({ file }) => code.has(file.path)));
  const all = code.values().reduce((sum, bytes) => sum + bytes, 0);
  if (exact.size === 0 || (unminified && known * 2 < all)) return unminified;

  const rest = [...code]
    .filter(([path]) => !exact.has(path))
    .map(([path, bytes]) => ({ path, modules: [], unmapped: bytes }));
  return {
    source: mainSource([...exact.values()]),
    minified: true,
    files: [...exact.values().map(({ file }) => file), ...rest],
  };
}

const bytesOf = (files: Iterable<Exact>): number =>
  Iterator.from(files).reduce((sum, { file }) => sum + sumOf(file.modules) + file.unmapped, 0);

/** The one that tells of most bytes. */
function mainSource(files: readonly Exact[]): Attribution['source'] {
  const sources = [...Map.groupBy(files, ({ source }) => source)].map(([source, group]) => ({
    source,
    bytes: bytesOf(group),
  }));
  return sources.reduce((most, source) => (source.bytes > most.bytes ? source : most)).source;
}
