import type { Report } from '../model/report.ts';

/**
 * Whether a report has samples with noise but no coins, on which certainty rests. Then an older version decided it by
 * other rules, and it can't be decided again.
 */
export const lacksCoins = ({ coins, samples, results, plan }: Report): boolean => {
  if (coins) return false;
  const planned = plan?.subjects.flatMap(({ metrics }) => metrics) ?? [];
  const withNoise = new Set([
    ...planned.flatMap(({ metric }) => (metric.kind === 'sampled' ? [metric.id] : [])),
    ...results.flatMap(({ kind, metric }) => (kind === 'sampled' ? [metric] : [])),
  ]);
  return samples.some(({ metric }) => withNoise.has(metric));
};

/** The first version whose reports have coins. */
export const FIRST_WITH_COINS = '0.2.0';

/** The version that wrote a report, if it is safe to quote; else a substitute. */
export const writtenBy = ({ tool: { version } }: Pick<Report, 'tool'>): string =>
  /^\d{1,5}\.\d{1,5}\.\d{1,5}$/.test(version) ? `perf-budget ${version}` : 'another version of perf-budget';
