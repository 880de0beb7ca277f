import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { commandEnvironment } from '../../../src/workspace/processes/environment.ts';
import { temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';

afterEach(() => vi.unstubAllEnvs());

test('inputs, runtime tokens and command files of the runner are not passed on', () => {
  const secret = [
    'INPUT_TOKEN',
    'ACTIONS_RUNTIME_TOKEN',
    'ACTIONS_ID_TOKEN_REQUEST_URL',
    'STATE_isPost',
    'GITHUB_TOKEN',
    'GH_TOKEN',
    'GITHUB_ENV',
    'GITHUB_PATH',
    'GITHUB_OUTPUT',
    'GITHUB_STATE',
    'GITHUB_STEP_SUMMARY',
  ];
  for (const name of secret) vi.stubEnv(name, 'secret');
  expect(Object.values(commandEnvironment({}))).not.toContain('secret');
});

test('what the workflow set for its commands stays', () => {
  vi.stubEnv('NODE_AUTH_TOKEN', 'mine');
  vi.stubEnv('GITHUB_SHA', 'abc');
  vi.stubEnv('npm_config_registry', 'https://registry.example.com');
  expect(commandEnvironment({})).toMatchObject({
    NODE_AUTH_TOKEN: 'mine',
    GITHUB_SHA: 'abc',
    npm_config_registry: 'https://registry.example.com',
  });
});

test('what the config names is added, even under a name that is taken away else', () => {
  vi.stubEnv('GH_TOKEN', 'from the step');
  expect(commandEnvironment({ GH_TOKEN: 'from the config', PORT: '1' })).toMatchObject({
    GH_TOKEN: 'from the config',
    PORT: '1',
  });
});

test('a repository that a git hook points to is forgotten', () => {
  vi.stubEnv('GIT_DIR', '/somewhere/.git');
  expect(commandEnvironment({})).not.toHaveProperty('GIT_DIR');
});

test('the folder and the tools of an outer npm run are forgotten', async () => {
  await using folder = await temporaryFolder();
  const module = join(import.meta.dirname, '../../../src/workspace/processes/environment.ts');
  await writeFiles(folder.path, {
    // Not just `node`: on the PATH that is left there may be one that is too old for TypeScript.
    'package.json': JSON.stringify({
      name: 'outer',
      version: '1.0.0',
      scripts: { print: `"${process.execPath}" print.mjs` },
    }),
    'print.mjs': `import { commandEnvironment } from ${JSON.stringify(module)};
      console.log(JSON.stringify({ before: process.env, after: commandEnvironment({}) }));`,
  });
  const clean = commandEnvironment({});
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'print'], { cwd: folder.path, env: clean });
  const { before, after } = JSON.parse(stdout) as Record<'before' | 'after', Record<string, string>>;
  expect(before.PATH).toContain(join(folder.path, 'node_modules', '.bin') + delimiter);
  expect(after.PATH).toBe(clean.PATH);
  expect(Object.entries(after).filter(([, value]) => value.includes(folder.path) && value !== clean.PATH)).toEqual([
    ['PWD', folder.path],
  ]);
  expect(
    Object.keys(after).filter((name) => /^(npm_(lifecycle|package|exec|command)|INIT_CWD|NODE$)/.test(name)),
  ).toEqual([]);
});
