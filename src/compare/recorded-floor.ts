import { readKey } from '../model/printed-key.ts';
import type { Report, Result } from '../model/report.ts';

/** The smallest change of a result's metric that counts, by the plan in the report; null in a report without one. */
export function recordedFloor(result: Result, { plan }: Pick<Report, 'plan'>): number | null {
  const { check, subject, variant } = readKey(result);
  const planned = plan?.subjects.find(
    (one) => one.check === check && one.subject === subject && one.variant === variant,
  );
  return planned?.metrics.find(({ metric }) => metric.id === result.metric)?.metric.floor ?? null;
}
