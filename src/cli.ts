#!/usr/bin/env node
import { HELP, readArguments } from './cli/arguments.ts';
import { UsageError } from './errors.ts';
import { version } from './version.ts';

/** Entry of the command line. It answers a wrong call, --help and --version at once: all else is loaded after them. */
async function main(signal: AbortSignal): Promise<number> {
  requireNode(process.versions.node);
  const call = readArguments(process.argv.slice(2));
  if (call.command === 'help') return print(HELP);
  if (call.command === 'version') return print(version);
  const { perform } = await import('./cli/perform.ts');
  return perform(call, signal);
}

const OLDEST_NODE = 24;

function requireNode(found: string): void {
  if (Number.parseInt(found, 10) >= OLDEST_NODE) return;
  throw new UsageError(`perf-budget needs Node.js ${OLDEST_NODE} or newer, and this is ${found}.`);
}

function print(text: string): 0 {
  process.stdout.write(`${text}\n`);
  return 0;
}

/** A bug ends with 3, like a run that could not measure: 1 would claim a breach, 2 a mistake of the user's. */
const BUG = 3;

function tellError(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`This is a bug in perf-budget. Please report it with the lines below.\n${stack}\n`);
  return BUG;
}

// A reader that has seen enough (`| head`) is no reason to stop measuring, or to leave anything behind.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const stopped = new AbortController();
let interrupted: number | null = null;
for (const [name, code] of Object.entries(SIGNALS)) {
  process.on(name, () => {
    interrupted ??= code;
    stopped.abort(new Error(`stopped by ${name}`));
  });
}

/** After a bug, how long the run may take to end what it started. */
const CLEAN_UP_MS = 10_000;
let bug: { readonly error: unknown } | null = null;
// Without this Node would exit at once and with 1, and leave the user's servers running.
process.on('uncaughtException', (error) => {
  bug ??= { error };
  stopped.abort(error);
  setTimeout(() => process.exit(tellError(error)), CLEAN_UP_MS).unref();
});

const code = await main(stopped.signal).catch((error: unknown) =>
  interrupted === null ? tellError(bug?.error ?? error) : interrupted,
);
process.exitCode = interrupted ?? code;
