import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findOutputFolder } from '../../src/checks/bundle/detect/output-folder.ts';
import { APPS } from '../support/bundles/framework-apps.ts';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';

const env = { ...process.env, CI: 'true', NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' };
const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];

describe.each(Object.entries(APPS))('The output of %s is found', (_, { packages, build, files, output, hasPage }) => {
  const page = hasPage ? 'index.html' : null;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const call = (command: string, ...args: readonly string[]) =>
    execFileSync(command, args, { cwd: folder.path, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const commit = () => call('git', ...identity, 'commit', '--quiet', '--message', 'Change');
  const found = async (startedAt: number | null) => (await findOutputFolder(folder.path, startedAt)).found;
  const builtOutput = async () => {
    const startedAt = Date.now();
    call('npm', 'run', 'build');
    return await found(startedAt);
  };

  beforeAll(async () => {
    folder = await temporaryFolder();
    const manifest = { name: 'shop', private: true, type: 'module', scripts: { build }, devDependencies: packages };
    await writeFiles(folder.path, { 'package.json': JSON.stringify(manifest), ...files });
    call('npm', 'install', '--no-audit', '--no-fund');
    call('git', 'init', '--quiet');
    call('git', 'add', '--all');
    commit();
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  test('its output is found after its build', async () => {
    expect(await builtOutput()).toEqual({
      path: output,
      reason: expect.stringMatching(/^the build wrote it/),
      page,
      others: [],
    });
  });

  test('its output is found after a build that writes nothing', async () => {
    expect(await found(Date.now() + 1_000)).toMatchObject({ path: output, page, others: [] });
  });

  test('by a plan, which builds nothing', () => {
    const plan = call(process.execPath, join(import.meta.dirname, '../../src/cli.ts'), 'run', '--plan');
    expect(plan).toContain(`the bundle in ${output} (a usual output folder`);
  });

  test('where git tracks it, whether the build writes it or not', async () => {
    call('git', 'add', '--force', output.split('/')[0] ?? '');
    commit();
    expect(await found(Date.now() + 1_000)).toMatchObject({ path: output, page, others: [] });
    expect(await builtOutput()).toMatchObject({ path: output, page, others: [] });
  });
});
