import { describe, expect, test } from 'vitest';
import {
  buildCommands,
  isForServer,
  optionValues,
  parametersOf,
  programsIn,
} from '../../../../src/checks/bundle/detect/build-commands.ts';

const commandsOf = (command: string, scripts: Record<string, string> = {}) =>
  buildCommands(command, scripts).map((words) => words.join(' '));

describe('The commands of a build are', () => {
  test.each([
    ['each of several', 'tsc -b && vite build; cp a b | cat', ['tsc -b', 'vite build', 'cp a b', 'cat']],
    ['without their environment', 'NODE_ENV=production cross-env A=1 B="x y" webpack', ['webpack']],
    ['without quotes', `vite build --outDir "x"y --base='/x/'`, ['vite build --outDir xy --base=/x/']],
    [
      'also those in quotes',
      `concurrently "vite build" "tsc -w"`,
      ['concurrently vite build tsc -w', 'vite build', 'tsc -w'],
    ],
  ])('%s', (_, command, expected) => {
    expect(commandsOf(command)).toEqual(expected);
  });

  test.each(['npm run client', 'pnpm client', 'yarn run client', 'run-s types client', 'npm-run-all --parallel cli*'])(
    'also those of the script that "%s" runs',
    (command) => {
      expect(commandsOf(command, { types: 'tsc', client: 'vite build' })).toContain('vite build');
    },
  );

  test('also those before and after it, and what is handed to it', () => {
    const scripts = {
      prebuild: 'rimraf dist',
      build: 'npm run pack -- --outdir=www',
      postbuild: 'cp a b',
      pack: 'esbuild a.ts',
    };
    expect(commandsOf('npm run build', scripts)).toEqual([
      'npm run build',
      'rimraf dist',
      'npm run pack -- --outdir=www',
      'esbuild a.ts --outdir=www',
      'cp a b',
    ]);
  });

  test('finite where scripts run each other', () => {
    expect(commandsOf('npm run a', { a: 'npm run b', b: 'npm run a && npm run b' })).toHaveLength(4);
  });
});

test.each([
  ['vite build --outDir x', ['build', '--outDir', 'x']],
  ['npx vite build', ['build']],
  ['node node_modules/vite/bin/vite.js build', ['build']],
  ['node_modules/.bin/vite build', ['build']],
  ['vitest run', null],
  ['rm -rf build/vite', null],
])('"%s" is a call of vite with %j', (command, expected) => {
  expect(parametersOf(command.split(' '), ['vite'])).toEqual(expected);
});

test('an option has its value behind it or behind an equals sign', () => {
  expect(optionValues(['a', '--dir', 'x', '--dir=y', '--dirs=z', '--dir', '--other'], ['--dir'])).toEqual(['x', 'y']);
});

test('what is built for a server is told by its options', () => {
  const commands = ['vite build --ssr a.js', 'esbuild a.ts --platform=node', 'webpack --target node18', 'vite build'];
  expect(commands.map((command) => isForServer(command.split(' ')))).toEqual([true, true, true, false]);
});

test('programs of the project are what node and its like run', () => {
  const commands = ['node --import tsx scripts/build.ts --minify', 'esbuild src/a.ts', 'node node_modules/x/x.js'];
  expect(commands.map((command) => programsIn(command.split(' ')))).toEqual([['scripts/build.ts'], [], []]);
});
