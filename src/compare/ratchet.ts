import type { Metric } from '../model/metric.ts';
import type { Budget } from '../model/plan.ts';

/** An exact value of one side. */
export interface Measured {
  /** The value that is shown and held against budgets. */
  readonly value: number;
  /** The value that changes are computed from: `value` itself, or without parts that change by themselves. */
  readonly compared: number;
}

/** Whether a value is worse than a limit. */
export const isPast = ({ worse }: Pick<Metric, 'worse'>, value: number, limit: number): boolean =>
  worse === 'higher' ? value > limit : value < limit;

/** The limit that applies, and whether head keeps it. */
export interface HeldBudget {
  readonly limit: number;
  readonly status: 'within' | 'over';
  /** Whether the limit is base's own value, which is better than the budget. */
  readonly ratchet: boolean;
}

/**
 * Holds an exact value of head against its budget. With a ratchet, the limit follows base. Where base is better than
 * the budget, head is over once it is worse than base by the metric's floor. That compares the values that changes are
 * computed from. Small steps would still let head drift, so the budget itself applies too. `base` is null if unknown.
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
