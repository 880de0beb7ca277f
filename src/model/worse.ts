import type { Metric } from './metric.ts';
import type { Result } from './report.ts';

/** 1 for a metric that gets worse as it grows, else −1. A change times this sign is positive for the worse. */
export const worseSign = ({ worse }: Pick<Metric, 'worse'>): 1 | -1 => (worse === 'higher' ? 1 : -1);

/** How much worse a result is than base, in its unit: negative if it improved, 0 without a change. */
export const worsening = (result: {
  readonly worse: Metric['worse'];
  readonly change: { readonly absolute: number } | null;
}): number => worseSign(result) * (result.change?.absolute ?? 0);

/** Whether a result is worse than on base, past its threshold or not. */
export const isWorseStatus = (status: Result['threshold']['status'] | null): boolean =>
  status === 'regressed' || status === 'worse';
