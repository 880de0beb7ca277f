import { sumBy } from '../../sum.ts';
import type { Attribution, BundleFile } from '../evidence.ts';

/** A file of base and its successor. */
export type Matched = readonly [base: BundleFile, head: BundleFile];

/** A module in more files than this does not distinguish them, and would make every pair a candidate. */
const MOST_FILES_OF_A_MODULE = 20;

/** The share of the smaller file's bytes that must belong to modules of both. */
const LEAST_SHARED = 0.5;

interface Contents {
  readonly file: BundleFile;
  readonly modules: ReadonlyMap<string, number>;
  readonly bytes: number;
}

function contentsOf(files: readonly BundleFile[], attribution: Attribution | null | undefined): Contents[] {
  const byPath = new Map(attribution?.files.map((file) => [file.path, file]));
  return files.flatMap((file) => {
    const modules = new Map<string, number>();
    for (const { id, bytes } of byPath.get(file.path)?.modules ?? []) modules.set(id, (modules.get(id) ?? 0) + bytes);
    const bytes = sumBy(modules.values(), (one) => one);
    return bytes > 0 ? [{ file, modules, bytes }] : [];
  });
}

/** The files that hold a module, for modules in few files. */
function holders(contents: readonly Contents[]): Map<string, Contents[]> {
  const byModule = new Map<string, Contents[]>();
  for (const one of contents) {
    for (const id of one.modules.keys()) {
      const found = byModule.get(id);
      if (found === undefined) byModule.set(id, [one]);
      else if (found.length <= MOST_FILES_OF_A_MODULE) found.push(one);
    }
  }
  return new Map([...byModule].filter(([, found]) => found.length <= MOST_FILES_OF_A_MODULE));
}

function sharedBytes(a: Contents, b: Contents): number {
  const [fewer, more] = a.modules.size <= b.modules.size ? [a.modules, b.modules] : [b.modules, a.modules];
  let shared = 0;
  for (const [id, bytes] of fewer) shared += Math.min(bytes, more.get(id) ?? 0);
  return shared;
}

const counts = (files: readonly BundleFile[]): Map<string, number> =>
  new Map([...Map.groupBy(files, ({ name }) => name)].map(([name, same]) => [name, same.length]));

/**
 * Pairs files that share modules, the most alike first. If a file was split, the most similar part is its successor. A file
 * that keeps its name, and most of the smaller one's modules, is its own successor.
 */
export function matchBySources(
  base: readonly BundleFile[],
  baseAttribution: Attribution | null | undefined,
  head: readonly BundleFile[],
  headAttribution: Attribution | null | undefined,
): Matched[] {
  const [some, others] = [contentsOf(base, baseAttribution), contentsOf(head, headAttribution)];
  const [inBase, inHead] = [holders(some), holders(others)];
  const [namesOfBase, namesOfHead] = [counts(base), counts(head)];
  const candidates = some.flatMap((one) => {
    const alike = new Set([...one.modules.keys()].flatMap((id) => (inBase.has(id) ? (inHead.get(id) ?? []) : [])));
    return [...alike].flatMap((other) => {
      const shared = sharedBytes(one, other);
      if (one.file.type !== other.file.type || shared < LEAST_SHARED * Math.min(one.bytes, other.bytes)) return [];
      const { name } = one.file;
      const keepsName = name === other.file.name && namesOfBase.get(name) === 1 && namesOfHead.get(name) === 1;
      const likeness = shared / (one.bytes + other.bytes - shared);
      return [{ one: one.file, other: other.file, rank: likeness + (keepsName ? 1 : 0) }];
    });
  });
  const apart = ({ one, other }: { one: BundleFile; other: BundleFile }) => Math.abs(one.raw - other.raw);
  candidates.sort((a, b) => b.rank - a.rank || apart(a) - apart(b));

  const taken = new Set<BundleFile>();
  return candidates.flatMap(({ one, other }): Matched[] => {
    if (taken.has(one) || taken.has(other)) return [];
    taken.add(one).add(other);
    return [[one, other]];
  });
}
