import { defineConfig } from 'vitest/config';

/** They install and build frameworks, which takes minutes: `npm run test:apps`. */
const apps = 'test/apps/**';
const job = 'test/e2e/**/*.test.ts';
/** Of the whole job, what measures times. */
const timed = ['cancel', 'cli', 'job', 'layout', 'trouble'].map((name) => `test/e2e/${name}.test.ts`);
/** Most of them wait for a browser, a server or git: left to itself, vitest would give two cores one worker. */
const inParallel = { maxWorkers: '100%' };
const whole = { globalSetup: 'test/support/dist/set-up.ts', testTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [job, apps],
          testTimeout: 20_000,
          ...inParallel,
        },
      },
      { test: { name: 'job', include: [job], exclude: timed, ...whole, ...inParallel } },
      {
        // They have the machine for themselves.
        test: { name: 'timed job', include: timed, fileParallelism: false, sequence: { groupOrder: 1 }, ...whole },
      },
    ],
  },
});
