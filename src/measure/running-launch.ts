import { otherSide, type Side } from '../model/subject.ts';
import type { State } from './launched-together.ts';
import type { Recorder } from './recorder.ts';
import type { Schedule, Task } from './schedule.ts';
import type { Servers } from './servers.ts';

/** One launch of a unit: its number, counted from 0, and the side that its coin put first. */
export interface Launch {
  readonly schedule: Schedule;
  readonly recorder: Recorder;
  /** Servers that run on from launch to launch. */
  readonly running: Servers;
  readonly number: number;
  readonly first: Side;
}

/** A launch whose servers run. */
export interface Running extends Launch {
  readonly servers: Servers;
}

/** Both sides in their order, each with its index. */
export const inOrder = (first: Side): [0 | 1, Side][] => [
  [0, first],
  [1, otherSide(first)],
];

/** Whether a side of a task still gets visits. */
export const isMeasured = (recorder: Recorder, task: Task, side: Side): boolean =>
  task.probes[side] !== null && recorder.isMeasured(task, side);

/** Counts time that a task's launches took. */
export function spend({ recorder }: Launch, state: State, durationMs: number): void {
  recorder.spend(state.task, durationMs);
  state.spentMs += durationMs;
}
