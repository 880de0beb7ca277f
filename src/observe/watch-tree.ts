import { membersOf } from './members.ts';
import { type TreeTimes, type TreeUse, timesOf, treeUse } from './tree-times.ts';

export type { TreeUse };

/** Disposing it ends its timer. */
export interface TreeWatch extends Disposable {
  /** What the tree used since the watch began; null where the system does not tell. Ends the watch. */
  stop(): TreeUse | null;
}

/**
 * Watches a process and all that it starts. Reading a tree takes well below a millisecond a process, and looking for new
 * members about as much as a `ps`.
 *
 * @param everyMs looks in between too, so that processes that end before the watch does are not missed; left out where
 * what is watched must not be disturbed.
 */
export function watchTree(root: number, everyMs?: number): TreeWatch {
  const members = membersOf(root);
  const read = (): TreeTimes => timesOf(members());
  const readings = [read()];
  const timer = everyMs === undefined ? undefined : setInterval(() => readings.push(read()), everyMs);
  timer?.unref();
  return {
    stop() {
      clearInterval(timer);
      readings.push(read());
      return readings.some(({ processes }) => processes.size > 0) ? treeUse(readings) : null;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
