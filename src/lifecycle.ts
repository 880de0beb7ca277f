import { GitError, UsageError } from './errors.ts';

/** How an entry shows why it ended early. */
interface Endings {
  mistake(error: UsageError): void;
  /** `text` says why nothing could be measured. For a bug, it asks the reader to report it, and holds its stack. */
  broken(text: string): void;
  /** A signal ended the run, which has cleaned up. */
  cancelled(): void;
}

/** Exit codes. Not 1, which would claim a breach: a bug ends like a run that could not measure. */
const MISTAKE = 2;
const BROKEN = 3;

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** How long the work may clean up after a bug. */
const CLEAN_UP_MS = 10_000;

/**
 * Runs an entry's work to its end and returns the exit code of the process. Signals and uncaught errors abort `signal`
 * and let the work clean up, so that no server of the user's outlives it.
 */
export async function runToEnd(work: (signal: AbortSignal) => Promise<number>, show: Endings): Promise<number> {
  const abort = new AbortController();
  let received: keyof typeof SIGNALS | null = null;
  let uncaught: { readonly error: unknown } | null = null;
  for (const name of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) {
    process.on(name, () => {
      received ??= name;
      abort.abort(new Error(`cancelled by ${name}`));
    });
  }
  // Without a handler Node would exit at once, with 1.
  process.on('uncaughtException', (error) => {
    uncaught ??= { error };
    abort.abort(error);
    setTimeout(() => process.exit(showError(error, show)), CLEAN_UP_MS).unref();
  });

  const result = await work(abort.signal).catch((error: unknown) => ({ error }));
  return endOf(result, uncaught, received, show);
}

function endOf(
  result: number | { readonly error: unknown },
  uncaught: { readonly error: unknown } | null,
  received: keyof typeof SIGNALS | null,
  show: Endings,
): number {
  if (uncaught !== null) return showError(uncaught.error, show);
  if (received !== null) {
    show.cancelled();
    return 128 + SIGNALS[received];
  }
  return typeof result === 'number' ? result : showError(result.error, show);
}

function showError(error: unknown, show: Endings): number {
  if (error instanceof UsageError) {
    show.mistake(error);
    return MISTAKE;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const bug = `This is a bug in perf-budget. Please report it with the lines below.\n${stack}`;
  show.broken(error instanceof GitError ? `incomplete: ${error.message}\n${error.output}`.trimEnd() : bug);
  return BROKEN;
}
