#!/usr/bin/env node
import { readArguments } from './cli/arguments.ts';
import { HELP } from './cli/help.ts';
import { print } from './cli/print.ts';
import { UsageError } from './errors.ts';
import { runToEnd } from './lifecycle.ts';
import { version } from './version.ts';

const OLDEST_NODE = 24;

/** Entry of the command line. It answers a wrong call, --help and --version before it loads the rest. */
async function work(signal: AbortSignal): Promise<number> {
  const found = process.versions.node;
  if (Number.parseInt(found, 10) < OLDEST_NODE) {
    throw new UsageError(`perf-budget needs Node.js ${OLDEST_NODE} or newer, and this is ${found}.`);
  }
  const call = readArguments(process.argv.slice(2));
  if (call.command === 'help' || call.command === 'version') {
    print(call.command === 'help' ? HELP : version);
    return 0;
  }
  const { perform } = await import('./cli/perform.ts');
  return perform(call, signal);
}

// A reader that stops reading (`| head`) must not stop the run before it has cleaned up.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await runToEnd(work, {
  mistake: ({ message }) => print(message, process.stderr),
  broken: (text) => print(text, process.stderr),
  cancelled: () => {},
});
