import type { Phase } from './model/report.ts';
import type { Side } from './model/subject.ts';
import { masked } from './text/mask.ts';

/** What a run tells about itself while it goes on. Terminal and action show it, each in its own way. */
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
    }
  /** Round `round` (from 1) of at most `of` of a subject is about to be made. */
  | {
      readonly type: 'round';
      readonly stage: string;
      readonly what: string;
      readonly round: number;
      readonly of: number;
    }
  /** A line that a command of the user's printed. */
  | { readonly type: 'output'; readonly line: string };

export type Progress = (event: ProgressEvent) => void;

/** Hides secrets in what the user's commands print. */
export function hushed(progress: Progress, secrets: readonly string[]): Progress {
  const hide = masked(secrets);
  return (event) => progress(event.type === 'output' ? { ...event, line: hide(event.line) } : event);
}

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
