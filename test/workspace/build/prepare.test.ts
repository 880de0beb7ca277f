import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { prepareHead } from '../../../src/workspace/build/prepare.ts';
import { temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';
import { createRepository, repositoryAt } from '../../support/git/repository.ts';

afterEach(() => vi.unstubAllEnvs());

test.each([
  ['node --version', { failures: [], notes: [expect.stringContaining('run npm ci.')] }],
  ['node absent.js', { failures: [{ stage: 'build', hint: expect.stringContaining('`npm ci`') }], notes: [] }],
])('on a laptop, packages of another lockfile are named, and why the build may fail: %s', async (build, expected) => {
  vi.stubEnv('CI', '');
  await using folder = await temporaryFolder();
  const directory = join(folder.path, 'workspace');
  await createRepository(directory, {
    'package.json': JSON.stringify({ scripts: { build }, dependencies: { lib: '1.0.0' } }),
    'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': {}, 'node_modules/lib': {} } }),
  });
  await writeFiles(directory, {
    'node_modules/.package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/old': {} } }),
    'node_modules/old/package.json': '{}',
  });
  const prepared = await prepareHead({
    repository: repositoryAt(directory, { signal: new AbortController().signal }),
    headSha: null,
    temporary: folder.path,
    plan: { carry: [], install: null, build: null },
    time: (_stage, _side, _what, work) => work(),
    progress: () => {},
    keepLog: () => {},
  });
  expect(prepared).toMatchObject(expected);
});
