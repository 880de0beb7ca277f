import { sumBy } from '../../sum.ts';
import { type ReportedModules, totalBytes } from '../bundlers/bundler.ts';
import type { Attribution, FileModules } from '../evidence.ts';

type Chosen = Pick<Attribution, 'source' | 'minified' | 'files'>;

type Exact = { readonly source: string; readonly file: FileModules };

/**
 * Takes each file from the most precise source that has it: exact reports, source maps, other reports of shipped bytes.
 * Sizes before minification are used only if those know less than half of the code. Null if nothing is known.
 *
 * @param maps files as source maps describe them
 * @param code bytes of the JavaScript and CSS files, by path
 */
export function fromBestSources(
  reports: readonly ReportedModules[],
  maps: readonly FileModules[],
  code: ReadonlyMap<string, number>,
): Chosen | null {
  const { exact: best = [], shipped = [], unminified: rough = [] } = Object.groupBy(reports, (one) => one.precision);
  const exact = new Map<string, Exact>();
  for (const { source, files } of [...best, { source: 'source maps', files: maps }, ...shipped]) {
    for (const file of files) if (!exact.has(file.path)) exact.set(file.path, { source, file });
  }
  const { source, files } = rough.find(({ files }) => files.length > 0) ?? { source: '', files: null };
  const unminified = files && { source, minified: false, files };
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
  sumBy(files, ({ file }) => totalBytes(file.modules) + file.unmapped);

/** The source with the most bytes. */
function mainSource(files: readonly Exact[]): string {
  const sources = [...Map.groupBy(files, ({ source }) => source)].map(([source, group]) => ({
    source,
    bytes: bytesOf(group),
  }));
  return sources.reduce((most, source) => (source.bytes > most.bytes ? source : most)).source;
}
