import { sumBy } from '../../sum.ts';
import type { FileType } from '../metrics.ts';
import type { Cause, Sides } from './cause.ts';
import { type Contents, folderOf, type Part, weigh } from './contents.ts';
import type { FilePair } from './match.ts';

/** Codes whose bytes were in the bundle before: they are no part of the change in all. */
const NO_CHANGE = ['bundle.module-moved', 'bundle.package-imported'];

const MOST_SHRUNK = 3;

/**
 * Makes the causes in bytes add up to the change of their type. Adds the rest that no cause explains, and what shrank
 * most.
 *
 * The compressed size of a module is estimated from its file, but a module may compress far better or worse than the
 * rest of the file. So the estimates are scaled to the compressed change, less the part that no cause explains. Bytes
 * without compression show that part.
 */
export function addUp(pairs: readonly FilePair[], causes: readonly Cause[], sides: Sides): Cause[] {
  const byType = Map.groupBy(causes, ({ metric }) => metric);
  const summed = new Map<Cause, Cause>();
  const rests = [...byType].flatMap(([type, ofThis]): Cause[] => {
    const ofType = pairs.filter(({ base, head }) => (head ?? base)?.type === type);
    const counted = ofThis.filter(({ code }) => !NO_CHANGE.includes(code));
    const { scale, rest } = shares(ofType, counted, sides.floor);
    for (const one of counted.filter(isEstimate)) {
      const compressed = Math.round(scale * compressedOf(one));
      summed.set(one, { ...one, evidence: { ...one.evidence, compressed } });
    }
    if (counted.length === 0 || Math.abs(rest) < sides.floor / 2) return [];
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
  return [...causes.map((one) => summed.get(one) ?? one), ...rests];
}

const compressedOf = ({ evidence }: Cause): number => Number(evidence.compressed ?? 0);

/** Known by module, not by file. */
const isEstimate = ({ evidence }: Cause): boolean => typeof evidence.minified === 'boolean';

/** Largest factor by which estimates are off. Beyond it, the causes do not explain the change. */
const MOST_SCALE = 2.5;

/** The factor for estimates, and the change that then remains; compressed bytes. */
function shares(pairs: readonly FilePair[], causes: readonly Cause[], floor: number): { scale: number; rest: number } {
  const net = sumBy(pairs, ({ base, head }) => (head?.stable ?? 0) - (base?.stable ?? 0));
  const rawNet = sumBy(pairs, ({ base, head }) => (head?.raw ?? 0) - (base?.raw ?? 0));
  const grown = sumBy(causes, (one) => (isEstimate(one) ? one.grew : (one.current ?? 0) - (one.target ?? 0)));
  const raw = sumBy(pairs, ({ head }) => head?.raw ?? 0);
  const ratio = raw > 0 ? sumBy(pairs, ({ head }) => head?.stable ?? 0) / raw : 0;
  const left = Math.abs(rawNet - grown) < floor ? 0 : ratio * (rawNet - grown);
  const estimated = sumBy(causes.filter(isEstimate), compressedOf);
  const known = sumBy(causes, compressedOf) - estimated;
  const scale = estimated > 0 ? (net - known - left) / estimated : 0;
  const isLikely = scale >= 1 / MOST_SCALE && scale <= MOST_SCALE;
  return isLikely ? { scale, rest: left } : { scale: 1, rest: net - known - estimated };
}

/** Names of what shrank most: packages, folders of the project's own code, and files of unknown contents. */
function shrunkIn({ base, head, floor }: Sides, pairs: readonly FilePair[], type: FileType): string[] {
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
    .filter(([, bytes]) => bytes <= -floor / 2)
    .sort(([, a], [, b]) => a - b)
    .slice(0, MOST_SHRUNK)
    .map(([name]) => name);
}
