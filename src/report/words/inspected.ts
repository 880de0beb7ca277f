import { checks } from '../../checks/index.ts';
import type { Result } from '../../model/report.ts';

/** Whether its values come from inspections, not from timed visits. */
export const isInspected = ({ check, metric }: Pick<Result, 'check' | 'metric'>): boolean =>
  checks.some(({ id, metrics }) => id === check && metrics.some((one) => one.id === metric && one.seen !== undefined));
