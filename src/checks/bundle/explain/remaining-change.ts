import { sumBy } from '../../sum.ts';
import type { FileType } from '../metrics.ts';
import { type Cause, FLOOR_BYTES, type Sides } from './cause.ts';
import { type Contents, folderOf, type Part, weigh } from './contents.ts';
import type { FilePair } from './match.ts';

/** Codes whose bytes were in the bundle before: they are no part of the change in all. */
const NO_CHANGE = ['bundle.module-moved', 'bundle.package-imported'];

const MOST_SHRUNK = 3;

/** What the causes of a type leave of its change in all, with what shrank most, so that all add up. */
export function restCauses(pairs: readonly FilePair[], causes: readonly Cause[], sides: Sides): Cause[] {
  const types = new Set(causes.map(({ metric }) => metric));
  return [...types].flatMap((type): Cause[] => {
    const ofType = pairs.filter(({ base, head }) => (head ?? base)?.type === type);
    const net = sumBy(ofType, ({ base, head }) => (head?.stable ?? 0) - (base?.stable ?? 0));
    const counted = causes.filter(({ metric, code }) => metric === type && !NO_CHANGE.includes(code));
    const rest = net - sumBy(counted, ({ evidence }) => Number(evidence.compressed ?? 0));
    if (counted.length === 0 || Math.abs(rest) < FLOOR_BYTES / 2) return [];
    return [
      {
        code: 'bundle.rest',
        metric: type,
        location: null,
        current: Math.round(rest),
        target: 0,
        grew: 0,
        evidence: {
          compression: sides.compression,
          compressed: Math.round(rest),
          shrank: rest < 0 ? shrunkIn(sides, ofType, type) : [],
        },
        suggestion: null,
      },
    ];
  });
}

/** Names of what shrank most: packages, folders of the project's own code, and files of unknown contents. */
function shrunkIn({ base, head }: Sides, pairs: readonly FilePair[], type: FileType): string[] {
  const changes = new Map<string, number>();
  const add = (name: string, bytes: number) => changes.set(name, (changes.get(name) ?? 0) + bytes);
  const addAll = (parts: Iterable<Part>, side: Contents, sign: 1 | -1, nameOf: (name: string) => string) => {
    const ofType = new Set([...side.files].filter(([, file]) => file.type === type).map(([path]) => path));
    for (const part of parts) add(nameOf(part.name), sign * weigh(part, side, ofType).compressed);
  };
  for (const [side, sign] of [[head, 1] as const, [base, -1] as const]) {
    addAll(side.packages.values(), side, sign, (name) => name);
    addAll(side.own.values(), side, sign, folderOf);
  }
  for (const { base: was, head: is } of pairs) {
    const isKnown = base.files.has(was?.path ?? '') || head.files.has(is?.path ?? '');
    if (!isKnown) add((is ?? was)?.name ?? '', (is?.stable ?? 0) - (was?.stable ?? 0));
  }
  return [...changes]
    .filter(([, bytes]) => bytes <= -FLOOR_BYTES / 2)
    .sort(([, a], [, b]) => a - b)
    .slice(0, MOST_SHRUNK)
    .map(([name]) => name);
}
