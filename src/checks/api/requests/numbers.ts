import { createHash, randomBytes } from 'node:crypto';

/** Numbers of a run's requests. Everything that differs between requests is computed from them, alike on both sides. */

/** The first request of a load: its number, and its place in the data. */
export interface Start {
  readonly counter: number;
  readonly row: number;
}

/** Warm-ups and repeated requests have numbers of their own, so unique values stay unique. */
const WARM_UP = 500_000_000;
const AGAIN = 1_000_000_000;
const BEFORE = 1_500_000_000;

/** First number of each kind of launch. */
const FIRST = { timed: 1, inspected: 250_000_001, profiled: 375_000_001, watched: 437_500_001 } as const;
export type LaunchKind = keyof typeof FIRST;

/** The numbers of one subject on one side. Equal calls on both sides give equal numbers. */
export function numbersOf(of: LaunchKind = 'timed') {
  const first = FIRST[of];
  const used = { [WARM_UP]: 0, [AGAIN]: 0, [BEFORE]: 0 };
  const rounds = new Set<number>();
  const next = (range: keyof typeof used, requests: number): Start => {
    const row = used[range] ?? 0;
    used[range] = row + requests;
    return { counter: range + row + first, row };
  };
  return {
    warmUp: (requests: number) => next(WARM_UP, requests),
    before: () => next(BEFORE, 1).counter,
    /** @param size requests of each visit */
    visit(round: number, size: number): Start {
      if (rounds.has(round)) return { ...next(AGAIN, size), row: round * size };
      rounds.add(round);
      return { counter: round * size + first, row: round * size };
    },
  };
}

const SEED = randomBytes(16);

/** The UUID of a number: random from run to run, the same on both sides. */
export function uuidOf(subject: string, number: number): string {
  const hex = createHash('sha256').update(SEED).update(`${subject} ${number}`).digest('hex');
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
