import type { BundleEvidence, BundleFile } from '../evidence.ts';
import { type Matched, matchBySources } from './match-sources.ts';

export type MatchedBy = 'id' | 'content' | 'sources' | 'name' | 'size';

/** A file of base and its successor in head; null for a file that is new or removed. */
export interface FilePair {
  readonly base: BundleFile | null;
  readonly head: BundleFile | null;
  /**
   * The property by which the files were matched; null if there is only one file. `size`: nothing but a similar size.
   */
  readonly by: MatchedBy | null;
}

type Files = readonly BundleFile[];
type Key = (file: BundleFile) => string | null;

const keyed = (...parts: readonly (string | null)[]): string | null => (parts.includes(null) ? null : parts.join('\0'));

const groups = (files: Files, key: Key): Map<string | null, BundleFile[]> => Map.groupBy(files, key);

/** Pairs files by a key that is unique on each side. */
const byUnique =
  (key: Key) =>
  (base: Files, head: Files): Matched[] => {
    const others = groups(head, key);
    return [...groups(base, key)].flatMap(([found, [one, second]]): Matched[] => {
      const [other, third] = others.get(found) ?? [];
      const unique = found !== null && second === undefined && third === undefined;
      return unique && one !== undefined && other !== undefined ? [[one, other]] : [];
    });
  };

/** Pairs files with the same key in their order. */
const inOrder =
  (key: Key) =>
  (base: Files, head: Files): Matched[] => {
    const others = groups(head, key);
    return [...groups(base, key)].flatMap(([found, files]): Matched[] => {
      const same = found === null ? [] : (others.get(found) ?? []);
      return files.flatMap((file, index): Matched[] => (same[index] === undefined ? [] : [[file, same[index]]]));
    });
  };

/** Pairs each file of the shorter list with one of the other that is near in size, in one pass over both. */
function nearestInSize(base: Files, head: Files): Matched[] {
  const sorted = [base, head].map((files) => files.toSorted((a, b) => a.raw - b.raw));
  const [fewer = [], more = []] = base.length <= head.length ? sorted : sorted.reverse();
  const sizeAt = (index: number) => more[index]?.raw ?? Number.POSITIVE_INFINITY;
  let at = 0;
  return fewer.flatMap((file, index): Matched[] => {
    // Leave enough for the files that follow.
    const last = more.length - (fewer.length - index);
    while (at < last && Math.abs(sizeAt(at + 1) - file.raw) < Math.abs(sizeAt(at) - file.raw)) at += 1;
    const other = more[at];
    at += 1;
    if (other === undefined) return [];
    return [base.length <= head.length ? [file, other] : [other, file]];
  });
}

function byName(base: Files, head: Files): Matched[] {
  const others = groups(head, ({ name }) => name);
  return [...groups(base, ({ name }) => name)].flatMap(([name, files]) => nearestInSize(files, others.get(name) ?? []));
}

/** `_nuxt/*.js`, `347.*.js`: the name is only a hash and a number, which the next build may give to another file. */
const isNameless = ({ name }: BundleFile): boolean => /(^|\/)(?=[^/]*[*\d])[*\d._~-]+\.[a-z]+$/i.test(name);

/** Nameless files of one folder. */
const namelessIn: Key = (file) => (isNameless(file) ? keyed(file.type, file.name.replace(/[^/]*$/, '')) : null);

/** A nameless file is another's successor only if their sizes are similar. */
const isLikely = ([one, other]: Matched): boolean =>
  !isNameless(one) || Math.max(one.raw, other.raw) <= 2 * Math.min(one.raw, other.raw);

function bySize(base: Files, head: Files): Matched[] {
  const others = groups(head, namelessIn);
  return [...groups(base, namelessIn)].flatMap(([key, files]) =>
    key === null ? [] : nearestInSize(files, others.get(key) ?? []),
  );
}

/**
 * Pairs each file of base with its successor in head: by the bundler's name for it, else by equal content, by its modules,
 * and last by its logical name. Nameless files are paired by size. In head's order, then the files that only base has.
 */
export function matchFiles(
  base: Pick<BundleEvidence, 'files' | 'attribution'> | null,
  head: Pick<BundleEvidence, 'files' | 'attribution'> | null,
): FilePair[] {
  const left = { base: new Set(base?.files), head: new Set(head?.files) };
  const known = new Set([base, head].flatMap((side) => side?.attribution?.files.map(({ path }) => path) ?? []));
  const unknown = (files: Files) => files.filter((file) => !(isNameless(file) && known.has(file.path)));
  const steps: readonly [by: MatchedBy, match: (base: Files, head: Files) => Matched[]][] = [
    ['id', byUnique(({ type, id }) => keyed(type, id))],
    ['content', inOrder(({ type, digest, path }) => keyed(type, digest, path))],
    ['content', inOrder(({ type, digest, name }) => keyed(type, digest, name))],
    ['content', inOrder(({ type, digest }) => keyed(type, digest))],
    ['sources', (some, others) => matchBySources(some, base?.attribution, others, head?.attribution)],
    ['name', (some, others) => inOrder(({ path }) => path)(some, others).filter(isLikely)],
    ['name', (some, others) => byName(unknown(some), unknown(others)).filter(isLikely)],
    ['size', (some, others) => bySize(unknown(some), unknown(others))],
  ];
  const matched = new Map<BundleFile, FilePair>();
  for (const [by, match] of steps) {
    if (left.base.size === 0 || left.head.size === 0) break;
    for (const [one, other] of match([...left.base], [...left.head])) {
      matched.set(other, { base: one, head: other, by });
      left.base.delete(one);
      left.head.delete(other);
    }
  }
  return [
    ...(head?.files ?? []).map((file) => matched.get(file) ?? { base: null, head: file, by: null }),
    ...[...left.base].map((file) => ({ base: file, head: null, by: null })),
  ];
}
