import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { eventually, isAlive } from '../support/folders/temporary.ts';

const exec = promisify(execFile);
const script = join(import.meta.dirname, '../../scripts/setup-postgres.ts');

const connects = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection({ host, port, timeout: 2_000 });
    const answer = (connected: boolean) => {
      socket.destroy();
      resolve(connected);
    };
    socket
      .once('connect', () => answer(true))
      .once('error', () => answer(false))
      .once('timeout', () => answer(false));
  });

/** The data folder and the process of the only server on `port`. */
async function serverOn(port: string): Promise<{ folder: string; pid: number; user: string }> {
  const { stdout } = await exec('ps', ['-eo', 'pid,user,args']);
  const found = new RegExp(`^ *(\\d+) +(\\S+) +\\S*postgres -D (.+)/data .*port=${port}$`, 'm').exec(stdout);
  if (found === null) throw new Error(`no server runs on port ${port}`);
  const [, pid, user = '', folder = ''] = found;
  return { folder, pid: Number(pid), user };
}

/** Runs the script until the test ends. `printed` waits for what it prints. */
function setUpPostgres(...command: string[]) {
  const child = spawn(process.execPath, [script, ...command], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, printed: (pattern: RegExp) => eventually(() => pattern.exec(output)) };
}

test('setup:postgres gives a command a server that other machines and other users can not reach', async () => {
  const print = 'console.log(JSON.stringify(process.env)); setInterval(() => {}, 1000)';
  const { child, printed } = setUpPostgres(process.execPath, '-e', print);
  const { PGHOST, PGPORT, PGPASSWORD, DATABASE_URL } = JSON.parse((await printed(/^\{.*\}$/m))[0]);
  expect(DATABASE_URL).toBe(`postgres://postgres:${PGPASSWORD}@127.0.0.1:${PGPORT}/postgres`);
  expect(PGPASSWORD).toMatch(/^[0-9a-f]{32}$/);
  expect(await connects(PGHOST, Number(PGPORT))).toBe(true);
  const elsewhere = Object.values(networkInterfaces()).flatMap((all) => all?.filter(({ internal }) => !internal) ?? []);
  for (const { address } of elsewhere) expect(await connects(address, Number(PGPORT)), address).toBe(false);

  const { folder, pid, user } = await serverOn(PGPORT);
  expect(user).not.toBe('root');
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([143, null]);
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(folder)).toBe(false);
});

test('the server of setup:postgres ends and leaves nothing, even if the script is killed', async () => {
  const { child, printed } = setUpPostgres();
  const { folder, pid } = await serverOn((await printed(/PGPORT=(\d+)/))[1] ?? '');
  child.kill('SIGKILL');
  await eventually(() => !isAlive(pid) || null);
  await eventually(() => !existsSync(folder) || null);
});
