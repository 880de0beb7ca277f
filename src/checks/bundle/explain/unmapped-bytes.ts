import { sumBy } from '../../sum.ts';
import type { BundleEvidence } from '../evidence.ts';
import { type Cause, FLOOR_BYTES, type Sides } from './cause.ts';
import { folderOf } from './files.ts';
import type { FilePair } from './match.ts';

/** Causes for bytes that belong to no module. */

type InlineMaps = ReadonlyMap<string, number>;

export const inlineMapsOf = ({ inlineMaps }: BundleEvidence): InlineMaps =>
  new Map(inlineMaps.map(({ path, bytes }) => [path, bytes]));

/** Source maps that visitors now download inside the code. */
export function inlineMapCauses(base: BundleEvidence, head: BundleEvidence, pairs: readonly FilePair[]): Cause[] {
  const [before, now] = [inlineMapsOf(base), inlineMapsOf(head)];
  const grown = pairs.flatMap(({ base: was, head: file }) => {
    if (file === null) return [];
    const grew = (now.get(file.path) ?? 0) - (before.get(was?.path ?? '') ?? 0);
    return grew > 0 ? [{ file, grew }] : [];
  });
  const worst = grown.toSorted((a, b) => b.grew - a.grew)[0];
  const [current, target] = [sumBy(now.values(), (bytes) => bytes), sumBy(before.values(), (bytes) => bytes)];
  if (worst === undefined || current - target < FLOOR_BYTES) return [];
  const compressed = sumBy(grown, ({ file, grew }) => (file.raw > 0 ? (grew * file.stable) / file.raw : 0));
  return [
    {
      code: 'bundle.inline-map',
      metric: worst.file.type,
      location: worst.file.name,
      current,
      target,
      grew: current - target,
      evidence: { files: grown.length, compression: head.compression, compressed: Math.round(compressed) },
      suggestion: { code: 'hidden-source-map', effort: 'low' },
    },
  ];
}

/** New modules bring unmapped bytes, such as the code between them. Up to this fraction of the growth is expected. */
const ORDINARY_SHARE = 0.15;

/** Growth outside of all modules, in files whose modules are known: the bundler's own code, banners, data. */
export function unmappedCauses(pairs: readonly FilePair[], sides: Sides, maps: { base: InlineMaps; head: InlineMaps }) {
  const amount = (side: 'base' | 'head', path: string | undefined) =>
    path === undefined ? 0 : (sides[side].unmapped.get(path) ?? 0) - (maps[side].get(path) ?? 0);
  const sized = pairs.flatMap(({ base, head }) => {
    const [target, current] = [amount('base', base?.path), amount('head', head?.path)];
    const file = head ?? base;
    const rawGrew = (head?.raw ?? 0) - (base?.raw ?? 0);
    return file === null ? [] : [{ file, isNew: base === null, current, target, grew: current - target, rawGrew }];
  });
  return [...Map.groupBy(sized, ({ file }) => file.type).values()].flatMap((ofType): Cause[] => {
    const [target, current] = [sumBy(ofType, (one) => one.target), sumBy(ofType, (one) => one.current)];
    const worst = ofType.toSorted((a, b) => b.grew - a.grew)[0];
    const ordinary =
      ORDINARY_SHARE *
      Math.max(
        0,
        sumBy(ofType, ({ rawGrew }) => rawGrew),
      );
    if (worst === undefined || current - target < sides.floor + ordinary) return [];
    const { file } = worst;
    // A bundler that splits differently changes many files: each lists its imports from others.
    const grown = ofType.filter(({ grew }) => grew > 0);
    const spread = grown.length > 1 && (worst.isNew || worst.grew < (current - target) / 2);
    const compressed = file.raw > 0 ? Math.round(((current - target) * file.stable) / file.raw) : 0;
    return [
      {
        code: 'bundle.file-grew',
        metric: file.type,
        location: spread ? folderOf(file.name) : file.name,
        current,
        target,
        grew: current - target,
        evidence: {
          unmapped: true,
          ...(spread ? { files: grown.length } : {}),
          compression: sides.compression,
          compressed,
        },
        suggestion: null,
      },
    ];
  });
}
