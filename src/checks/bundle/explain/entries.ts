import type { BundleEvidence, Entry } from '../evidence.ts';

/** One page on both sides, with the paths of the files it loads at once. */
export interface EntryPair {
  readonly name: string;
  readonly base: ReadonlySet<string>;
  readonly head: ReadonlySet<string>;
  /** How much more code it loads, at once and later; bytes, not compressed. */
  readonly grew: { readonly initial: number; readonly async: number };
}

/** Pairs pages by their names. If both sides have one page, these are a pair. */
export function pairEntries(base: BundleEvidence, head: BundleEvidence): EntryPair[] {
  const raw = (side: BundleEvidence) => new Map(side.files.map(({ path, raw }) => [path, raw]));
  const [inBase, inHead] = [raw(base), raw(head)];
  const sum = (paths: Iterable<string>, sizes: ReadonlyMap<string, number>) =>
    new Set(paths).values().reduce((all, path) => all + (sizes.get(path) ?? 0), 0);
  const byName = new Map(base.entries.map((entry) => [entry.name, entry]));
  const [onlyBase] = base.entries;
  const only = base.entries.length === 1 && head.entries.length === 1;
  return head.entries.flatMap((entry): EntryPair[] => {
    const before: Entry | undefined = byName.get(entry.name) ?? (only ? onlyBase : undefined);
    if (before === undefined) return [];
    return [
      {
        name: entry.name,
        base: new Set(before.initial),
        head: new Set(entry.initial),
        grew: {
          initial: sum(entry.initial, inHead) - sum(before.initial, inBase),
          async: sum(entry.async ?? [], inHead) - sum(before.async ?? [], inBase),
        },
      },
    ];
  });
}
