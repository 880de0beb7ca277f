// Starts a PostgreSQL server of its own, which it installs if there is none, and ends it with itself.
//   npm run setup:postgres                    prints its address, and runs until Ctrl-C, an hour at most
//   npm run setup:postgres -- npm run migrate   runs the command with PGHOST, PGPORT, … and DATABASE_URL, as long as it takes
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { startPostgres } from './postgres/server.ts';

const LONGEST_MS = 3_600_000;

const asked = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort());

async function run(command: string, args: readonly string[], more: Readonly<Record<string, string>>): Promise<number> {
  const child = spawn(command, args, { env: { ...process.env, ...more }, stdio: 'inherit' });
  asked.signal.addEventListener('abort', () => child.kill());
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? 128 + (signal === null ? 1 : constants.signals[signal]);
}

async function serve(): Promise<number> {
  await using server = await startPostgres();
  const [command, ...args] = process.argv.slice(2);
  if (command !== undefined) return await run(command, args, server.env);
  for (const [name, value] of Object.entries(server.env)) console.log(`export ${name}=${value}`);
  console.error('PostgreSQL runs until Ctrl-C, an hour at most.');
  await delay(LONGEST_MS, undefined, { signal: asked.signal }).catch(() => {});
  return 0;
}

try {
  process.exitCode = await serve();
} catch (error) {
  console.error(`setup: ${(error as Error).message}`);
  process.exitCode = 1;
}
