import type { Side } from './checks/visit.ts';
import type { Phase } from './model/report.ts';
import type { Progress } from './progress.ts';

/** Runs one phase, tells about it, and takes its time. `failed` says which outcomes are failures. */
export type TimePhase = <T>(
  name: string,
  side: Side | null,
  what: string,
  work: () => Promise<T>,
  failed?: (outcome: T) => boolean,
) => Promise<T>;

/** Takes the wall time of the phases of a run. */
export function phaseTimer(progress: Progress, clock: () => number): { time: TimePhase; phases: Phase[] } {
  const phases: Phase[] = [];
  const time: TimePhase = async (name, side, what, work, failed = () => false) => {
    const startedAt = clock();
    const end = (ok: boolean) => {
      const seconds = (clock() - startedAt) / 1_000;
      phases.push({ name, side, seconds });
      progress({ type: 'end', stage: name, side, what, ok, seconds });
    };
    progress({ type: 'start', stage: name, side, what });
    try {
      const outcome = await work();
      end(!failed(outcome));
      return outcome;
    } catch (error) {
      end(false);
      throw error;
    }
  };
  return { time, phases };
}
