import type { Budget, Threshold } from '../model/plan.ts';
import type { Result } from '../model/report.ts';
import type { HeldBudget } from './ratchet.ts';
import type { BudgetStatus } from './statistics/budget.ts';
import type { Status } from './statistics/judge.ts';

/** The limits that hold for one metric in this run. */
export interface Limits {
  readonly budget: Budget | null;
  readonly threshold: Threshold | null;
}

type Change = NonNullable<Result['change']>;

/** What the samples of a metric say, whatever its kind. */
export interface Comparison {
  /** Null where base has no value. */
  readonly base: number | null;
  readonly head: number;
  /** Both null where base has no value. */
  readonly change: Change | null;
  readonly status: Status | null;
  /** Whether the status rests on the metric's witness: alone it would not have been certain enough. */
  readonly onWitness: boolean;
  /** Null where there is no budget. */
  readonly budget: BudgetStatus | null;
  /** What the budget came to, where it may follow base. */
  readonly held?: HeldBudget | null;
}

/** head / base − 1; null where that says nothing. */
export const relativeChange = (base: number, head: number): number | null => (base > 0 ? head / base - 1 : null);
