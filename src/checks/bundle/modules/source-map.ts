import { z } from 'zod';

/**
 * Source maps as ECMA-426 has them: https://tc39.es/ecma426/. Of old ones, `sources` may hold nulls and the version be a
 * string.
 */
const texts = z.array(z.string().nullable());
const version = z.union([z.literal(3), z.literal('3')]).transform(() => 3);
const flatMap = z.object({
  version,
  sources: texts,
  sourcesContent: texts.nullish(),
  sourceRoot: z.string().nullish(),
  names: z.array(z.unknown()).nullish(),
  mappings: z.string(),
});
const sectionedMap = z.object({
  version,
  sections: z.array(z.object({ offset: z.object({ line: z.int().min(0), column: z.int().min(0) }), map: flatMap })),
});

type FlatMap = z.infer<typeof flatMap>;

export interface Source {
  /** As the map has it, with its `sourceRoot`; null: the map does not tell. */
  readonly path: string | null;
  readonly content: string | null;
}

/** A source map whose sources are named `/0`, `/1`, …: whatever they are called, no reader stumbles over it. */
export interface NumberedMap {
  readonly map: object;
  /** By those numbers. */
  readonly sources: readonly Source[];
}

/** @throws Error whose message tells what is wrong with it */
export function parseSourceMap(text: string): NumberedMap {
  const json: unknown = JSON.parse(text.startsWith(')]}') ? text.slice(text.indexOf('\n') + 1) : text);
  const sources: Source[] = [];
  if (typeof json === 'object' && json !== null && 'sections' in json) {
    const { sections } = shaped(sectionedMap, json);
    const numberedSections = sections.map(({ offset, map }) => ({ offset, map: numbered(map, sources) }));
    return { map: { version: 3, sections: numberedSections }, sources };
  }
  return { map: numbered(shaped(flatMap, json), sources), sources };
}

function shaped<T>(schema: z.ZodType<T>, json: unknown): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not a source map'}`);
}

/** Appends the map's sources to `all`. */
function numbered(map: FlatMap, all: Source[]): object {
  const { sources, sourcesContent, sourceRoot, names, mappings } = map;
  const first = all.length;
  for (const [index, source] of sources.entries()) {
    all.push({ path: source === null ? null : below(sourceRoot, source), content: sourcesContent?.[index] ?? null });
  }
  return { version: 3, names: names ?? [], sources: sources.map((_, index) => `/${first + index}`), mappings };
}

const below = (root: string | null | undefined, source: string): string =>
  !root || /^(?:\/|\0|[A-Za-z][\w+.-]*:)/.test(source) ? source : `${root.replace(/\/$/, '')}/${source}`;
