import { defineConfig } from 'vitest/config';

/** Installs each app from the registry and builds it: minutes, so these run by `npm run test:apps` alone. */
export default defineConfig({
  test: {
    name: 'apps',
    include: ['test/apps/**/*.test.ts'],
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    fileParallelism: false,
  },
});
