import { defineConfig } from 'vitest/config';

const e2e = 'test/e2e/**/*.test.ts';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [e2e],
          testTimeout: 20_000,
        },
      },
      {
        // The whole job: it measures, so it has the machine for itself.
        test: {
          name: 'job',
          include: [e2e],
          globalSetup: 'test/e2e/dist.ts',
          testTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
