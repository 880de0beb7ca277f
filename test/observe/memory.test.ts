import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { membersOf } from '../../src/observe/members.ts';
import { memoryOf } from '../../src/observe/memory.ts';
import { parseMemory } from '../../src/observe/proc.ts';

const MB = 1_000_000;

test('Memory is what processes hold of their own, and what they share', () => {
  const rollup = 'Rss:  88000 kB\nPss:  44000 kB\nPss_Anon:  35000 kB\nPss_File:  8000 kB\nPss_Shmem:  1000 kB\n';
  expect(parseMemory(rollup)).toBe(36_000 * 1_024);
  expect(parseMemory('Rss:  88000 kB\n')).toBe(null); // an older kernel
});

test.runIf(process.platform === 'linux')('What a process below the root holds is counted', async () => {
  const hold =
    "const held = []; process.on('message', () => { held.push(Buffer.alloc(60e6, 1)); process.send('held'); });";
  const code = `const stdio = ['ignore', 'ignore', 'inherit', 'ipc'];
const child = require('node:child_process').spawn(process.execPath, ['-e', process.env.HOLD], { stdio });
process.on('message', (one) => child.send(one)); child.on('message', (one) => process.send(one)); process.send('up');`;
  const root = spawn(process.execPath, ['-e', code], {
    env: { ...process.env, HOLD: hold },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    await once(root, 'message', { signal: AbortSignal.timeout(60_000) });
    const members = membersOf(root.pid as number);
    root.send('warm up');
    await once(root, 'message', { signal: AbortSignal.timeout(60_000) });
    const before = memoryOf(members());
    root.send('hold');
    await once(root, 'message', { signal: AbortSignal.timeout(60_000) });
    const grown = (memoryOf(members()) ?? 0) - (before ?? 0);
    expect(before).toBeGreaterThan(60 * MB);
    expect(grown).toBeGreaterThan(55 * MB);
    expect(grown).toBeLessThan(75 * MB);
  } finally {
    root.kill('SIGKILL');
  }
});

test('Where the kernel reports nothing, no memory is made up', () => {
  expect(memoryOf([], '/nowhere')).toBe(null);
});
