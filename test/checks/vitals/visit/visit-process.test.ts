import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('a run whose kept process is slow to end waits for its end', () => {
  const module = fileURLToPath(new URL('../../../../src/checks/vitals/visit/visit-process.ts', import.meta.url));
  const deaf = `process.on('SIGTERM', () => {}); process.send('up'); setInterval(() => {}, 1000)`;
  const script = `
    import { spawn } from 'node:child_process';
    import { endKeptProcess, keepProcess } from ${JSON.stringify(module)};
    const stdio = ['ignore', 'ignore', 'ignore', 'ipc'];
    const child = spawn(process.execPath, ['--eval', ${JSON.stringify(deaf)}], { stdio });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await new Promise((resolve) => child.once('message', resolve));
    await keepProcess({ child, ended, broken: new Promise(() => {}) });
    await endKeptProcess();
    console.log('ended by', child.signalCode);
  `;
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  expect(run).toMatchObject({ stdout: 'ended by SIGKILL\n', status: 0 });
});
