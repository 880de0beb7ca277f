import { median, pseudomedian } from './center.ts';

/** The values of one visit of each side in the same round. */
export interface Values {
  readonly base: number;
  readonly head: number;
}

/** A size of change: a fraction of base, or an amount in the metric's unit. */
interface Amount {
  readonly limit: number;
  readonly by: 'fraction' | 'amount';
}

/**
 * The scale on which changes are symmetric, so that base and head can be swapped: logarithms of head / base for ratios,
 * and plain differences for metrics that may be zero.
 */
export interface Scale {
  readonly compared: 'ratio' | 'difference';
  /** The change of each pair, on the scale. */
  readonly differences: readonly number[];
  /** The position of a change of this size on the scale. */
  at(amount: Amount): number;
  /** A position on the scale as people read it: head / base − 1, or an amount in the metric's unit. */
  read(position: number): number;
}

/** Ratios need values above zero; if any value is not, differences are used. */
export function scaleOf(pairs: readonly Values[], compared: 'ratio' | 'difference'): Scale {
  const positive = pairs.every(({ base, head }) => base > 0 && head > 0);
  return compared === 'ratio' && positive ? ratios(pairs) : plainDifferences(pairs);
}

function ratios(pairs: readonly Values[]): Scale {
  // Half-way between the sides, so that an amount is as far from zero whichever side is called base:
  // base = level · e^(−d/2) and head = level · e^(d/2), hence head − base = 2 · level · sinh(d/2).
  const level = Math.exp(median(pairs.map(({ base, head }) => (Math.log(base) + Math.log(head)) / 2)));
  return {
    compared: 'ratio',
    differences: pairs.map(({ base, head }) => Math.log(head) - Math.log(base)),
    at: ({ limit, by }) => (by === 'fraction' ? Math.log1p(limit) : 2 * Math.asinh(limit / (2 * level))),
    read: Math.expm1,
  };
}

function plainDifferences(pairs: readonly Values[]): Scale {
  const middles = pairs.map(({ base, head }) => (base + head) / 2);
  const level = pseudomedian(middles);
  return {
    compared: 'difference',
    differences: pairs.map(({ base, head }) => head - base),
    // base = level − d/2, hence d = f · base where d = level · f / (1 + f/2).
    at: ({ limit, by }) => (by === 'fraction' ? (Math.abs(level) * limit) / (1 + limit / 2) : limit),
    read: (position) => position,
  };
}
