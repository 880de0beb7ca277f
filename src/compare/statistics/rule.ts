import type { Levels } from './looks.ts';
import type { Amount } from './scale.ts';

/** What must hold before something is said of a metric's change. */
export interface Rule {
  readonly compared: 'ratio' | 'difference';
  readonly worse: 'higher' | 'lower';
  /** From here on a change is a regression; null: none of its changes is. */
  readonly threshold: Amount | null;
  /** The smallest change that is worth a word, in the metric's unit. */
  readonly floor: number;
  /** Numbers of pairs at which it is judged, rising. At the last one it is settled in any case. */
  readonly looks: readonly number[];
  readonly levels: Levels;
  /**
   * `shared`: several pairs come from the same launch of the servers, whose luck they share. A regression then has to
   * show in at least three launches, and without each of them. `own`: every visit has a fresh process of its own, or
   * there is nothing that could be launched anew.
   */
  readonly launches: 'shared' | 'own';
}

/** Below this a change that is certain is still not worth a word. */
export const WORTH_A_WORD: Amount = { limit: 0.05, by: 'fraction' };

/** `unchanged` is settled early only if it is likely to be nearer than this, however wide the threshold is. */
export const NEAR: Amount = { limit: 0.1, by: 'fraction' };

/** Luck of a launch shows in all of its pairs; with fewer launches than this it can't be told from a change. */
export const LEAST_LAUNCHES = 3;

/**
 * One-sided p of "it changed by the threshold or more", up to which a metric is called unchanged, and what a printed
 * interval leaves out at each end. They are one number (two one-sided tests, Schuirmann 1987), so that the interval of
 * what is called unchanged lies within the threshold, and that of a change that is certain holds no zero.
 */
export const INTERVAL_LEVEL = 0.05;

/** Numbers of pairs after which a metric is judged. */
export const LOOKS = {
  /** Pairs that share launches: endpoints. */
  shared: [12, 16, 20, 28, 40],
  /** Pairs that each have their own launch: pages. */
  own: [6, 9, 12, 16, 20],
} as const satisfies Record<Rule['launches'], readonly number[]>;

/** The looks of a plan that ends after `rounds` pairs: the usual ones before it, and one at its end. */
export function looksUpTo(rounds: number, launches: Rule['launches']): number[] {
  return [...LOOKS[launches].filter((look) => look <= rounds - 2), rounds];
}

/**
 * How near to no change a metric must be to be settled as unchanged after so many pairs: p of "it changed by what is
 * near, or more", and the estimate as a share of what is worth a word. Found by simulation: stricter, and runs in which
 * nothing changed take longer; looser, and small changes are stopped before they are certain.
 */
export function calmAt(pairs: number, launches: Rule['launches']): { probability: number; estimate: number } {
  if (launches === 'own') return { probability: 1, estimate: 1.5 };
  if (pairs < 16) return { probability: 0.02, estimate: 0.6 };
  if (pairs < 20) return { probability: 0.05, estimate: 0.8 };
  if (pairs < 28) return { probability: 0.1, estimate: 1.1 };
  return { probability: 0.1, estimate: 1 };
}
