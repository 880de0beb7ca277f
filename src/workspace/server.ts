import type { Side } from '../model/subject.ts';

/** A server that answers, for the length of one launch. Disposing it ends its whole process tree. */
export interface RunningServer extends AsyncDisposable {
  /** For example `http://127.0.0.1:41233`: the address on which it answered `ready`. No trailing slash. */
  readonly origin: string;
  /** Root of its process tree; null where perf-budget did not start a process (a served folder, a url). */
  readonly pid: number | null;
  /** Why it ended by itself, with the last lines that it printed; null while it runs. */
  failure(): { readonly message: string; readonly output: string } | null;
}

export interface StartServerOptions {
  readonly side: Side;
  /** The side's working directory, absolute. */
  readonly directory: string;
  readonly signal: AbortSignal;
  /** Gets every line that the server's commands print. */
  readonly onLine: (line: string) => void;
}

export type StartServerResult = { readonly ok: true; readonly server: RunningServer } | StartServerFailure;

/** `message` is a sentence without its full stop; `hint` says how to mend it; `output` are the last lines printed. */
export interface StartServerFailure {
  readonly ok: false;
  readonly message: string;
  readonly output?: string;
  readonly hint?: string;
}
