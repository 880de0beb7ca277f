import { readKey } from '../model/printed-key.ts';
import type { Report, Result } from '../model/report.ts';

/** The smallest change that counts for a result's metric, by the report's plan; null if the report has no plan. */
export function recordedFloor(result: Result, { plan }: Pick<Report, 'plan'>): number | null {
  const { check, subject, variant } = readKey(result);
  const planned = plan?.subjects.find(
    (one) => one.check === check && one.subject === subject && one.variant === variant,
  );
  return planned?.metrics.find(({ metric }) => metric.id === result.metric)?.metric.floor ?? null;
}
