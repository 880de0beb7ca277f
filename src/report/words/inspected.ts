import { checks } from '../../checks/index.ts';
import type { Result } from '../../model/report.ts';

/** Whether inspections give its values, and not the visits that are timed. */
export const isInspected = ({ check, metric }: Pick<Result, 'check' | 'metric'>): boolean =>
  checks.some(({ id, metrics }) => id === check && metrics.some((one) => one.id === metric && one.seen !== undefined));
