import type { Mismatch } from '../checks/check.ts';
import type { Probe } from '../checks/probe.ts';
import type { Measurements } from '../model/measurements.ts';
import type { Side, SubjectKey } from '../model/subject.ts';
import type { Observer } from '../observe/observer.ts';
import type { Progress } from '../progress.ts';
import type { Started } from './servers.ts';

/** One subject on both sides, ready to be measured. */
export interface Task extends SubjectKey {
  readonly label: string;
  readonly server: string | null;
  /** It is the server itself: measured while other subjects put it under load, and they go on until it is settled. */
  readonly isServer?: true;
  /** Whether the server's speed depends on its launch, so that each launch restarts it; false for a static folder or a url. */
  readonly relaunches: boolean;
  /** Whether any of its metrics has noise. */
  readonly noisy: boolean;
  /** Pairs of visits, at most. */
  readonly rounds: number;
  /** `shared`: all subjects of a server share its launches. `own`: each subject has launches of its own. */
  readonly launches: 'shared' | 'own';
  /** Ids of its metrics. Values of observers for other metrics are dropped. */
  readonly metrics: readonly string[];
  /** Base's probe is null if there is no base. */
  readonly probes: Readonly<Record<Side, Probe | null>>;
  /** Finds out, from the evidence of visits, how the sides differ in what they do. Pure. */
  readonly mismatches?: (
    visits: Readonly<Record<Side, readonly unknown[]>>,
    areAllMade: boolean,
  ) => readonly Mismatch[];
}

/** The state of a subject by the verdicts so far: see compare/when-to-stop.ts. */
export interface Prospect {
  readonly settled: boolean;
  readonly suspicion: number;
}

export interface Schedule {
  readonly tasks: readonly Task[];
  readonly noBase: string | null;
  /** Starts a server of one side. */
  readonly launch: (server: string, side: Side) => Promise<Started>;
  readonly observers: readonly Observer[];
  /** The verdict so far of a subject, called after each of its launches. Pure. */
  readonly prospect: (subject: Pick<SubjectKey, 'check' | 'subject'>, soFar: Measurements) => Prospect;
  /** Launches before the first look at the run's subjects. */
  readonly firstLook: number;
  /** No launch begins after this time of measuring, except the first of each subject; milliseconds. */
  readonly timeMs: number;
  /** The seed of the coins; hexadecimal. */
  readonly seed: string;
  /** Milliseconds that only go forward. */
  readonly clock: () => number;
  readonly progress: Progress;
  /** Receives secrets that a visit learned, such as a token, and that must appear nowhere. */
  readonly keepSecret?: (value: string) => void;
  readonly signal: AbortSignal;
}
