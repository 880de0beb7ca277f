import { density, quantileAbove, upperTail } from './normal.ts';

/** From so many pairs on, a one-sided p-value up to `p` is significant. */
export interface LookLevel {
  readonly from: number;
  readonly p: number;
}

/**
 * Whoever looks at the same growing data several times, and stops when they look significant, errs more often than one
 * look would. So each look gets a smaller level, such that over all looks together the chance to reject by luck is
 * `overall`. Looks at n of N pairs reject where the normal score of p is above c · (n/N)^(shape − ½) (Wang & Tsiatis
 * 1987: shape ½ has equal levels at all looks, as Pocock 1977; 0 has tiny ones early and nearly the whole at the last, as
 * O'Brien & Fleming 1979). c is found by following the distribution of the running sum from look to look (Armitage, McPherson & Rowe
 * 1969). That is right for signed ranks too where some of their p-values lie well below the level. n pairs have none
 * below 2⁻ⁿ: looks too small for that have no level, and cost the others nothing.
 */
export function levelsPerLook(looks: readonly number[], overall: number, shape: number): LookLevel[] {
  let able = [...looks];
  for (;;) {
    const c = able.length > 1 ? constant(able, overall, shape) : quantileAbove(overall);
    const levels = able.map((pairs) => ({ from: pairs, p: upperTail(boundary(able, c, shape, pairs)) }));
    const abler = levels.filter(({ from, p }) => LEAST_RATIO * 2 ** -from <= p).map(({ from }) => from);
    if (abler.length === able.length || able.length === 1) return levels;
    able = abler.length > 0 ? abler : [Math.max(...able)];
  }
}

/** The least level of a look, in units of its smallest p: nearer to it, it errs more often than a normal sum would. */
const LEAST_RATIO = 1.5;

export const isSignificant = (probability: number, pairs: number, levels: readonly LookLevel[]): boolean =>
  probability <= (levels.findLast(({ from }) => from <= pairs)?.p ?? Number.NEGATIVE_INFINITY);

const boundary = (looks: readonly number[], c: number, shape: number, pairs: number): number =>
  c * (pairs / (looks.at(-1) ?? pairs)) ** (shape - 0.5);

const remembered = new Map<string, number>();

function constant(looks: readonly number[], overall: number, shape: number): number {
  const key = `${looks} ${overall} ${shape}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  let low = quantileAbove(overall);
  let high = quantileAbove(overall / looks.length);
  for (let step = 0; step < 12; step++) {
    const c = (low + high) / 2;
    const boundaries = looks.map((pairs) => ({ pairs, z: boundary(looks, c, shape, pairs) }));
    if (probabilityOfCrossing(boundaries) > overall) low = c;
    else high = c;
  }
  remembered.set(key, (low + high) / 2);
  return (low + high) / 2;
}

const CELLS = 160;

/** P(S_n > z · √n at any of the looks n), where S is a running sum of standard normal numbers. */
function probabilityOfCrossing(boundaries: readonly { pairs: number; z: number }[]): number {
  // `weights[i]` is the probability that S lies in the cell around `points[i]` and has not crossed yet.
  let points: number[] = [0];
  let weights: number[] = [1];
  let crossed = 0;
  let before = 0;
  for (const { pairs, z } of boundaries) {
    const spread = Math.sqrt(pairs - before);
    const limit = z * Math.sqrt(pairs);
    points.forEach((point, i) => {
      crossed += (weights[i] as number) * upperTail((limit - point) / spread);
    });
    const lowest = -7 * Math.sqrt(pairs);
    const width = (limit - lowest) / CELLS;
    const next = Array.from({ length: CELLS }, (_, i) => lowest + (i + 0.5) * width);
    weights = next.map((to) => {
      let sum = 0;
      for (let i = 0; i < points.length; i++) {
        sum += (weights[i] as number) * density((to - (points[i] as number)) / spread);
      }
      return (sum * width) / spread;
    });
    points = next;
    before = pairs;
  }
  return crossed;
}

/** From when on, by its one-sided p-value, a change is taken for certain. */
export interface Levels {
  /** Enough to fail a run. */
  readonly regressed: readonly LookLevel[];
  /** Enough for a word: `worse`, `improved`. */
  readonly worse: readonly LookLevel[];
}
