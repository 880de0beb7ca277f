import type { Result } from '../model/report.ts';

/** How far `value` is past `limit`, as a fraction of the limit. Any amount is past a limit of 0. */
const past = (value: number, limit: number): number => (limit > 0 ? value / limit - 1 : Number.MAX_VALUE);

/** How far a result is past its budget, as a fraction of the budget; 0 if it is not over. */
export function pastBudget({ head, budget, worse }: Result): number {
  if (head === null || budget?.status !== 'over') return 0;
  return worse === 'higher' ? past(head, budget.limit) : past(budget.limit, head);
}

/** How far a regression is past its threshold, as a fraction of what the threshold allows; 0 if it has not regressed. */
export function pastThreshold({ base, change, threshold: { limit, by, status } }: Result): number {
  if (change === null || limit === null || status !== 'regressed') return 0;
  if (by === 'amount') return past(Math.abs(change.absolute), limit);
  if (change.relative !== null) return past(1 + Math.abs(change.relative), 1 + limit);
  return past(Math.abs(change.absolute), limit * Math.abs(base ?? 0));
}
