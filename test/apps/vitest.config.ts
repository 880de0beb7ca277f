import { defineConfig } from 'vitest/config';

/** Installs each app from the registry and builds it: minutes, so these run by `npm run test:apps` alone. */
export default defineConfig({
  test: {
    name: 'apps',
    include: ['test/apps/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
