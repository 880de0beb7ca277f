import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sizeLimit } from '../../../src/init/from/size-limit.ts';
import { perfBudget, readReport } from '../../support/cli/perf-budget.ts';
import { noise } from '../../support/folders/shop-app.ts';
import { temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';
import { createRepository } from '../../support/git/repository.ts';
import { declares, imported } from '../../support/init/init-in.ts';

const file = (version: string) => declares({ 'size-limit': version, '@size-limit/file': version });

/** What one check becomes. */
async function settingsOf(check: object, version = '14.3.0') {
  const { bundle = [] } = await imported(sizeLimit, [{ path: 'dist/app.js', ...check }], file(version));
  return bundle[0]?.settings;
}

describe('A limit of size-limit', () => {
  test.each<[version: string, check: object, settings: object]>([
    ['^14.3.0', { limit: '10 kB' }, { compression: 'brotli', budgets: { total: '10 kB' } }],
    ['^11.0.0', { limit: '233B', gzip: false }, { compression: 'brotli', budgets: { total: '233 B' } }],
    ['^10.0.0', { limit: '233B', gzip: false }, { compression: 'none', budgets: { total: '233 B' } }],
    ['^10.0.0', { limit: '10 KB' }, { budgets: { total: '10 kB' } }],
    ['~10.1', { limit: '10 KB', brotli: true }, { compression: 'brotli', budgets: { total: '10 kB' } }],
    ['>=11', { limit: '10 KB', gzip: true }, { budgets: { total: '10 kB' } }],
    ['11.2.0', { limit: '82 KB', brotli: false }, { compression: 'none', budgets: { total: '82 kB' } }],
    ['4.11.0', { limit: '10 KiB' }, { budgets: { total: '10 KiB' } }],
    ['4.10.0', { limit: '10 KB' }, { budgets: { total: '10 KiB' } }],
    ['14.0.0', { limit: 1234, gzip: true }, { budgets: { total: '1234 B' } }],
    // The default budget of JavaScript would be a new limit.
    ['8.0.0', { limit: '300 kB' }, { budgets: { total: '300 kB', javascript: 'off' } }],
    ['8.0.0', {}, { budgets: { javascript: 'off' } }],
    ['8.0.0', { limit: '500 bytes' }, { budgets: { javascript: 'off' } }],
  ])('of version %s is held as it was: %j', async (version, check, settings) => {
    expect(await settingsOf(check, version)).toEqual({ files: 'dist/app.js', ...settings });
  });

  test('without any version to go by is read as of the newest, which is said', async () => {
    const { bundle, notes } = await imported(sizeLimit, [{ path: 'a.js', limit: '1 kB' }]);
    expect(bundle?.[0]?.settings).toMatchObject({ compression: 'brotli' });
    expect(notes).toContainEqual(expect.objectContaining({ outcome: 'about', what: 'size-limit' }));
  });

  test('of the installed version goes before that of package.json', async () => {
    const files = { ...file('^8.0.0'), 'node_modules/size-limit/package.json': '{ "version": "11.2.0" }' };
    const { bundle } = await imported(sizeLimit, [{ path: 'a.js', limit: '1 kB' }], files);
    expect(bundle?.[0]?.settings).toMatchObject({ compression: 'brotli' });
  });

  test.each([
    ['1 s', 'a time in Chrome'],
    ['400 ms', 'a time in Chrome'],
    ['500 bytes', 'size-limit takes the s for seconds'],
    ['ten', 'size-limit reads no size from it'],
  ])('of %s is left out, with the reason', async (limit, why) => {
    const { notes } = await imported(sizeLimit, [{ path: 'a.js', limit }], file('14.3.0'));
    expect(notes).toContainEqual(
      expect.objectContaining({
        outcome: 'left out',
        line: 1,
        what: `limit "${limit}"`,
        why: expect.stringContaining(why),
      }),
    );
  });

  const small = (version: string) => declares({ '@size-limit/preset-small-lib': version, 'size-limit': version });

  test.each<[version: string, check: object, settings: object]>([
    [
      '8.0.0',
      { import: '{ a }', limit: '3 KB' },
      { import: '{ a }', from: 'dist/app.js', budgets: { total: '3.14 kB' } },
    ],
    [
      '14.1.0',
      { import: '*', limit: '20 KB', ignore: ['react', 'vue'] },
      {
        import: '*',
        from: 'dist/app.js',
        external: ['react', 'vue'],
        compression: 'brotli',
        budgets: { total: '20.4 kB' },
      },
    ],
    [
      '12.0.0',
      { limit: 1_000 },
      { import: '*', from: 'dist/app.js', compression: 'brotli', budgets: { total: '1.31 kB' } },
    ],
    [
      '12.0.0',
      { path: [], import: { 'a.js': '{ a }', './b.js': 'b' }, gzip: true },
      { import: { 'a.js': '{ a }', 'b.js': 'b' }, budgets: { javascript: 'off' } },
    ],
    // Of others, nobody knows how many bytes they differ.
    [
      '12.0.0',
      { import: '{ a }', limit: '3 KB', modifyEsbuildConfig: {} },
      { import: '{ a }', from: 'dist/app.js', compression: 'brotli', budgets: { javascript: 'off' } },
    ],
  ])(
    'of an entry that its preset of version %s bundles is held a little higher: %j',
    async (version, check, settings) => {
      const { bundle } = await imported(sizeLimit, [{ path: 'dist/app.js', ...check }], small(version));
      expect(bundle?.map((one) => one.settings)).toEqual([settings]);
    },
  );

  test('of several entries that it bundles as one is left out, and no number is invented', async () => {
    const checks = [{ name: 'a', path: ['dist/a.js', 'dist/b.js'], limit: '3 KB' }];
    const { bundle, notes } = await imported(sizeLimit, checks, small('8.0.0'));
    expect(bundle).toEqual([
      {
        name: 'a.js',
        settings: { files: ['dist/a.js', 'dist/b.js'], budgets: { javascript: 'off' } },
        comments: ['size-limit, bundled with dependencies: a: dist/a.js, dist/b.js, at most 3 kB'],
      },
    ]);
    expect(notes.filter(({ outcome }) => outcome === 'left out')).toHaveLength(1);
  });

  test('of an import says that it needs a bundler, unless the project has its own', async () => {
    const checks = [{ path: 'dist/a.js', limit: '3 KB' }];
    expect((await imported(sizeLimit, checks, small('12.0.0'))).comments).toEqual([
      'Imports need a bundler: npm i -D esbuild, before size-limit is removed.',
    ]);
    const own = declares({ '@size-limit/preset-small-lib': '12.0.0', 'size-limit': '12.0.0', esbuild: '0.28.2' });
    expect((await imported(sizeLimit, checks, own)).comments).toEqual([]);
  });

  test.each<[check: object]>([[{ webpack: false }], [{ disablePlugins: ['@size-limit/webpack'] }]])(
    'of a file that its bundler leaves alone is held: %j',
    async (check) => {
      const files = declares({ '@size-limit/preset-big-lib': '8.0.0', 'size-limit': '8.0.0' });
      const { bundle } = await imported(sizeLimit, [{ path: 'a.js', limit: '1 kB', ...check }], files);
      expect(bundle?.[0]?.settings).toEqual({ files: 'a.js', budgets: { total: '1 kB' } });
    },
  );
});

describe('The files of a check of size-limit', () => {
  test.each<[path: unknown, manifest: object, settings: object]>([
    [['dist/*.js', '!dist/x.js'], {}, { files: 'dist/*.js', exclude: 'dist/x.js' }],
    ['dist/ui', {}, { files: ['dist/ui', 'dist/ui/**'] }],
    ['./lib', {}, { files: 'lib/**' }],
    [undefined, { main: 'lib/main.cjs' }, { files: 'lib/main.cjs' }],
    [undefined, { exports: { '.': { import: './lib/main.js' } } }, { files: 'lib/main.js' }],
  ])('are those of %j', async (path, manifest, settings) => {
    const files = { ...declares({ 'size-limit': '8.0.0' }, manifest), 'lib/main.js': '' };
    const { bundle } = await imported(sizeLimit, [{ ...(path !== undefined && { path }), limit: '1 kB' }], files);
    expect(bundle?.[0]?.settings).toEqual({ ...settings, budgets: { total: '1 kB' } });
  });
});

/** Its verdicts on this folder, by the names of its checks. */
async function verdictsOfSizeLimit(directory: string): Promise<Record<string, boolean>> {
  const modules = join(import.meta.dirname, '../../../node_modules');
  await mkdir(join(directory, 'node_modules/@size-limit'), { recursive: true });
  await symlink(join(modules, '@size-limit/file'), join(directory, 'node_modules/@size-limit/file'));
  const stdout = await new Promise<string>((resolve) => {
    execFile(process.execPath, [join(modules, 'size-limit/bin.js'), '--json'], { cwd: directory }, (_, text) =>
      resolve(text),
    );
  });
  const results = JSON.parse(stdout) as { name: string; passed: boolean }[];
  return Object.fromEntries(results.map(({ name, passed }) => [name, passed]));
}

test('size-limit and the config that init writes decide alike on limits of a byte less, the same, and a byte more', async () => {
  await using folder = await temporaryFolder();
  const directory = join(folder.path, 'project');
  const contents = { 'a.js': noise(3_000), 'b.js': noise(5_000).toUpperCase() };
  const sum = (size: (text: string) => number) => Object.values(contents).reduce((all, text) => all + size(text), 0);
  const brotli = (text: string) =>
    brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  const sizes = {
    brotli: [sum(brotli), {}],
    gzip: [sum((text) => gzipSync(text, { level: 9 }).length), { gzip: true }],
    none: [sum((text) => text.length), { brotli: false }],
  } as const;
  const checks = Object.entries(sizes).flatMap(([name, [size, settings]]) =>
    [-1, 0, 1].map((more) => ({ name: `${name} ${more}`, path: 'dist/*.js', limit: `${size + more} B`, ...settings })),
  );
  const version = '14.3.0';
  await createRepository(directory, {
    'package.json': JSON.stringify({
      devDependencies: { 'size-limit': version, '@size-limit/file': version },
      'size-limit': checks,
    }),
    '.gitignore': 'node_modules\n',
  });
  await writeFiles(join(directory, 'dist'), contents);
  const theirs = await verdictsOfSizeLimit(directory);
  expect(Object.values(theirs).filter((passed) => !passed)).toHaveLength(3);

  const at = { directory, temporary: join(folder.path, 'temporary') };
  expect(await perfBudget(at, 'init')).toMatchObject({ code: 0 });
  const { code } = await perfBudget(at, 'run');
  expect(code).toBe(1);
  const { results } = await readReport(join(directory, '.perf-budget'));
  const totals = results.filter(({ metric, budget }) => metric === 'total' && budget !== null);
  expect(Object.fromEntries(totals.map(({ subject, budget }) => [subject, budget?.status === 'within']))).toEqual(
    theirs,
  );
});
