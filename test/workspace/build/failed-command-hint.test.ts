// biome-ignore-all lint/suspicious/noTemplateCurlyInString: workflows write it like this

import { describe, expect, test } from 'vitest';
import { type FailedCommand, failedCommandHint } from '../../../src/workspace/build/failed-command-hint.ts';

const SET_UP: FailedCommand = {
  stage: 'install',
  command: 'pnpm install --frozen-lockfile',
  text: '',
  isOnPath: () => true,
  packageManager: null,
  engine: null,
  node: 'v24.1.0',
  missing: [],
  install: null,
  withheld: [],
  absent: [],
  scripts: ['build', 'start'],
};
const hint = (of: Partial<FailedCommand>) => failedCommandHint({ ...SET_UP, ...of });
const nothing = { isOnPath: () => false };

describe('A package manager that is not on the PATH is named, with the step to add:', () => {
  test.each([
    [
      'pnpm install',
      null,
      'This project uses pnpm, which is not on the PATH here. Add `- uses: pnpm/action-setup@v4` with a `version` before',
    ],
    ['pnpm install', 'pnpm@9.1.0', 'This project uses pnpm@9.1.0, which is not on the PATH here.'],
    ['bun install', null, 'Add `- uses: oven-sh/setup-bun@v2` before this step.'],
    ['yarn install', 'yarn@4.5.0', 'here. Add `- run: corepack enable` before'],
    ['yarn install', 'yarn@1.22.22', 'or `- run: corepack enable`.'],
  ])('%s, %s', (command, packageManager, words) => {
    expect(hint({ command, packageManager, ...nothing })).toContain(words);
  });

  test('also where a script calls it', () => {
    const text = 'sh: 1: pnpm: not found';
    expect(hint({ command: 'npm run build', text, isOnPath: (program) => program === 'npm' })).toContain('uses pnpm,');
  });
});

test('A program that is neither set up nor a package is named, and one that is there is not', () => {
  const text = 'sh: 1: vite: not found';
  const build = { stage: 'build', command: 'npm run build', text } as const;
  expect(hint({ ...build, ...nothing })).toContain('`vite` is neither on the PATH here nor among');
  expect(hint(build)).toBe(null);
});

test.each([
  ['vite', 'sh: 1: vite: not found'],
  ['@tailwindcss/postcss', "Error: Cannot find module '@tailwindcss/postcss/sub'"],
])('A package that is not installed is named, with the command that installs it: %s', (name, text) => {
  const build = { stage: 'build', command: 'npm run build', text, install: 'npm ci', ...nothing } as const;
  expect(hint({ ...build, missing: ['react', name] })).toBe(
    `\`${name}\` is in package.json, and is not installed here. Run \`npm ci\` first.`,
  );
  expect(hint({ ...build, missing: ['react'] }) ?? '').not.toContain('npm ci');
});

describe('Another version than the project wants is named:', () => {
  test.each([
    ['yarn@4.5.0', 'However the current global version of Yarn is 1.22.22.', 'uses yarn@4.5.0, and yarn 1.22.22 is'],
    ['pnpm@9.1.0', ' ERR_PNPM_BAD_PM_VERSION  This project is configured to use v9', 'uses pnpm@9.1.0, and another'],
    ['pnpm@9.1.0', 'Error: Cannot find matching keyid: {', 'npm install --global corepack@latest'],
  ])('%s, "%s"', (packageManager, text, words) => {
    expect(hint({ packageManager, text })).toContain(words);
  });
});

describe('A token that commands do not get is named', () => {
  const withheld = [{ place: '.npmrc', variable: 'GITHUB_TOKEN' }];

  test('where the registry refuses the install', () => {
    expect(hint({ withheld, text: 'npm error code E401' })).toBe(
      'GITHUB_TOKEN is not passed on to commands, and .npmrc refers to it. Give the token another name, as in `env: { NODE_AUTH_TOKEN: ${{ secrets.GITHUB_TOKEN }} }` on this step, and refer to `NODE_AUTH_TOKEN` there.',
    );
  });

  test('where the command itself refers to it', () => {
    const command = 'test -n "$GITHUB_TOKEN"';
    const found = hint({ command, withheld: [{ place: command, variable: 'GITHUB_TOKEN' }] });
    expect(found).toContain('and the command refers to it');
  });

  test('but not where a build fails for another reason', () => {
    expect(hint({ stage: 'build', withheld, text: 'SyntaxError: Unexpected token' })).toBeNull();
  });
});

describe("A Node that is not the commit's is named", () => {
  test.each(['18.x', '^18', '>=16 <21', '~20.1', '18 || 20', '<=22', 'v20.1.0'])('%s', (engine) => {
    expect(hint({ engine: { range: engine, place: '`engines` in package.json' } })).toContain(
      `This commit wants Node ${engine} (\`engines\` in package.json), and v24.1.0 runs`,
    );
  });

  test.each(['>=18', '^24', '24', '24.x', '18 || >=24', '*', 'lts/*', '>=20.0.0', '~24.1.0', '18 - 26'])(
    'and not for %s',
    (engine) => {
      expect(hint({ engine: { range: engine, place: '`.nvmrc`' } })).toBeNull();
    },
  );
});

test('Where nothing shows what the job lacks, nothing is said', () => {
  expect(hint({ text: 'Error: there is no theme' })).toBeNull();
});

describe('A script that package.json lacks is named, with the one that was meant:', () => {
  test.each([
    'npm error Missing script: "strat"',
    ' ERR_PNPM_NO_SCRIPT  Missing script: strat',
    'error Command "strat" not found.',
    'Usage Error: Couldn\'t find a script named "strat".',
    'error: Script not found "strat"',
  ])('%s', (text) => {
    expect(hint({ text })).toBe('package.json has no script `strat`. Did you mean `start`?');
  });

  test('and where none is like it, all are', () => {
    expect(hint({ text: 'npm error Missing script: "serve:app"' })).toContain('Its scripts: build, start.');
  });
});

describe('A file that the command names and that is not there is named, with the one that was meant:', () => {
  const absent = [{ path: 'dist/srver.js', closest: 'dist/server.js' }];

  test.each([
    "Error: Cannot find module '/app/dist/srver.js'",
    "python: can't open file '/app/dist/srver.js': [Errno 2] No such file or directory",
    'error: Module not found "dist/srver.js"',
    'sh: 0: cannot open dist/srver.js: No such file',
  ])('%s', (text) => {
    expect(hint({ stage: 'start', text, absent })).toBe(
      'There is no `dist/srver.js` in the folder that the command runs in. Did you mean `dist/server.js`?',
    );
  });

  test('but not where something else failed', () => {
    expect(hint({ stage: 'start', text: "Error: Cannot find module 'express'", absent })).toBe(null);
  });
});
