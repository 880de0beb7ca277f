import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { temporaryProfile } from '../../../../src/checks/vitals/browser/profile.ts';

it('removing a profile takes along the folder of the socket that a killed Chromium leaves', async () => {
  const sockets = mkdtempSync(join(tmpdir(), 'org.chromium.Chromium.'));
  writeFileSync(join(sockets, 'SingletonSocket'), '');
  const profile = await temporaryProfile();
  symlinkSync(join(sockets, 'SingletonSocket'), join(profile.path, 'SingletonSocket'));
  await profile[Symbol.asyncDispose]();
  expect(existsSync(profile.path)).toBe(false);
  expect(existsSync(sockets)).toBe(false);
});

it('removing a profile leaves alone what its link has no business to name', async () => {
  await using other = await temporaryProfile();
  mkdirSync(join(other.path, 'kept'));
  const profile = await temporaryProfile();
  symlinkSync(join(other.path, 'kept', 'SingletonSocket'), join(profile.path, 'SingletonSocket'));
  await profile[Symbol.asyncDispose]();
  expect(existsSync(join(other.path, 'kept'))).toBe(true);
  expect(dirname(profile.path)).toBe(tmpdir());
});

it.skipIf(process.platform === 'win32')('a profile lies where a socket can, however long TMPDIR is', async () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('TMPDIR', join(tmpdir(), 'x'.repeat(80)));
  await using profile = await temporaryProfile();
  expect(join(profile.path, 'org.chromium.Chromium.XXXXXX/SingletonSocket').length).toBeLessThanOrEqual(103);
});
