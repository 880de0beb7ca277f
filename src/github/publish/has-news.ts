import type { Report } from '../../model/report.ts';

/** Whether a report says more than that nothing happened: a breach, a warning, a change, or something not measured. */
export const hasNews = (report: Report): boolean =>
  report.verdict !== 'pass' || report.results.some(hasChanged) || (report.loosened ?? []).length > 0;

const CHANGES: readonly string[] = ['regressed', 'worse', 'improved', 'new', 'removed'];

/** Over a default budget as base is: that is a warning, and no change. */
export const hasChanged = ({ threshold, budget, verdict }: Report['results'][number]): boolean =>
  CHANGES.includes(threshold.status) || (budget?.status === 'over' && verdict !== 'warn');
