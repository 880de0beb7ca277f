import * as core from '@actions/core';
import { UsageError } from './errors.ts';
import { openLog } from './github/log.ts';
import { version } from './version.ts';

/** A bug ends with 3, as does a run that could not measure: 1 would claim a breach, 2 a mistake of the user's. */
const BUG = 3;

function explain(error: unknown): number {
  if (error instanceof UsageError) {
    core.error(error.message);
    return 2;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  core.error(`This is a bug in perf-budget. Please report it with the lines below.\n${stack}`);
  return BUG;
}

/** After a bug, how long the run may take to end what it started. */
const CLEAN_UP_MS = 10_000;

/** Entry of the GitHub Action. It answers at once: all else is loaded after its first line. */
async function main(): Promise<number> {
  core.info(`perf-budget ${version}, Node.js ${process.version}`);
  const cancelled = new AbortController();
  const end: { signal: number | null; bug: { error: unknown } | null } = { signal: null, bug: null };
  for (const [name, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.on(name, () => {
      end.signal ??= number;
      cancelled.abort(new Error(`Cancelled by ${name}`));
    });
  }
  // Without this Node would exit at once and with 1, and leave the user's servers running.
  process.on('uncaughtException', (error) => {
    end.bug ??= { error };
    cancelled.abort(error);
    setTimeout(() => process.exit(explain(error)), CLEAN_UP_MS).unref();
  });

  const log = openLog();
  const result = await import('./github/act.ts')
    .then(({ act }) => act(log, cancelled.signal))
    .catch((error: unknown) => ({ error }));
  log.close();
  if (end.bug !== null) return explain(end.bug.error);
  if (end.signal !== null) {
    core.info('Cancelled. Everything that perf-budget started has been ended.');
    return 128 + end.signal;
  }
  return typeof result === 'number' ? result : explain(result.error);
}

process.exitCode = await main();
// A connection that is kept alive must not keep the step alive.
setTimeout(() => process.exit(), 1_000).unref();
