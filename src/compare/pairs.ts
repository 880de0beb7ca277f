import type { Side } from '../checks/check.ts';
import type { PlannedSubject } from '../config/plan.ts';
import { type Measurements, type Sample, type SubjectKey, sameSubject } from '../measure/measurements.ts';
import type { Pair } from './statistics/judge.ts';

export const subjectKey = ({ check, subject }: PlannedSubject): SubjectKey => ({
  check,
  subject: subject.name,
  variant: subject.variant,
});

/** A metric's samples of each side, in the order of their rounds. */
export interface MetricSamples {
  readonly base: readonly Sample[];
  readonly head: readonly Sample[];
}

export function samplesOf(measurements: Measurements, subject: SubjectKey, metric: string): MetricSamples {
  const mine = measurements.samples.filter((sample) => sample.metric === metric && sameSubject(sample, subject));
  const of = (side: Side) => mine.filter((sample) => sample.side === side).toSorted((a, b) => a.round - b.round);
  return { base: of('base'), head: of('head') };
}

/** The rounds in which both sides have a value, in their order. `witness`: samples of a metric that testifies. */
export function pairsOf({ base, head }: MetricSamples, witness?: MetricSamples): Pair[] {
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
