import { sumBy } from '../../sum.ts';
import { loadLater } from './advice.ts';
import { type Cause, FLOOR_BYTES, type Sides } from './cause.ts';
import { folderOf, type Part, typeOf, versionsOf, weigh } from './contents.ts';
import type { EntryPair } from './entries.ts';
import type { FilePair } from './match.ts';

type Moved = Cause & { readonly key: string; readonly small: boolean };

/** The bytes of a part that the bundle had before, and that a page now loads at once. */
function movedPart(part: Part, before: Part, kind: 'package' | 'own', entry: EntryPair, sides: Sides): Moved[] {
  const { base, head, compression } = sides;
  const [atOnce, atOnceBefore] = [weigh(part, head, entry.head), weigh(before, base, entry.base)];
  const gained = atOnce.bytes - atOnceBefore.bytes;
  if (gained <= 0) return [];
  // Growth is a cause of its own.
  const bytes = gained - Math.max(0, weigh(part, head).bytes - weigh(before, base).bytes);
  if (bytes <= 0) return [];
  const share = bytes / atOnce.bytes;
  const version = versionsOf(part)[0] ?? null;
  return [
    {
      key: `${kind} ${part.name}`,
      small: bytes < FLOOR_BYTES,
      code: 'bundle.module-moved',
      metric: typeOf(part, head),
      location: entry.name,
      current: atOnceBefore.bytes + bytes,
      target: atOnceBefore.bytes,
      grew: atOnce.shipped * share,
      evidence: {
        name: part.name,
        kind,
        ...(version === null ? {} : { version }),
        minified: head.minified,
        compression,
        compressed: Math.round(atOnce.compressed * share),
      },
      suggestion: loadLater.suggestion,
    },
  ];
}

/** One cause per folder for the project's own small modules. */
function byFolder(small: readonly Moved[]): Moved[] {
  const own = small.filter(({ evidence }) => evidence.kind === 'own');
  const folders = Map.groupBy(own, ({ evidence, location }) => `${folderOf(String(evidence.name))} ${location}`);
  return [...folders.values()].flatMap((modules): Moved[] => {
    const [first] = modules;
    if (first === undefined) return [];
    const folder = folderOf(String(first.evidence.name));
    const compressed = sumBy(modules, ({ evidence }) => Number(evidence.compressed));
    return [
      {
        ...first,
        key: `folder ${folder}`,
        current: sumBy(modules, ({ current }) => current ?? 0),
        target: sumBy(modules, ({ target }) => target ?? 0),
        grew: sumBy(modules, ({ grew }) => grew),
        evidence: { ...first.evidence, name: folder, kind: 'folder', modules: modules.length, compressed },
      },
    ];
  });
}

/** Moved files whose modules are unknown. */
const movedFiles = (pairs: readonly FilePair[], entry: EntryPair, { compression }: Sides): Moved[] =>
  pairs.flatMap(({ base, head }): Moved[] => {
    if (base === null || head === null || entry.base.has(base.path) || !entry.head.has(head.path)) return [];
    const bytes = Math.min(base.raw, head.raw);
    return [
      {
        key: `file ${head.path}`,
        small: bytes < FLOOR_BYTES,
        code: 'bundle.module-moved',
        metric: head.type,
        location: entry.name,
        current: bytes,
        target: 0,
        grew: bytes,
        evidence: { name: head.name, kind: 'file', compression, compressed: Math.min(base.stable, head.stable) },
        suggestion: loadLater.suggestion,
      },
    ];
  });

/** Modules and files that pages now load at once, and before loaded later or not. Each once, with the page that it costs most. */
export function movedModuleCauses(sides: Sides, entries: readonly EntryPair[], unknown: readonly FilePair[]): Cause[] {
  const { base, head } = sides;
  const moved = entries.flatMap((entry) => {
    if (entry.grew.initial < FLOOR_BYTES) return [];
    const parts = (['packages', 'own'] as const).flatMap((kind) =>
      [...head[kind].values()].flatMap((part) => {
        const before = base[kind].get(part.name);
        return before ? movedPart(part, before, kind === 'own' ? 'own' : 'package', entry, sides) : [];
      }),
    );
    const found = [...parts, ...movedFiles(unknown, entry, sides)];
    const folders = byFolder(found.filter(({ small }) => small));
    return [...found.filter(({ small }) => !small), ...folders.filter(({ grew }) => grew >= FLOOR_BYTES)];
  });
  return [...Map.groupBy(moved, ({ key }) => key).values()].flatMap((same): Cause[] => {
    const { key: _, small: __, ...worst } = same.reduce((most, one) => (one.grew > most.grew ? one : most));
    return [{ ...worst, evidence: { ...worst.evidence, entries: same.length } }];
  });
}
