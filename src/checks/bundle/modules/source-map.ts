import { decodedMappings, FlattenMap } from '@jridgewell/trace-mapping';
import { z } from 'zod';

/**
 * Source maps of ECMA-426: https://tc39.es/ecma426/. In old ones, `sources` may hold nulls and the version be a string.
 */
const texts = z.array(z.string().nullable());
const version = z.union([z.literal(3), z.literal('3')]).transform(() => 3 as const);
const flatMap = z.object({
  version,
  sources: texts,
  sourcesContent: texts.nullish(),
  sourceRoot: z.string().nullish(),
  mappings: z.string().regex(/^[A-Za-z\d+/,;]*$/, 'not base64 VLQ'),
});
/** Longer than any code that is read. */
const MOST_LINES = 1_000_000;
const offset = z.object({ line: z.int().min(0).max(MOST_LINES), column: z.int().min(0) });
const sectionedMap = z.object({ version, sections: z.array(z.object({ offset, map: flatMap })) });

type FlatMap = z.infer<typeof flatMap>;
type SourceMap = FlatMap | z.infer<typeof sectionedMap>;

/** @throws Error if the map is malformed, with the mistake */
export function parseSourceMap(text: string): SourceMap {
  const json: unknown = JSON.parse(text.startsWith(')]}') ? text.slice(text.indexOf('\n') + 1) : text);
  const isSectioned = typeof json === 'object' && json !== null && 'sections' in json;
  const parsed = (isSectioned ? sectionedMap : flatMap).safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not a source map'}`);
}

interface Source {
  /** As the map has it, below its `sourceRoot`; null if the map does not name it. */
  readonly path: string | null;
  readonly content: string | null;
}

const flatMapsOf = (map: SourceMap): readonly FlatMap[] =>
  'sections' in map ? map.sections.map((section) => section.map) : [map];

/** The sources of all sections, in their order. */
export const sourcesOf = (map: SourceMap): Source[] =>
  flatMapsOf(map).flatMap(({ sources, sourcesContent, sourceRoot }) =>
    sources.map((source, index) => ({
      path: source === null ? null : below(sourceRoot, source),
      content: sourcesContent?.[index] ?? null,
    })),
  );

const below = (root: string | null | undefined, source: string): string =>
  !root || /^(?:\/|\0|[A-Za-z][\w+.-]*:)/.test(source) ? source : `${root.replace(/\/$/, '')}/${source}`;

/**
 * Counts the bytes of a file by the index of their source in `sourcesOf(map)`. A mapping holds to the next one of its
 * line, and the last of a line includes the line's end. A line without mappings belongs to no source.
 *
 * @throws Error if a mapping names a source that the map lacks
 */
export function bytesBySource(content: Buffer, map: SourceMap): Map<number, number> {
  const code = content.toString('utf8');
  const isAscii = code.length === content.length;
  const counts = new Map<number, number>();
  const most = flatMapsOf(map).reduce((sum, { sources }) => sum + sources.length, 0);
  let lineStart = 0;
  for (const segments of linesOf(map)) {
    const newline = code.indexOf('\n', lineStart);
    const lineEnd = newline < 0 ? code.length : newline + 1;
    // Columns and indexes of strings both count UTF-16 units.
    const at = (column = Number.POSITIVE_INFINITY) => Math.min(lineStart + column, lineEnd);
    for (let index = 0; index < segments.length; ) {
      const [column, source] = segments[index] ?? [];
      do index++;
      while (index < segments.length && segments[index]?.[1] === source);
      if (source === undefined) continue;
      if (source < 0 || source >= most) throw new Error(`its mappings name source ${source} of ${most}`);
      const [start, end] = [at(column), at(segments[index]?.[0])];
      const bytes = isAscii ? end - start : Buffer.byteLength(code.slice(start, end));
      counts.set(source, (counts.get(source) ?? 0) + bytes);
    }
    lineStart = lineEnd;
  }
  return counts;
}

/** By generated line its mappings, in order of their column. Names of sources don't matter here, and may be odd. */
function linesOf(map: SourceMap) {
  const plain = ({ sources, mappings }: FlatMap) => ({
    version: 3 as const,
    names: [],
    sources: sources.map(() => null),
    mappings,
  });
  const flattened =
    'sections' in map
      ? { version: 3 as const, sections: map.sections.map(({ offset, map }) => ({ offset, map: plain(map) })) }
      : plain(map);
  return decodedMappings(new FlattenMap(flattened));
}
