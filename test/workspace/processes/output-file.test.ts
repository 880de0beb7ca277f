import { fstatSync, writeSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openOutputFile } from '../../../src/workspace/processes/output-file.ts';
import { eventually } from '../../support/folders/temporary.ts';

test('what a process prints is read back when it is asked for, without a file that stays', () => {
  using file = openOutputFile();
  writeSync(file.fd, 'listening\n');
  expect(file.text()).toBe('listening\n');
  writeSync(file.fd, 'again\n');
  expect(file.text()).toBe('listening\nagain\n');
  expect(fstatSync(file.fd).nlink).toBe(0);
});

test('a server that logs each request does not fill the disk, and its first and last lines stay', async () => {
  using file = openOutputFile();
  const line = `${'x'.repeat(99)}\n`;
  writeSync(file.fd, 'first\n');
  writeSync(file.fd, line.repeat(200_000));
  writeSync(file.fd, 'last before\n');
  await eventually(() => (fstatSync(file.fd).size === 0 ? true : null));
  expect(file.text()).toMatch(/^first\nx[\s\S]*…\n… output left out …\n…[\s\S]*\nlast before\n$/);
  writeSync(file.fd, 'last of all\n');
  expect(file.text()).toMatch(/last before\nlast of all\n$/);
  expect(file.text().length).toBeLessThan(600_000);
});
