import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commandEnvironment } from '../../../src/workspace/processes/environment.ts';
import { type RunOptions, runCommand, spawnCommand } from '../../../src/workspace/processes/shell-command.ts';
import { eventually, isAlive, linux, temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let lines: string[];

beforeEach(async () => {
  folder = await temporaryFolder();
  lines = [];
});
afterEach(() => folder[Symbol.asyncDispose]());

const options = (more: Partial<RunOptions> = {}): RunOptions => ({
  directory: folder.path,
  env: commandEnvironment({}),
  signal: new AbortController().signal,
  onLine: (line) => lines.push(line),
  ...more,
});

/** Runs until killed, and writes its process id to a file named `pid`. Ignores polite requests if told so. */
const STAYS = `
  require('node:fs').writeFileSync(process.argv[2], String(process.pid));
  if (process.argv[3] === 'stubborn') process.on('SIGTERM', () => {});
  setInterval(() => {}, 1000);
`;

const pidIn = (name: string): Promise<number> =>
  eventually(async () => Number(await readFile(join(folder.path, name), 'utf8').catch(() => '')) || null);

test('a command that succeeds passes on its lines', async () => {
  const result = await runCommand('echo one; echo two >&2', options());
  expect(result).toEqual({
    ok: true,
    seconds: expect.any(Number),
    log: expect.stringMatching(/^(?:one\ntwo|two\none)$/),
  });
  expect(lines.toSorted()).toEqual(['one', 'two']);
});

test('a command that fails says how, and shows its first and last lines without colours and control characters', async () => {
  const result = await runCommand(
    `for i in $(seq 30); do printf 'line \\033[31m%s\\033[0m\\007\\n' $i; done; printf '10%%\\r50%%\\r99%%'; exit 3`,
    options(),
  );
  expect(result).toMatchObject({ ok: false, message: expect.stringMatching(/ ended with exit code 3$/) });
  const line = (from: number) => (_: unknown, index: number) => `line ${index + from}`;
  const kept = [...Array.from({ length: 4 }, line(1)), '…', ...Array.from({ length: 9 }, line(22)), '99%'];
  expect(result).toMatchObject({ output: kept.join('\n') });
});

test('a command that fails reports its first error, though more is printed around it than is kept', async () => {
  const noise = (word: string) => `seq -f '${word} %.0f of a long build' 40000`;
  const result = await runCommand(
    `${noise('module')}; echo 'error during build:'; echo 'Could not resolve ./theme'; echo 'Error: the second'; ${noise('note')}; exit 1`,
    options(),
  );
  expect(result).toMatchObject({
    ok: false,
    message: expect.stringMatching(/ ended with exit code 1: error during build: Could not resolve \.\/theme$/),
    output: expect.stringMatching(
      /error during build:\nCould not resolve \.\/theme\nError: the second\n(?:.*\n)*…\n(?:.*\n)*note 40000 of a long build$/,
    ),
  });
  expect(result.ok ? 0 : result.output.split('\n').length).toBeLessThanOrEqual(15);
});

test('a line without end is bounded', async () => {
  const result = await runCommand('head -c 3000000 /dev/zero | tr "\\0" x; exit 1', options());
  expect(result.ok ? 0 : result.output.length).toBeLessThanOrEqual(1001);
});

test('an error within a pipe fails the command', async () => {
  expect(await runCommand('false | cat', options())).toMatchObject({ ok: false });
});

test('a folder that is not there is named', async () => {
  const result = await runCommand('true', options({ directory: join(folder.path, 'nowhere') }));
  expect(result).toMatchObject({ ok: false, message: expect.stringContaining('nowhere') });
});

test('a command that takes too long is ended and says so', async () => {
  const result = await runCommand('echo started; sleep 1000', options({ timeoutMs: 2_000 }));
  expect(result).toEqual({
    ok: false,
    message: '`echo started; sleep 1000` did not end within 2 s',
    output: 'started',
    log: 'started',
    exit: null,
  });
});

test('a signal that has aborted starts nothing', async () => {
  await expect(runCommand('touch ran', options({ signal: AbortSignal.abort() }))).rejects.toThrow();
  expect(() => readFileSync(join(folder.path, 'ran'))).toThrow();
});

describe.runIf(linux)('the whole tree ends', () => {
  beforeEach(() => writeFiles(folder.path, { 'stays.cjs': STAYS }));

  test('the whole tree ends on success: children in the background, in sessions of their own, and orphans', async () => {
    const result = await runCommand(
      `node stays.cjs plain &
       setsid node stays.cjs session &
       (setsid sh -c 'node stays.cjs orphan & exit 0' &)
       for name in plain session orphan; do while [ ! -s $name ]; do sleep 0.05; done; done`,
      options(),
    );
    expect(result).toMatchObject({ ok: true });
    for (const name of ['plain', 'session', 'orphan']) expect(isAlive(await pidIn(name)), name).toBe(false);
  });

  test('the whole tree ends on abort, with the reason of the signal, also if a child ignores SIGTERM', async () => {
    const controller = new AbortController();
    const running = runCommand(
      'setsid node stays.cjs deaf stubborn & node stays.cjs front',
      options({ signal: controller.signal }),
    );
    const pids = [await pidIn('deaf'), await pidIn('front')];
    controller.abort(new Error('cancelled'));
    await expect(running).rejects.toThrow('cancelled');
    expect(pids.filter(isAlive)).toEqual([]);
  });

  test('the whole tree ends on disposal: children without an environment too', async () => {
    const running = spawnCommand(`setsid env -i "$(command -v node)" stays.cjs bare & wait`, options());
    const pid = await pidIn('bare');
    expect(isAlive(pid)).toBe(true);
    await running[Symbol.asyncDispose]();
    expect(isAlive(pid)).toBe(false);
    expect(await running.exited).toEqual({ type: 'signal', signal: 'SIGTERM' });
  });

  test('a process gets the time to end properly', async () => {
    await writeFiles(folder.path, {
      'polite.cjs': `
        const { writeFileSync } = require('node:fs');
        process.on('SIGTERM', () => setTimeout(() => { writeFileSync('bye', 'bye'); process.exit(0); }, 200));
        setInterval(() => {}, 1000);
        writeFileSync('polite', String(process.pid));`,
    });
    const running = spawnCommand('node polite.cjs', options());
    await pidIn('polite');
    await running[Symbol.asyncDispose]();
    expect(readFileSync(join(folder.path, 'bye'), 'utf8')).toBe('bye');
  });

  test('what another command started goes on when a tree ends', async () => {
    await using other = spawnCommand('node stays.cjs other', options());
    const pid = await pidIn('other');
    await runCommand('true', options());
    expect(isAlive(pid)).toBe(true);
    expect(other.exit()).toBe(null);
  });
});
