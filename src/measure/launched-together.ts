import { nameId } from '../model/subject.ts';
import { NO_REDOS, type Redos } from './redo.ts';
import type { Task } from './schedule.ts';

/** The progress of a task during measuring. */
export interface State {
  readonly task: Task;
  /** Index of the next round, from 0. */
  round: number;
  /** The rounds that were made again. */
  redos: Redos;
  /** The size of its visits, the same on both sides and for the whole run. Null: no side asked for a size. */
  size: number | null;
  /** The concurrency of its visits, the same on both sides and for the whole run. Null: no side asked for one. */
  atOnce: number | null;
  /** Duration of all its launches and pairs so far; milliseconds. */
  spentMs: number;
  /** How long it waited for servers that did not start; milliseconds. */
  waitedMs: number;
}

/**
 * Subjects that are launched together under one coin: a server with all of its endpoints, or a page on all of its
 * devices.
 */
export interface LaunchUnit {
  readonly id: string;
  /** Its server's key; null if it needs none. */
  readonly server: string | null;
  /** Launches so far. */
  launches: number;
  /** Duration of all starts of its server so far; milliseconds. */
  startMs: number;
  /** Pairs of visits of each task in a launch; null until the first launch has shown what launches cost. */
  pairs: number | null;
  open: State[];
}

export function unitsOf(tasks: readonly Task[]): LaunchUnit[] {
  const idOf = (task: Task) => (task.launches === 'shared' ? `${task.check} ${task.server ?? ''}` : nameId(task));
  return [...Map.groupBy(tasks, idOf)].map(([id, members]) => ({
    id,
    server: members[0]?.server ?? null,
    launches: 0,
    startMs: 0,
    pairs: null,
    open: members.map((task) => ({
      task,
      round: 0,
      redos: NO_REDOS,
      size: null,
      atOnce: null,
      spentMs: 0,
      waitedMs: 0,
    })),
  }));
}
