import type { Sample } from '../model/measurements.ts';
import type { Noise } from '../model/report.ts';
import { subjectId, wholeOf } from '../model/subject.ts';
import { median } from './statistics/center.ts';

/** Share of rounds made again: quiet below the first, busy below the second. */
const LIMITS = { quiet: 0.05, busy: 0.25 } as const;

/**
 * Grades a run's machine by the share of rounds that were made again because other processes disturbed them. Null if
 * the kernel reported nothing. `delay` is that of servers, which count requests, or else that of browsers.
 */
export function noiseOf(samples: readonly Sample[]): Noise | null {
  const visits = new Map(samples.map((sample) => [visitId(sample), sample]));
  const known = [...visits.values()].filter(({ covariates }) => covariates?.others !== undefined);
  const all = (name: string) => [...visits.values()].flatMap(({ covariates }) => covariates?.[name] ?? []);
  const mean = (values: readonly number[]) =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  const observed = [...visits.values()].filter(({ covariates }) => covariates?.delay !== undefined);
  const ofServers = observed.filter(({ covariates }) => covariates?.requests !== undefined);
  if (known.length === 0 || observed.length === 0) return null;
  const redone =
    new Set(known.filter(({ redo }) => redo !== undefined).map(roundId)).size / new Set(known.map(roundId)).size;
  return {
    grade: redone < LIMITS.quiet ? 'quiet' : redone < LIMITS.busy ? 'busy' : 'hopeless',
    redone,
    delay: median((ofServers.length > 0 ? ofServers : observed).flatMap(({ covariates }) => covariates?.delay ?? [])),
    pressure: mean(all('pressure')),
    steal: mean(all('steal')),
    throttled: mean(all('throttled')),
  };
}

const roundId = (sample: Sample): string => `${sample.round} ${subjectId(wholeOf(sample))}`;
const visitId = (sample: Sample): string => `${sample.side} ${sample.redo ?? 0} ${roundId(sample)}`;
