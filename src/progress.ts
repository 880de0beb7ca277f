import type { Phase } from './model/report.ts';
import type { Side } from './model/subject.ts';
import { masked } from './text/mask.ts';

/** An event of a run in progress. Terminal and action each show it in their own way. */
export type ProgressEvent =
  | { readonly type: 'commits'; readonly base: string | null; readonly reason: string; readonly head: string | null }
  /** A stage begins: `install`, `build`, or a check. `what` is the command, or the subject. */
  | { readonly type: 'start'; readonly stage: string; readonly side: Side | null; readonly what: string }
  | {
      readonly type: 'end';
      readonly stage: string;
      readonly side: Side | null;
      readonly what: string;
      readonly ok: boolean;
      readonly seconds: number;
      /** The rounds that were made, and whether more rounds would change no verdict. */
      readonly rounds?: { readonly made: number; readonly decided: boolean };
    }
  /** Round `round` (from 1) of at most `of` begins. */
  | {
      readonly type: 'round';
      readonly stage: string;
      readonly what: string;
      readonly round: number;
      readonly of: number;
    }
  /** After a launch: how many subjects are decided, and for how long others may still be measured. */
  | {
      readonly type: 'standing';
      readonly decided: number;
      readonly of: number;
      readonly atMostSeconds: number;
    }
  /** A line that one of the user's commands printed. */
  | { readonly type: 'output'; readonly line: string };

export type Progress = (event: ProgressEvent) => void;

/** Hides secrets in the output of the user's commands, including secrets that the run learns later. */
export function redactOutput(progress: Progress, secrets: ReadonlySet<string>): Progress {
  let known = -1;
  let hide = masked([]);
  return (event) => {
    if (secrets.size !== known) hide = masked([...secrets]);
    known = secrets.size;
    progress(event.type === 'output' ? { ...event, line: hide(event.line) } : event);
  };
}

/** Runs one phase, reports its beginning and end, and measures its time. `failed` says which outcomes are failures. */
export type TimePhase = <T>(
  name: string,
  side: Side | null,
  what: string,
  work: () => Promise<T>,
  failed?: (outcome: T) => boolean,
) => Promise<T>;

/** Measures the wall time of a run's phases. */
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
