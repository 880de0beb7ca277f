import type { Metric } from '../model/metric.ts';
import type { Budget } from '../model/plan.ts';

/** An exact value of one side. */
export interface Measured {
  /** The value that is shown and held against budgets. */
  readonly value: number;
  /** The value that changes are computed from: the same, or without parts that change by themselves. */
  readonly compared: number;
}

/** The limit that holds, and whether head keeps it. */
export interface HeldBudget {
  readonly limit: number;
  readonly status: 'within' | 'over';
  /** The limit is base's own value, which is better than the budget asks for. */
  readonly ratchet: boolean;
}

/**
 * Holds an exact value of head against its budget. With a ratchet, the limit follows base: where base is better than
 * the budget asks for, head is over once it is worse than base at all, in what changes are computed from. That alone
 * would let head drift by what is not compared, so the budget itself holds too. `base` is null where it is not known.
 */
export function holdBudget(
  budget: Pick<Budget, 'limit' | 'ratchet'>,
  worse: Metric['worse'],
  head: Measured,
  base: Measured | null,
): HeldBudget {
  const isPast = (value: number, limit: number) => (worse === 'higher' ? value > limit : value < limit);
  const { limit } = budget;
  const over = isPast(head.value, limit);
  if (!budget.ratchet || base === null || !isPast(limit, base.value)) {
    return { limit, status: over ? 'over' : 'within', ratchet: false };
  }
  if (isPast(head.compared, base.compared)) return { limit: base.value, status: 'over', ratchet: true };
  return over ? { limit, status: 'over', ratchet: false } : { limit: base.value, status: 'within', ratchet: true };
}
