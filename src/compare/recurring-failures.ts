import { isOfBusyMachine } from '../model/failure-code.ts';
import { keyed } from '../model/printed-key.ts';
import type { Report, ReportedFailure } from '../model/report.ts';
import { keyOf, type SubjectKey, subjectId } from '../model/subject.ts';
import { endingsIn } from './final-failure.ts';

type Failure = ReportedFailure & SubjectKey;

/** A subject or part of head that fails: at its end, or too often for retries to excuse. */
export interface Trouble {
  readonly key: SubjectKey;
  /** The failure by which it ended; null if later visits succeeded. */
  readonly ended: Failure | null;
  /** All failures that count, in their order. */
  readonly failures: readonly Failure[];
  /** Visits of head in all, with those that failed. */
  readonly visits: number;
}

const LEAST_FAILURES = 2;
/** Share of head's visits. */
const MOST_FAILING = 0.1;

/** Visits that this process was too busy to time. They count against head from 6 on, if head has three times base's. */
const HEADS = { least: 6, times: 3 } as const;

/**
 * The failures of each side. A machine that is too busy does not count against head, unless it is busy only on head.
 */
function failuresBySide(all: readonly Failure[]): { readonly base: Failure[]; readonly head: Failure[] } {
  const of = (side: Failure['side'], isBusy: boolean) =>
    all.filter((one) => one.side === side && isOfBusyMachine(one.code) === isBusy);
  const busy = of('head', true);
  const isHeads = busy.length >= HEADS.least && busy.length >= HEADS.times * of('base', true).length;
  const head = isHeads ? all.filter(({ side }) => side === 'head') : of('head', false);
  return { base: of('base', false), head };
}

/**
 * Subjects and parts that fail on head although no result may show it. Either a failure ended them, or visits failed
 * repeatedly: at least twice, in over a tenth of head's visits, and more often than on base. Successful retries do not
 * excuse them. Pure.
 */
export function troublesOf({ samples, failures }: Pick<Report, 'samples' | 'failures'>): Trouble[] {
  const visits = failures.flatMap((one) => (one.stage === 'visit' && one.code !== 'withheld' ? [keyed(one)] : []));
  if (visits.every(({ side }) => side === 'base')) return [];
  const all = samples.map(keyed);
  const ending = endingsIn(all, visits);
  const successes = new Map<string, Set<string>>();
  for (const sample of all) {
    if (sample.side !== 'head') continue;
    const id = subjectId(sample);
    successes.set(id, (successes.get(id) ?? new Set()).add(`${sample.round} ${sample.redo ?? 0}`));
  }
  return [...Map.groupBy(visits, subjectId)].flatMap(([id, ofKey]): Trouble[] => {
    const key = keyOf(ofKey[0] as Failure);
    const ended = ending(key, 'head');
    const { base: ofBase, head: ofHead } = failuresBySide(ofKey);
    const made = (successes.get(id)?.size ?? 0) + ofHead.length;
    const isFlaky =
      ofHead.length >= LEAST_FAILURES && ofHead.length > MOST_FAILING * made && ofHead.length > ofBase.length;
    if (ended === null && !isFlaky) return [];
    return [{ key, ended, failures: ended !== null && ofHead.length === 0 ? [ended] : ofHead, visits: made }];
  });
}
