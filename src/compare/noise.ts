import type { Sample } from '../model/measurements.ts';
import type { Noise } from '../model/report.ts';
import { median } from './statistics/hodges-lehmann.ts';

/** Below these medians of run-queue delay a runner is quiet, or busy. */
const LIMITS = {
  /**
   * Of 1 584 visits on a shared two-core machine, the response times were right on average below the first, and a
   * quarter or more too high beyond the second.
   */
  server: { quiet: 0.1, busy: 0.4 },
  /** A browser's busiest thread shares its cores with the others: 0.2 to 0.35 on such a machine at rest, 0.7 to 1.8 under load. */
  browser: { quiet: 0.4, busy: 1 },
} as const;

/**
 * The grade of the machine that a run was made on, from the visits of both sides alike; null where nothing was told.
 * Those that counted requests are visits of a server; only a run without them is graded by its browsers.
 */
export function noiseOf(samples: readonly Sample[]): Noise | null {
  const visits = new Map(
    samples.map(({ check, subject, variant, side, round, covariates = {} }) => [
      JSON.stringify([check, subject, variant, side, round]),
      covariates,
    ]),
  );
  const all = (name: string) => [...visits.values()].flatMap((covariates) => covariates[name] ?? []);
  const mean = (values: readonly number[]) =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  const told = [...visits.values()].filter(({ delay }) => delay !== undefined);
  const ofServers = told.filter(({ requests }) => requests !== undefined);
  const [graded, { quiet, busy }] = ofServers.length > 0 ? [ofServers, LIMITS.server] : [told, LIMITS.browser];
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
