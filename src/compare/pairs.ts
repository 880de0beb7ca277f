import type { Measurements, Sample } from '../model/measurements.ts';
import type { Metric } from '../model/metric.ts';
import { type Side, type SubjectKey, subjectId } from '../model/subject.ts';
import type { Pair } from './statistics/judge.ts';

interface SideSamples {
  readonly base: readonly Sample[];
  readonly head: readonly Sample[];
}

/** A metric's samples of each side, in the order of their rounds, and those of its witness, if it has one. */
export interface MetricSamples extends SideSamples {
  readonly witness?: SideSamples;
}

export function samplesOf(
  { samples }: Measurements,
  subject: SubjectKey,
  { id, witness }: Pick<Metric, 'id' | 'witness'>,
): MetricSamples {
  const index = indexOf(samples);
  const of = (side: Side, metric: string) =>
    (index.get(indexKey({ ...subject, metric, side })) ?? []).toSorted((a, b) => a.round - b.round);
  const both = (metric: string) => ({ base: of('base', metric), head: of('head', metric) });
  return { ...both(id), ...(witness === undefined ? {} : { witness: both(witness) }) };
}

/** Whether either side has a value of a metric. */
export function hasSamples({ samples }: Measurements, subject: SubjectKey, metric: string): boolean {
  const index = indexOf(samples);
  return (['head', 'base'] as const).some((side) => index.has(indexKey({ ...subject, metric, side })));
}

type SeriesKey = SubjectKey & Pick<Sample, 'metric' | 'side'>;

const indexKey = (key: SeriesKey): string => `${key.side} ${key.metric} ${subjectId(key)}`;

const indexes = new WeakMap<readonly Sample[], ReadonlyMap<string, readonly Sample[]>>();

/** An index of the samples by series, made once: a run of many pages asks for them thousands of times. */
function indexOf(samples: readonly Sample[]): ReadonlyMap<string, readonly Sample[]> {
  const index = indexes.get(samples) ?? Map.groupBy(samples, indexKey);
  indexes.set(samples, index);
  return index;
}

/** The rounds in which both sides have a value, in their order. */
export function pairsOf({ base, head, witness }: MetricSamples): Pair[] {
  const byRound = (samples: readonly Sample[]) => new Map(samples.map((sample) => [sample.round, sample]));
  const heads = byRound(head);
  const witnesses = witness && { base: byRound(witness.base), head: byRound(witness.head) };
  return base.flatMap((was): Pair[] => {
    const is = heads.get(was.round);
    if (is === undefined) return [];
    const delay = { base: was.covariates?.delay, head: is.covariates?.delay };
    const testimony = { base: witnesses?.base.get(was.round)?.value, head: witnesses?.head.get(was.round)?.value };
    return [
      {
        base: was.value,
        head: is.value,
        launch: is.launch,
        ...(isComplete(delay) ? { delay } : {}),
        ...(isComplete(testimony) ? { witness: testimony } : {}),
      },
    ];
  });
}

const isComplete = (values: {
  base: number | undefined;
  head: number | undefined;
}): values is { base: number; head: number } => values.base !== undefined && values.head !== undefined;
