import { nameId } from '../model/subject.ts';
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
}

/** What is launched together, under one coin: a server with all of its endpoints, or a page on all of its devices. */
export interface Unit {
  readonly id: string;
  /** Its server's key; null if it needs none. */
  readonly server: string | null;
  /** Launches so far. */
  launches: number;
  /** Pairs of visits of each task in a launch; null until the first launch has shown what launches cost. */
  pairs: number | null;
  open: State[];
}

export function unitsOf(tasks: readonly Task[]): Unit[] {
  const idOf = (task: Task) => (task.launches === 'shared' ? `${task.check} ${task.server ?? ''}` : nameId(task));
  return [...Map.groupBy(tasks, idOf)].map(([id, members]) => ({
    id,
    server: members[0]?.server ?? null,
    launches: 0,
    pairs: null,
    open: members.map((task) => ({ task, round: 0, size: null, spentMs: 0 })),
  }));
}

/** A server that takes longer than this to start on both sides gets more pairs in each launch; milliseconds. */
const DEAR_LAUNCH_MS = 15_000;

/**
 * Pairs of visits of each task in a launch. Exact certainty wants many launches, and a median three pairs; a launch that
 * is dear beside its visits wants more (Kalibera & Jones 2013, §6). Few rounds are many launches of one pair.
 *
 * @param launchMs what starting both servers took; 0 where they run on from launch to launch.
 * @param pairMs what one visit of each side took, on all devices; null if unknown yet.
 * @param firstLook launches after which the run's subjects are first looked at.
 */
export function pairsPerLaunch(
  unit: Pick<Unit, 'open'>,
  { launchMs, pairMs, firstLook }: { readonly launchMs: number; readonly pairMs: number; readonly firstLook: number },
): number {
  const [first] = unit.open;
  if (first === undefined) return 1;
  const rounds = Math.min(...unit.open.map(({ task }) => task.rounds));
  const most = Math.max(1, Math.floor(rounds / (firstLook + 1)));
  if (launchMs === 0) return 1;
  if (first.task.launches === 'own') return Math.min(most, launchMs > pairMs ? 3 : 1);
  const endpoints = unit.open.length;
  const usual = endpoints <= 8 ? 3 : endpoints <= 16 ? 2 : 1;
  return Math.min(most, launchMs > DEAR_LAUNCH_MS ? 5 : usual);
}
