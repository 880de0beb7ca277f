import type { Measurements, Sample } from '../model/measurements.ts';
import type { Metric } from '../model/metric.ts';
import { type Side, type SubjectKey, subjectId, wholeOf } from '../model/subject.ts';
import { countsIn } from './which-try-counts.ts';

/** A metric's samples of each side, in the order of their rounds. */
export interface MetricSamples {
  readonly base: readonly Sample[];
  readonly head: readonly Sample[];
}

/** The values of one visit of each side in the same round. */
export interface Pair {
  readonly base: number;
  readonly head: number;
  readonly launch: number;
}

export function samplesOf(
  { samples, inspected }: Measurements,
  subject: SubjectKey,
  { id, seen }: Pick<Metric, 'id' | 'seen'>,
): MetricSamples {
  const index = indexOf(seen === undefined ? samples : (inspected?.samples ?? []));
  const of = (side: Side) =>
    (index.get(indexKey({ ...subject, metric: id, side })) ?? []).toSorted((a, b) => a.round - b.round);
  return { base: of('base'), head: of('head') };
}

/** Whether either side has a value of a metric. */
export function hasSamples(
  measurements: Measurements,
  subject: SubjectKey,
  metric: Pick<Metric, 'id' | 'seen'>,
): boolean {
  const { base, head } = samplesOf(measurements, subject, metric);
  return base.length + head.length > 0;
}

/**
 * How many visits of head could have given a value of a metric: those with any value of the subject or part. What a visit
 * finds, such as a benchmark, could have been found in each visit that gave a value of any part.
 */
export function visitsOf({ samples }: Measurements, key: SubjectKey, { appliesTo }: Metric): number {
  const rounds = visitsIndex.get(samples) ?? roundsOfHead(samples.filter(countsIn(samples)));
  visitsIndex.set(samples, rounds);
  return rounds.get(appliesTo === 'found' ? ofAllParts(key) : subjectId(key))?.size ?? 0;
}

const visitsIndex = new WeakMap<readonly Sample[], ReadonlyMap<string, ReadonlySet<number>>>();

const ofAllParts = (key: SubjectKey): string => `parts of ${subjectId(wholeOf(key))}`;

function roundsOfHead(samples: readonly Sample[]): ReadonlyMap<string, ReadonlySet<number>> {
  const rounds = new Map<string, Set<number>>();
  for (const sample of samples) {
    if (sample.side !== 'head') continue;
    for (const id of [subjectId(sample), ofAllParts(sample)])
      rounds.set(id, (rounds.get(id) ?? new Set()).add(sample.round));
  }
  return rounds;
}

type SeriesKey = SubjectKey & Pick<Sample, 'metric' | 'side'>;

const indexKey = (key: SeriesKey): string => `${key.side} ${key.metric} ${subjectId(key)}`;

const indexes = new WeakMap<readonly Sample[], ReadonlyMap<string, readonly Sample[]>>();

/**
 * An index of the samples that count, by series. It is built once, since a run of many pages queries it thousands of
 * times.
 */
function indexOf(samples: readonly Sample[]): ReadonlyMap<string, readonly Sample[]> {
  const index = indexes.get(samples) ?? Map.groupBy(samples.filter(countsIn(samples)), indexKey);
  indexes.set(samples, index);
  return index;
}

/** The rounds in which both sides have a value, in their order. */
export function pairsOf({ base, head }: MetricSamples): Pair[] {
  const heads = new Map(head.map((sample) => [sample.round, sample]));
  return base.flatMap((before): Pair[] => {
    const after = heads.get(before.round);
    return after === undefined ? [] : [{ base: before.value, head: after.value, launch: after.launch }];
  });
}
