import type { Side, SubjectKey } from '../model/subject.ts';
import { subjectId } from '../model/subject.ts';
import { failuresBehind } from '../model/visit-failures.ts';

/** What was visited when: a sample or a failed visit, of measurements or of a report. */
interface Visited extends SubjectKey {
  readonly side: Side;
  readonly round: number;
  readonly inspected?: true;
}

interface Failed extends Visited {
  readonly code: string;
  /** Whether the visit was made again. */
  readonly retried: boolean;
}

/** A page's visit goes on if a part of it fails. One such failure at the end may be chance, two are its end. */
const LEAST_OF_A_PART = 2;

/**
 * The failure by which a side of a subject, or of a part of it, ended: nothing undid it, since nobody could make the visit
 * again and no visit of a later round succeeded. Null if it was measured to its end, or never visited. It follows from the
 * data alone, so it is the same wherever they are decided again.
 */
export function endingsIn<F extends Failed>(
  samples: readonly Visited[],
  failures: readonly F[],
): (key: SubjectKey, side: Side) => F | null {
  const behind = failuresBehind(failures);
  const idOf = (key: SubjectKey, side: Side) => `${side} ${subjectId(key)}`;
  const lastRound = new Map<string, number>();
  for (const sample of samples) {
    if (sample.inspected === true) continue;
    const id = idOf(sample, sample.side);
    lastRound.set(id, Math.max(sample.round, lastRound.get(id) ?? 0));
  }
  return (key, side) => {
    const last = lastRound.get(idOf(key, side));
    // A server that died is not started again. Older versions wrote down the round 0 where it did not start.
    const isFinal = ({ code, round }: F) => last === undefined || code === 'server-failed' || round >= last;
    const final = behind(key).filter((one) => one.side === side && !one.retried && isFinal(one));
    const isOfPartAlone = last !== undefined && final.every(({ part }) => part !== null);
    return isOfPartAlone && final.length < LEAST_OF_A_PART ? null : (final.at(-1) ?? null);
  };
}
