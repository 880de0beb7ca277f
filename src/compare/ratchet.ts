import type { Metric } from '../model/metric.ts';
import type { Budget } from '../model/plan.ts';

/** An exact value of one side. */
export interface Measured {
  /** The value that is shown and held against budgets. */
  readonly value: number;
  /** The value that changes are computed from: the same, or without parts that change by themselves. */
  readonly compared: number;
}

/** Whether a value is worse than a limit. */
export const isPast = ({ worse }: Pick<Metric, 'worse'>, value: number, limit: number): boolean =>
  worse === 'higher' ? value > limit : value < limit;

/** The limit that holds, and whether head keeps it. */
export interface HeldBudget {
  readonly limit: number;
  readonly status: 'within' | 'over';
  /** The limit is base's own value, which is better than the budget asks for. */
  readonly ratchet: boolean;
}

/**
 * Holds an exact value of head against its budget. With a ratchet, the limit follows base: where base is better than
 * the budget asks for, head is over once it is worse than base by the metric's floor, in what changes are computed from.
 * That alone would let head drift, so the budget itself holds too. `base` is null where it is not known.
 */
export function holdBudget(
  budget: Pick<Budget, 'limit' | 'ratchet'>,
  metric: Pick<Metric, 'worse' | 'floor'>,
  head: Measured,
  base: Measured | null,
): HeldBudget {
  const { limit } = budget;
  const over = isPast(metric, head.value, limit);
  if (!budget.ratchet || base === null || !isPast(metric, limit, base.value)) {
    return { limit, status: over ? 'over' : 'within', ratchet: false };
  }
  const hasMoved = Math.abs(head.compared - base.compared) >= metric.floor;
  if (hasMoved && isPast(metric, head.compared, base.compared))
    return { limit: base.value, status: 'over', ratchet: true };
  return over ? { limit, status: 'over', ratchet: false } : { limit: base.value, status: 'within', ratchet: true };
}
