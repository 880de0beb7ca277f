import type { Sample } from '../model/measurements.ts';
import type { Noise } from '../model/report.ts';
import { subjectId, wholeOf } from '../model/subject.ts';
import { median } from './statistics/center.ts';

/** Medians of run-queue delay below which a runner is quiet, or busy. */
const LIMITS = {
  /**
   * In 1 584 visits on a shared two-core machine, response times were right on average below the first limit, and at
   * least a quarter too high above the second.
   */
  server: { quiet: 0.1, busy: 0.4 },
  /** A browser's busiest thread shares cores with its other threads: 0.2 to 0.35 on such a machine at rest, 0.7 to 1.8 under load. */
  browser: { quiet: 0.4, busy: 1 },
} as const;

/**
 * The grade of a run's machine, from the visits of both sides; null if the kernel reported nothing. Visits that counted
 * requests are visits of a server; only a run without them is graded by its browsers.
 */
export function noiseOf(samples: readonly Sample[]): Noise | null {
  const visits = new Map(
    samples.map((sample) => [`${sample.side} ${sample.round} ${subjectId(wholeOf(sample))}`, sample.covariates ?? {}]),
  );
  const all = (name: string) => [...visits.values()].flatMap((covariates) => covariates[name] ?? []);
  const mean = (values: readonly number[]) =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  const observed = [...visits.values()].filter(({ delay }) => delay !== undefined);
  const ofServers = observed.filter(({ requests }) => requests !== undefined);
  const [graded, { quiet, busy }] = ofServers.length > 0 ? [ofServers, LIMITS.server] : [observed, LIMITS.browser];
  if (graded.length === 0) return null;
  const delay = median(graded.flatMap((covariates) => covariates.delay ?? []));
  return {
    grade: delay < quiet ? 'quiet' : delay < busy ? 'busy' : 'hopeless',
    delay,
    pressure: mean(all('pressure')),
    steal: mean(all('steal')),
    throttled: mean(all('throttled')),
  };
}
