import type { Probe } from '../checks/check.ts';
import type { Measurements } from '../model/measurements.ts';
import type { Side, SubjectKey } from '../model/subject.ts';
import type { Observer } from '../observe/observer.ts';
import type { Progress } from '../progress.ts';
import type { Started } from './servers.ts';

/** One subject on both sides, ready to be measured. */
export interface Task extends SubjectKey {
  readonly label: string;
  readonly server: string | null;
  /** Pairs of visits, at most. */
  readonly rounds: number;
  /** Whether the visits of one launch share its luck; if so they come in several launches. */
  readonly launches: 'shared' | 'own';
  /** Ids of its metrics: what else observers see of it is not kept. */
  readonly metrics: readonly string[];
  /** Base's is null where there is no base. */
  readonly probes: Readonly<Record<Side, Probe | null>>;
}

export interface Schedule {
  readonly tasks: readonly Task[];
  readonly noBase: string | null;
  /** Starts a server of one side; it lives for one launch. */
  readonly launch: (server: string, side: Side) => Promise<Started>;
  /** What watches a server while it is visited. */
  readonly observers: readonly Observer[];
  /** Whether more rounds of a subject would change nothing that is said of it. Pure; asked after each launch. */
  readonly settled: (subject: SubjectKey, soFar: Measurements) => boolean;
  /** No launch begins after this time of measuring, except the first; milliseconds. */
  readonly timeMs: number;
  /** Decides which side goes first in the first launch; whole and not negative. */
  readonly seed: number;
  /** Milliseconds that only go forward. */
  readonly clock: () => number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}
