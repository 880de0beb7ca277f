import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chromiumVersion, findChromium, findSandbox } from '../../../../src/checks/vitals/browser/chromium.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chromium-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function executable(path: string, script = 'exit 0'): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, `#!/bin/sh\n${script}\n`);
  chmodSync(whole, 0o755);
  return whole;
}

const nowhere = () => ({ PATH: join(folder, 'none'), PUPPETEER_CACHE_DIR: join(folder, 'none') });

describe.skipIf(process.platform !== 'linux')('the browser that is found', () => {
  it('the browser is the one that CHROME_PATH names', () => {
    const path = executable('mine/chrome');
    executable('bin/google-chrome');
    expect(findChromium({ PATH: join(folder, 'bin'), CHROME_PATH: path })).toEqual({ path });
  });

  it('no other browser is found where CHROME_PATH is wrong', () => {
    executable('bin/google-chrome');
    const found = findChromium({ PATH: join(folder, 'bin'), CHROME_PATH: '/no/such/chrome' });
    expect(found).toEqual({ problem: expect.stringMatching(/^CHROME_PATH is \/no\/such\/chrome, .*: correct it, or/) });
  });

  it('the browser is Chrome rather than a chromium-browser that comes first in PATH', () => {
    executable('a/chromium-browser');
    const path = executable('b/google-chrome-stable');
    expect(findChromium({ PATH: `${join(folder, 'a')}:${join(folder, 'b')}` })).toEqual({ path });
  });

  it("the browser is the newest in Puppeteer's cache where none is installed", () => {
    executable('cache/chrome/linux-99.0.4844.51/chrome-linux64/chrome');
    const path = executable('cache/chrome/linux-131.0.6778.204/chrome-linux64/chrome');
    executable('cache/chrome-headless-shell/linux-140.0.0.0/chrome-headless-shell-linux64/chrome-headless-shell');
    expect(findChromium({ ...nowhere(), PUPPETEER_CACHE_DIR: join(folder, 'cache') })).toEqual({ path });
  });

  it('where no browser is found, the error says how to get one', () => {
    expect(findChromium(nowhere())).toEqual({ problem: expect.stringContaining('npx @puppeteer/browsers install') });
  });

  it('the browser that is found reports its version', async () => {
    expect(await chromiumVersion(executable('chrome', 'echo "Google Chrome 131.0.6778.204 "'))).toBe('131.0.6778.204');
    expect(await chromiumVersion(executable('broken', 'exit 1'))).toBeNull();
  });
});

it.skipIf(process.platform === 'win32')('the browser is asked without the tokens of the step', async () => {
  const secrets = ['INPUT_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'GITHUB_TOKEN', 'GITHUB_OUTPUT'];
  for (const name of secrets) vi.stubEnv(name, 'secret');
  const seen = join(folder, 'environment');
  const asked = executable('asked', `env >> ${seen}; echo "131.0.6778.204 <title>started</title>"`);
  await chromiumVersion(asked);
  await findSandbox(asked);
  vi.unstubAllEnvs();
  expect(readFileSync(seen, 'utf8')).toMatch(/^PATH=/m);
  expect(readFileSync(seen, 'utf8')).not.toContain('secret');
});

describe('the sandbox', () => {
  const root = process.getuid?.() === 0;

  it.runIf(root)('the sandbox is off for root, without a try', async () => {
    expect(await findSandbox('/no/such/chrome')).toEqual({
      works: false,
      note: 'Chromium ran without its sandbox: it does not work as root.',
    });
  });

  it.skipIf(root || process.platform === 'win32')(
    'the sandbox is on where Chromium starts in it, and off where not',
    async () => {
      const able = executable('able', 'echo "<title>started</title>"');
      const unable = executable('unable', 'echo "No usable sandbox!" >&2; exit 133');
      expect(await findSandbox(able)).toEqual({ works: true, note: null });
      expect(await findSandbox(unable)).toMatchObject({ works: false, note: expect.stringContaining('namespaces') });
    },
  );
});
