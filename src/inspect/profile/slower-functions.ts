import type { SeenStack } from './cpu-profile.ts';
import type { Owner, Place } from './places.ts';

/** The same requests on one side, profiled. */
export interface ProfiledRound {
  readonly requests: number;
  readonly stacks: readonly (Omit<SeenStack, 'frames'> & { readonly frames: readonly Place[] })[];
}

/** A function whose own work for a request takes longer than on base. */
export interface DearerFunction extends Pick<Place, 'file' | 'line' | 'name'> {
  readonly owner: Owner;
  /** Milliseconds per request, including the packages and runtime code that it calls. */
  readonly ms: number;
  /** 0 if base does not have the function. */
  readonly msBefore: number;
  /** Share of the request's whole CPU time on head; 0 to 1. */
  readonly share: number;
  readonly shareBefore: number;
  /** Share of the requests' additional CPU time; 0 to 1. */
  readonly ofChange: number;
  /**
   * The package or runtime function that takes most of its time, such as `deflateSync`; null if it is the function
   * itself.
   */
  readonly within: string | null;
}

/** A smaller difference is not reported: milliseconds, and the part of all that changed. */
const LEAST_MS = 0.05;
const LEAST_PART = 0.1;

interface Spent extends Place {
  readonly key: string;
  ms: number;
  readonly lines: Map<number, number>;
  readonly within: Map<string, number>;
}

/**
 * The functions that take longer on head in every round, largest difference first. A function is known by its file and
 * its name, since lines move. Its time covers all its callers, and includes packages and Node.js code that it calls.
 *
 * @param rounds pairs, in the order in which they were made.
 */
export function dearerFunctions(
  rounds: readonly { readonly base: ProfiledRound; readonly head: ProfiledRound }[],
): DearerFunction[] {
  const base = rounds.map((round) => spentIn(round.base));
  const head = rounds.map((round) => spentIn(round.head));
  const renamed = renamedFunctions(base, head);
  const before = (round: number, key: string) => base[round]?.get(renamed.get(key) ?? key)?.ms ?? 0;
  const now = (round: number, key: string) => head[round]?.get(key)?.ms ?? 0;
  const all = (sides: typeof base) => median(sides.map((side) => sum([...side.values()].map(({ ms }) => ms))));
  const [allBefore, allNow] = [all(base), all(head)];
  const keys = new Set(head.flatMap((side) => [...side.keys()]));
  return [...keys]
    .flatMap((key): DearerFunction[] => {
      const differences = rounds.map((_, round) => now(round, key) - before(round, key));
      const more = median(differences);
      if (differences.some((one) => one <= 0) || more < LEAST_MS || more < LEAST_PART * (allNow - allBefore)) return [];
      const ms = median(rounds.map((_, round) => now(round, key)));
      const msBefore = median(rounds.map((_, round) => before(round, key)));
      const seen = head.flatMap((side) => side.get(key) ?? []);
      const [one] = seen;
      if (one === undefined || one.owner === 'native') return [];
      const change = Math.max(allNow - allBefore, more);
      return [
        {
          owner: one.owner,
          file: one.file,
          name: one.name,
          line: heaviest(seen.map(({ lines }) => lines))?.[0] ?? null,
          ms,
          msBefore,
          share: ms / allNow,
          shareBefore: allBefore > 0 ? msBefore / allBefore : 0,
          ofChange: more / change,
          within: withinOf(seen, more * rounds.length),
        },
      ];
    })
    .toSorted((a, b) => b.ms - b.msBefore - (a.ms - a.msBefore));
}

/** Milliseconds of a request by function. */
function spentIn({ requests, stacks }: ProfiledRound): Map<string, Spent> {
  const spent = new Map<string, Spent>();
  for (const { frames, ms } of stacks) {
    const at = responsible(frames);
    const place = frames[at];
    if (place === undefined) continue;
    const key = `${place.file}\n${place.name}`;
    let one = spent.get(key);
    if (one === undefined) {
      one = { ...place, key, ms: 0, lines: new Map(), within: new Map() };
      spent.set(key, one);
    }
    const each = ms / requests;
    one.ms += each;
    add(one.lines, place.line ?? 0, each);
    const callee = frames[at - 1];
    if (callee !== undefined && callee.name !== '') add(one.within, callee.name, each);
  }
  return spent;
}

/**
 * The function to which a stack's time is attributed: the innermost one of the checkout, else of a package, else of
 * Node.js.
 */
function responsible(frames: readonly Place[]): number {
  for (const owner of ['own', 'package', 'runtime'] as const) {
    const at = frames.findIndex((frame) => frame.owner === owner);
    if (at >= 0) return named(frames, at);
  }
  return 0;
}

/** A function without a name is part of the nearest one around it that has one and lies in the same file. */
function named(frames: readonly Place[], at: number): number {
  const { file, owner } = frames[at] as Place;
  const found = frames.findIndex(
    (one, index) => index >= at && one.name !== '' && one.file === file && one.owner === owner,
  );
  return found < 0 ? at : found;
}

/** Functions of head that base has under another name in the same file, or under the same name in another file. */
function renamedFunctions(
  base: readonly ReadonlyMap<string, Spent>[],
  head: readonly ReadonlyMap<string, Spent>[],
): Map<string, string> {
  const all = (sides: typeof base) => new Map(sides.flatMap((side) => [...side]));
  const [before, now] = [all(base), all(head)];
  const onlyIn = (some: ReadonlyMap<string, Spent>, others: ReadonlyMap<string, Spent>) =>
    [...some.values()].filter(({ key, owner, name }) => !others.has(key) && owner === 'own' && name !== '');
  const [gone, added] = [onlyIn(before, now), onlyIn(now, before)];
  const pairs = new Map<string, string>();
  for (const part of ['name', 'file'] as const) {
    for (const one of added) {
      const same = gone.filter((other) => other[part] === one[part] && ![...pairs.values()].includes(other.key));
      const rivals = added.filter((other) => other[part] === one[part] && !pairs.has(other.key));
      if (!pairs.has(one.key) && same.length === 1 && rivals.length === 1) pairs.set(one.key, (same[0] as Spent).key);
    }
  }
  return pairs;
}

/** The package or runtime code in which most of a difference is spent; null if it is the function itself. */
function withinOf(seen: readonly Spent[], more: number): string | null {
  const [name, ms] = heaviest(seen.map(({ within }) => within)) ?? ['', 0];
  return ms > more / 2 ? name : null;
}

function heaviest<T>(maps: readonly ReadonlyMap<T, number>[]): readonly [T, number] | undefined {
  const total = new Map<T, number>();
  for (const map of maps) for (const [key, ms] of map) add(total, key, ms);
  return [...total].toSorted((a, b) => b[1] - a[1])[0];
}

const add = <T>(map: Map<T, number>, key: T, amount: number) => void map.set(key, (map.get(key) ?? 0) + amount);

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
