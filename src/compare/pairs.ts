import type { Side } from '../checks/check.ts';
import { type Measurements, type Sample, type SubjectKey, sameSubject } from '../measure/measurements.ts';

/** Both sides' samples of one metric from one round. */
export interface SamplePair {
  readonly base: Sample;
  readonly head: Sample;
}

/** A metric's samples, by side and by round. */
export interface MetricSamples {
  readonly base: readonly Sample[];
  readonly head: readonly Sample[];
  /** Rounds in which both sides have a value, in their order. */
  readonly pairs: readonly SamplePair[];
}

export function samplesOf(measurements: Measurements, subject: SubjectKey, metric: string): MetricSamples {
  const mine = measurements.samples.filter((sample) => sample.metric === metric && sameSubject(sample, subject));
  const of = (side: Side) => mine.filter((sample) => sample.side === side).toSorted((a, b) => a.round - b.round);
  const base = of('base');
  const head = of('head');
  const headByRound = new Map(head.map((sample) => [sample.round, sample]));
  const pairs = base.flatMap((sample) => {
    const partner = headByRound.get(sample.round);
    return partner ? [{ base: sample, head: partner }] : [];
  });
  return { base, head, pairs };
}

export const launchesOf = (samples: readonly Sample[]): number => new Set(samples.map((sample) => sample.launch)).size;
