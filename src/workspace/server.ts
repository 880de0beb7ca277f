/** A server that answers, for the length of one launch. Disposing it ends its whole process tree. */
export interface RunningServer extends AsyncDisposable {
  /** For example `http://127.0.0.1:41233`: the address on which it answered `ready`. No trailing slash. */
  readonly origin: string;
  /** Root of its process tree; null where perf-budget did not start a process (a served folder, a url). */
  readonly pid: number | null;
  /** Why it ended by itself, with the last lines that it printed; null while it runs. */
  failure(): { readonly message: string; readonly output: string } | null;
}
