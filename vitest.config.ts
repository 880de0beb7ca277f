import { rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** They install and build frameworks, which takes minutes: `npm run test:apps`. */
const apps = 'test/apps/**';
const job = 'test/e2e/**/*.test.ts';
const dist = 'test/dist/**/*.test.ts';
/** Of the whole job, what asserts measured times or deadlines. */
const timed = ['cancel', 'cli', 'truth'].map((name) => `test/e2e/${name}.test.ts`);
/** These folders need neither a browser nor git, servers or builds: `npm run test:pure` takes seconds. */
const pure = 'compare|config|explain|history|merge|model|report|settings|text';
/** The exceptions in them: they start git or the command, simulate many runs, or try thousands of mutations. */
const slow = ['config/{base-plan,command-line}', 'merge/hostile', 'compare/{properties,statistics/certain}'].map(
  (name) => `test/${name}.test.ts`,
);
/** Most of them wait for a browser, a server or git: left to itself, vitest would give two cores one worker. */
const inParallel = { maxWorkers: Math.ceil(1.5 * availableParallelism()) };
/** They end what hangs, and are far beyond what a busy machine needs. */
const limit = (ms: number) => ({ testTimeout: ms, hookTimeout: ms });
const whole = { globalSetup: 'test/support/dist/set-up.ts', ...limit(300_000) };

/** What Node compiled of the command, the bundles and Lighthouse, which tests start hundreds of times. */
const compiled = join(tmpdir(), `perf-budget-compiled-${process.pid}`);
process.env.NODE_COMPILE_CACHE = compiled;
process.once('exit', () => rmSync(compiled, { recursive: true, force: true }));

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: [`test/@(${pure})/**/*.test.ts`],
          exclude: slow,
          // They leave no state behind, and to load all modules anew for each file would take longer than the tests.
          isolate: false,
          ...limit(60_000),
          ...inParallel,
        },
      },
      {
        test: {
          name: 'parts',
          include: ['test/*.test.ts', `test/!(${pure})/**/*.test.ts`, ...slow],
          exclude: [job, dist, apps],
          ...limit(300_000),
          ...inParallel,
        },
      },
      { test: { name: 'job', include: [job, dist], exclude: timed, ...whole, ...inParallel } },
      {
        // They have the machine for themselves.
        test: { name: 'timed job', include: timed, fileParallelism: false, sequence: { groupOrder: 1 }, ...whole },
      },
    ],
  },
});
