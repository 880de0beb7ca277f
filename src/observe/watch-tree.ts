import { membersOf } from './members.ts';
import { type TreeTimes, type TreeUse, timesOf, treeUse } from './tree-times.ts';

export type { TreeUse };

/** A watch over a process tree. Disposing stops its timer. */
interface TreeWatch extends Disposable {
  /** Ends the watch and returns the use of the tree since it began; null if the system does not report it. */
  stop(): TreeUse | null;
}

/**
 * Watches processes and their descendants. Reading a tree takes well below a millisecond for each process; a search for
 * new members takes as long as a `ps`.
 *
 * @param everyMs interval of additional readings, which catch processes that end before the watch does. Leave it out if
 * the tree must not be disturbed.
 */
export function watchTree(roots: number | readonly number[], everyMs?: number): TreeWatch {
  const members = membersOf(...[roots].flat());
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
