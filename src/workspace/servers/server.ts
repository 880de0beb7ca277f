import type { Side } from '../../model/subject.ts';
import type { KeepLog } from '../processes/command-log.ts';

/** A server that answers, for one launch. Disposing ends its whole process tree. */
export interface RunningServer extends AsyncDisposable {
  /** The address that answered `ready`, without a trailing slash: `http://127.0.0.1:41233`. */
  readonly origin: string;
  /** The IP behind a name that only browsers resolve everywhere, such as `acme.localhost`. */
  readonly ip?: string;
  /**
   * The SHA-256 of the public key in its own certificate, in base64, if it speaks TLS on loopback. That certificate is
   * trusted.
   */
  readonly certificate?: string;
  /** The path below which it serves a site, without a trailing slash: `/app`. */
  readonly basePath?: string;
  /** The paths of its pages below `basePath`, if perf-budget serves a folder. */
  readonly pages?: readonly string[];
  /**
   * The path of the served file that differs from `path` only in case; null if there is none. Only for folders, like
   * `pages`.
   */
  readonly spelled?: (path: string) => string | null;
  /** Root of its process tree; null if perf-budget started no process (a served folder, a url). */
  readonly pid: number | null;
  /** Set if somebody else runs it, perhaps on this machine: its resource use is unknown. */
  readonly foreign?: true;
  /** Why it ended by itself, with the lines of its output that say so; null while it runs. */
  failure(): { readonly message: string; readonly output: string; readonly log?: string } | null;
}

export interface StartServerOptions {
  readonly side: Side;
  /** The side's working directory, absolute. */
  readonly directory: string;
  readonly signal: AbortSignal;
  /**
   * Receives lines that the server's commands print, and some lines of the server itself, when it is ready and when it
   * has ended.
   */
  readonly onLine: (line: string) => void;
  /** Whether only problems are shown: an earlier launch has shown the rest. */
  readonly quiet?: boolean;
  /** The status that an earlier launch of this side's server was taken as ready with, though none was expected. */
  readonly settledOn?: number;
  /** The servers behind a served folder, by name. They run already, and outlive it. */
  readonly behind?: Readonly<Record<string, RunningServer>>;
  readonly keepLog?: KeepLog;
  /** Gets the environment in which `start` will run, once `prepare` is over, and returns what to set in it instead. */
  readonly watch?: (
    environment: Readonly<Record<string, string | undefined>>,
  ) => Promise<Readonly<Record<string, string>>>;
  /** Receives a sentence for the report where `stop` failed, which is only known once the server has ended. */
  readonly onUnstopped?: (sentence: string) => void;
}

export type StartServerResult = StartedServer | StartServerFailure;

/**
 * `settledOn`: the value for the next launch's options. `note`: facts for the reader on how it became ready, or on what
 * it serves.
 */
export interface StartedServer {
  readonly ok: true;
  readonly server: RunningServer;
  readonly settledOn?: number;
  readonly note?: string;
}

/** `message`: a sentence without its full stop. `hint`: how to fix it. `output`: the lines printed that say what failed. */
export interface StartServerFailure {
  readonly ok: false;
  readonly message: string;
  readonly output?: string;
  /** The name of the file that holds all that was printed. */
  readonly log?: string;
  readonly hint?: string;
}
