import { describe, expect, test } from 'vitest';
import { bundlesize } from '../../../src/init/from/bundlesize.ts';
import { bundlewatch } from '../../../src/init/from/bundlewatch.ts';
import { compressedSize } from '../../../src/init/from/compressed-size.ts';
import { declares, imported } from '../../support/init/init-in.ts';

describe.each([
  ['bundlesize', bundlesize],
  ['bundlewatch', bundlewatch],
])('A limit of %s', (_, importer) => {
  test.each([
    ['10 kB', '10 KiB'],
    ['7.5 kB', '7.5 KiB'],
    ['31.0KB', '31 KiB'],
    ['2MB', '2 MiB'],
    ['0.3 KB', '0.3 KiB'],
    ['500', '500 B'],
    // They take these for 30 bytes and 1 byte.
    ['30 KiB', '30 KiB'],
    ['1,000 kB', '1000 KiB'],
  ])('of %s is one of %s for the largest file', async (maxSize, limit) => {
    const { bundle } = await imported(importer, { files: [{ path: './dist/*.js', maxSize }] });
    expect(bundle).toMatchObject([
      { settings: { files: ['dist/*.js'], budgets: { 'dist/*.js': limit, javascript: 'off' } } },
    ]);
  });

  test.each(['0 B', 'ten', 2_000])('of %j never held anything, and is left out', async (maxSize) => {
    const { bundle, notes } = await imported(importer, { files: [{ path: 'dist/*.js', maxSize }] });
    expect(bundle?.[0]?.settings.budgets).toEqual({ javascript: 'off' });
    expect(notes).toContainEqual(
      expect.objectContaining({ outcome: 'left out', what: expect.stringContaining('maxSize') }),
    );
  });

  test('is held in its own compression', async () => {
    const { bundle } = await imported(importer, {
      files: [
        { path: 'a.js', maxSize: '1 kB' },
        { path: 'a.wasm', maxSize: '2MB', compression: 'none' },
        { path: 'b.js', maxSize: '3 kB', compression: 'brotli' },
      ],
    });
    expect(bundle?.map(({ settings }) => settings)).toEqual([
      { files: ['a.js'], budgets: { 'a.js': '1 KiB', javascript: 'off' } },
      { files: ['a.wasm'], compression: 'none', budgets: { 'a.wasm': '2 MiB' } },
      { files: ['b.js'], compression: 'brotli', budgets: { 'b.js': '3 KiB', javascript: 'off' } },
    ]);
  });

  test('of a name with a hash is one of all that have the name', async () => {
    const { bundle } = await imported(importer, { files: [{ path: 'dist/vendor.4f3a2b1c9d.js', maxSize: '1 kB' }] });
    expect(bundle?.[0]?.settings.files).toEqual(['dist/vendor.*.js']);
  });
});

const overlapping = [
  { path: 'dist/*.js', maxSize: '1 kB' },
  { path: 'dist/big.js', maxSize: '90 kB' },
];

test('bundlesize holds a file to the limits of all globs that it fits', async () => {
  const { bundle } = await imported(bundlesize, overlapping);
  expect(bundle).toHaveLength(1);
  expect(bundle?.[0]?.settings.budgets).toMatchObject({ 'dist/*.js': '1 KiB', 'dist/big.js': '90 KiB' });
});

test('bundlewatch holds a file to the last of them, so the others leave it out', async () => {
  const { bundle } = await imported(bundlewatch, overlapping);
  expect(bundle?.map(({ settings }) => settings)).toEqual([
    { files: ['dist/big.js'], budgets: { 'dist/big.js': '90 KiB', javascript: 'off' } },
    { files: ['dist/*.js'], exclude: ['dist/big.js'], budgets: { 'dist/*.js': '1 KiB', javascript: 'off' } },
  ]);
});

test('bundlewatch never holds a file to a limit that a later glob replaces', async () => {
  const { bundle, notes } = await imported(bundlewatch, overlapping.toReversed());
  expect(bundle?.map(({ settings }) => settings.files)).toEqual([['dist/*.js']]);
  expect(notes).toContainEqual(expect.objectContaining({ outcome: 'left out', what: 'limit of dist/big.js' }));
});

test('bundlesize is read from the command of a script, too', async () => {
  const { bundle } = await imported(bundlesize, 'npm run build && bundlesize -f "dist/*.js" -s 20kB -c brotli');
  expect(bundle?.[0]?.settings).toEqual({
    files: ['dist/*.js'],
    compression: 'brotli',
    budgets: { 'dist/*.js': '20 KiB', javascript: 'off' },
  });
});

test('A step of compressed-size-action is a bundle without limits, with its commands', async () => {
  const step = {
    uses: 'preactjs/compressed-size-action@v2',
    with: {
      'build-script': '--if-present noop',
      'install-script': 'pnpm install --frozen-lockfile',
      'strip-hash': 'x',
    },
  };
  const { bundle, build, install, notes } = await imported(
    compressedSize,
    step,
    declares({}, { packageManager: 'pnpm@10.0.0' }),
  );
  expect({ build, install }).toEqual({
    build: 'pnpm run --if-present noop',
    install: 'pnpm install --frozen-lockfile',
  });
  expect(bundle?.[0]?.settings).toEqual({
    files: '**/dist/**/*.{js,mjs,cjs}',
    exclude: ['**/*.map', '**/node_modules/**'],
    budgets: { javascript: 'off' },
  });
  expect(notes).toContainEqual(expect.objectContaining({ outcome: 'left out', what: 'strip-hash "x"' }));
});
