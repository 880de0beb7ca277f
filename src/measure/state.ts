import { pairsPerLaunch } from './order.ts';
import type { Task } from './schedule.ts';

/** What is known of a task while it is measured. */
export interface State {
  readonly task: Task;
  /** The next one, from 0. */
  round: number;
  /** How large its visits are: the same on both sides, for the whole run. Null: nothing asked for a size. */
  size: number | null;
  /** All that its launches and pairs took so far; milliseconds. */
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

/** Pairs of a task in the coming launch. */
export function pairsDue({ task, round, cost }: State): number {
  const wanted = task.launches === 'own' ? 1 : pairsPerLaunch(cost.launchMs / cost.launches, cost.pairMs / round);
  return Math.min(wanted, task.rounds - round);
}
