import { pairsPerLaunch } from './order.ts';
import type { Task } from './schedule.ts';

/** The progress of a task during a run. */
export interface State {
  readonly task: Task;
  /** The next one, from 0. */
  round: number;
  /** The size of its visits, the same on both sides for the whole run. Null: no warm-up asked for a size. */
  size: number | null;
  /** The time of its launches and pairs so far; milliseconds. */
  spentMs: number;
  readonly cost: { launches: number; launchMs: number; pairMs: number };
}

export const newState = (task: Task): State => ({
  task,
  round: 0,
  size: null,
  spentMs: 0,
  cost: { launches: 0, launchMs: 0, pairMs: 0 },
});

/** The number of pairs of a task in the next launch. */
export function pairsDue({ task, round, cost }: State): number {
  const wanted = task.launches === 'own' ? 1 : pairsPerLaunch(cost.launchMs / cost.launches, cost.pairMs / round);
  return Math.min(wanted, task.rounds - round);
}
