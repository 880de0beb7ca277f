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
  /** Ids of its metrics; other figures of observers are dropped. */
  readonly metrics: readonly string[];
  /** Null for base if there is none, or if its samples are stored. */
  readonly probes: Readonly<Record<Side, Probe | null>>;
}

export interface Schedule {
  readonly tasks: readonly Task[];
  readonly noBase: string | null;
  /** Starts a server of one side; it lives for one launch. */
  readonly launch: (server: string, side: Side) => Promise<Started>;
  /** They watch a server during a visit. */
  readonly observers: readonly Observer[];
  /** Whether more rounds would change none of a subject's verdicts. Pure; asked after each launch. */
  readonly settled: (subject: SubjectKey, soFar: Measurements) => boolean;
  /** No launch begins after this time of measuring, except the first; milliseconds. */
  readonly timeMs: number;
  /** Sets which side goes first in the first launch; a whole number, not negative. */
  readonly seed: number;
  /** Monotonic; milliseconds. */
  readonly clock: () => number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}
