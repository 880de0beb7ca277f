import type { Budget, Threshold } from '../model/plan.ts';
import type { Result } from '../model/report.ts';
import type { HeldBudget } from './ratchet.ts';
import type { BudgetStatus } from './statistics/budget.ts';
import type { Status } from './statistics/judge.ts';

/** The limits of one metric in this run. */
export interface Limits {
  readonly budget: Budget | null;
  readonly threshold: Threshold | null;
}

type Change = NonNullable<Result['change']>;

/** The comparison of a metric's samples, exact or sampled. */
export interface Comparison {
  /** Null if base has no value. */
  readonly base: number | null;
  readonly head: number;
  /** Both null if base has no value. */
  readonly change: Change | null;
  readonly status: Status | 'new' | null;
  /** Null if there is no budget. */
  readonly budget: BudgetStatus | null;
  /** The limit that holds, if the budget may follow base. */
  readonly held?: HeldBudget | null;
}

/** head / base − 1; null if base is 0. */
export const relativeChange = (base: number, head: number): number | null => (base > 0 ? head / base - 1 : null);
