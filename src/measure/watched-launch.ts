import type { Background } from '../inspect/background.ts';
import type { DatabaseTaps } from '../inspect/database-taps.ts';
import type { Withheld } from '../model/failure-code.ts';
import type { Inspected } from '../model/measurements.ts';
import type { Plan } from '../model/plan.ts';
import type { Side } from '../model/subject.ts';
import type { Progress } from '../progress.ts';
import type { Sides } from '../workspace/build/prepare.ts';
import type { KeepLog } from '../workspace/processes/command-log.ts';
import type { RunningServer } from '../workspace/servers/server.ts';
import type { InspectedServer } from './inspected-servers.ts';

export interface During {
  readonly seed: string;
  readonly clock: () => number;
  readonly progress: Progress;
  readonly keepSecret?: (value: string) => void;
  readonly keepLog?: KeepLog;
  readonly withheld?: Withheld | null;
  readonly signal: AbortSignal;
}

/** The outcome of a launch for one side. */
export interface Seen {
  /** Call it once all launches are over. Without samples, nothing can be seen. */
  readonly read: () => Inspected;
  readonly notes: () => readonly string[];
  /** Variables whose connections carried no query, though nothing prevented it; null if a query came. */
  readonly silent: () => readonly string[] | null;
  /** Ids of the databases that requests wrote to. Both sides have the same id for the same database. */
  readonly written: readonly string[];
}

/** Data that all launches of a run share. */
export interface Run {
  readonly plans: Readonly<Record<Side, Plan>>;
  readonly sides: Sides;
  readonly during: During;
}

export interface Launch extends Run {
  readonly unit: InspectedServer;
  /** The sides to launch, in the order of their coin. */
  readonly order: readonly Side[];
  readonly launch: number;
  /** Whether only one side runs at a time; otherwise both run at once, as in timed launches. */
  readonly isApart: boolean;
  readonly backgrounds: Readonly<Record<Side, Background>>;
  /** Whether this is the last launch, so that it waits longer for queries in doubt. */
  readonly isLast: boolean;
  /** Whether the launch only finds out which code sends the queries. */
  readonly places: boolean;
}

/** A side's server that runs behind the proxy; `server` is null if it can't be inspected. */
export interface Watched {
  readonly side: Side;
  readonly taps: DatabaseTaps | null;
  readonly server: RunningServer | null;
  readonly notes: readonly string[];
}

/** A note that something was not inspected. */
export const notInspected = (what: string, side: Side, why: string): string =>
  `${what} was not inspected on ${side}: ${why}.`;
