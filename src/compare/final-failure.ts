import type { Side, SubjectKey } from '../model/subject.ts';
import { subjectId } from '../model/subject.ts';
import { failuresBehind } from '../model/visit-failures.ts';

/** A sample or a failed visit, of measurements or of a report. */
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

/**
 * A page's visit goes on if one of its parts fails. One failure of a part at the end may be chance; two end the part.
 */
const LEAST_OF_A_PART = 2;

/**
 * The failure that ended one side of a subject or part: no retry and no later round succeeded after it. Null if the
 * side was measured to the end, or never visited. It depends on the data alone, so a report that is decided again gets
 * the same answer.
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
    // A server that died is not started again. Older versions recorded round 0 for a server that did not start.
    const isFinal = ({ code, round }: F) => last === undefined || code === 'server-failed' || round >= last;
    const final = behind(key).filter((one) => one.side === side && !one.retried && isFinal(one));
    const isOfPartAlone = last !== undefined && final.every(({ part }) => part !== null);
    return isOfPartAlone && final.length < LEAST_OF_A_PART ? null : (final.at(-1) ?? null);
  };
}
