import { expect, it } from 'vitest';
import { buildCommands } from '../../../../src/checks/bundle/rebuild/commands.ts';
import { rebuildInto } from '../../../../src/checks/bundle/rebuild/rebuild-command.ts';

/** The commands of a rebuild, with the quotes of POSIX shells. */
const rebuilt = (build: string, scripts: Record<string, string> = {}): string[] =>
  buildCommands(build, scripts)
    .flatMap((command) => rebuildInto('/tmp/out', command)?.command ?? [])
    .map((command) => command.replaceAll('"', "'"));

const WEBPACK = "'--devtool' 'hidden-source-map' '--output-path' '/tmp/out'";
const VITE = "'--sourcemap' 'hidden' '--outDir' '/tmp/out'";

it.each([
  ['webpack --mode production -d eval -o dist', `webpack --mode production ${WEBPACK}`],
  ['cross-env NODE_ENV=production webpack', `cross-env NODE_ENV=production webpack ${WEBPACK}`],
  ['rspack build --output-path=dist', `rspack build ${WEBPACK}`],
  ['cd client && vite build --outDir ../dist --sourcemap', `cd client && vite build ${VITE}`],
  ['dotenv -e .env -- vite build', `dotenv -e .env -- vite build ${VITE}`],
  [
    'node --max-old-space-size=8192 node_modules/vite/bin/vite.js build',
    `node --max-old-space-size=8192 node_modules/vite/bin/vite.js build ${VITE}`,
  ],
  ['rm -rf dist; tsc -b && vite build | tee log', `vite build ${VITE}`],
])('a rebuild of "%s" keeps the command, and replaces where and how it writes maps', (build, expected) => {
  expect(rebuilt(build)).toEqual([expected]);
});

it.each([
  'webpack serve',
  'webpack --watch',
  'vite',
  'vite build --ssr src/server.js',
  'webpack --target node',
  'next build',
  'rimraf vite build',
])('there is no rebuild of "%s"', (build) => {
  expect(rebuilt(build)).toEqual([]);
});

it('a rebuild follows scripts, with the parameters that they hand on, and ends where they call each other', () => {
  const scripts = { build: 'yarn a -- --mode staging', a: 'tsc && pnpm run b', b: 'vite build && npm run build' };
  expect(rebuilt('npm run build', scripts)).toEqual([`vite build ${VITE}`]);
  expect(rebuilt('npm run b --mode staging', { b: 'vite build' })).toEqual([`vite build --mode staging ${VITE}`]);
});
