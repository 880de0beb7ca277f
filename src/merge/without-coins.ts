import type { Report } from '../model/report.ts';

/**
 * Whether a report has samples with noise but not the coins that certainty rests on: it is of a version that decided them
 * otherwise, and can't be decided again.
 */
export const lacksCoins = ({ coins, samples, plan }: Report): boolean => {
  if (coins) return false;
  const withNoise = new Set(
    plan?.subjects.flatMap(({ metrics }) =>
      metrics.flatMap(({ metric }) => (metric.kind === 'sampled' ? [metric.id] : [])),
    ),
  );
  return samples.some(({ metric }) => withNoise.has(metric));
};

/** The first version whose reports have coins. */
export const FIRST_WITH_COINS = '0.2.0';
