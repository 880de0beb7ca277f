import { describe, expect, test } from 'vitest';
import { completePlan, finalPlan, readPlan } from '../../src/config/read-plan.ts';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';
import { createRepository } from '../support/git/repository.ts';

async function inFolder<T>(
  files: Readonly<Record<string, string>>,
  look: (directory: string) => Promise<T>,
): Promise<T> {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, files);
  return await look(folder.path);
}

const planIn = (files: Readonly<Record<string, string>>) =>
  inFolder(files, async (directory) => completePlan(await readPlan(directory, null), directory, null, []));

test('Where head could not be built and nothing is configured, --only is no mistake: the build is what the reader needs', async () => {
  const plan = await inFolder({}, async (directory) =>
    finalPlan(await readPlan(directory, null), { head: null, startedAt: 0 }, ['bundle']),
  );
  expect(plan.subjects).toEqual([]);
});

describe('Without a config', () => {
  test('the bundle is checked, with default limits, and the report says so', async () => {
    const plan = await planIn({ 'dist/a.js': '' });
    expect(plan.subjects.map(({ check, subject, source }) => [check, subject.name, source])).toEqual([
      ['bundle', 'app', null],
    ]);
    expect(plan.subjects[0]?.metrics[0]).toMatchObject({
      budget: { limit: 256_000, written: false, source: null },
      threshold: { limit: 0.1, by: 'fraction', written: false, source: null },
    });
    expect(plan.notes).toEqual([
      'No check is configured, so the plan is what was found: the bundle in dist (a usual output folder), with default limits. To change this, write perf-budget.yml.',
    ]);
  });

  test('its page is checked too, if it has one', async () => {
    const plan = await planIn({ 'dist/index.html': '' });
    expect(plan.subjects.map(({ check, subject }) => [check, subject.name, subject.server])).toEqual([
      ['bundle', 'app', null],
      ['vitals', 'home', 'site'],
    ]);
    expect(plan.servers).toEqual({
      site: { settings: { kind: 'static', static: 'dist', basePath: null, proxy: null }, source: null },
    });
    expect(plan.notes.join()).toContain('and the page dist/index.html, with');
  });

  test('and without an output folder there is nothing to measure, and it is said how to mend that', async () => {
    const files = { 'src/a.js': '' };
    expect((await planIn(files)).subjects).toEqual([]);
    await expect(
      inFolder(files, async (directory) =>
        finalPlan(await readPlan(directory, null), { head: directory, startedAt: 0 }, []),
      ),
    ).rejects.toThrow(
      `There is nothing to measure. No check is configured, and no output folder was found. No build runs: there is no package.json here, and no config names a command. No page lies in this folder, and no usual output folder is there: .output/public, .vercel/output/static, dist, build, out, www, _site, .vitepress/dist, .svelte-kit/cloudflare, .svelte-kit/output/client, .next/static, .nuxt/dist/client, public. Name what the build writes, relative to the working directory, in perf-budget.yml:

bundle:
  app: { path: dist }`,
    );
  });

  test('and without a build, a page beside it is a site that is served as it is written', async () => {
    const plan = await planIn({ 'index.html': '<!doctype html><title>a</title>', 'js/a.js': '1' });
    expect(plan.subjects.map(({ check, subject }) => [check, subject.name])).toEqual([
      ['bundle', 'app'],
      ['vitals', 'home'],
    ]);
    expect(plan.servers.site?.settings).toMatchObject({ static: '.' });
    expect(plan.notes.join()).toContain(
      'this folder (its index.html is here, and no build runs) and the page index.html, with',
    );
    expect((await planIn({ 'index.html': '---\nlayout: home\n---\n' })).subjects).toEqual([]);
  });

  test('and with a config in a package, it is said to run there', async () => {
    const files = { 'packages/web/perf-budget.yml': 'bundle: { app: { path: dist } }', 'package.json': '{}' };
    await inFolder(files, async (directory) => {
      await createRepository(directory, {});
      const plan = readPlan(directory, null).then((one) => finalPlan(one, { head: directory, startedAt: 0 }, []));
      await expect(plan).rejects.toThrow('packages/web has a config: run there (working-directory).');
    });
  });

  test('it is said which other folders are there', async () => {
    const files = { 'dist/a.js': '', 'build/a.js': '', 'out/a.js': '' };
    expect((await planIn(files)).notes.join()).toContain(
      'so the plan is what was found: the bundle in dist (a usual output folder), with default limits; build and out also exist, and are left out. To',
    );
  });
});

describe('Without a config, by the kind of project', () => {
  const manifest = (more: object) => JSON.stringify({ scripts: { build: 'x' }, ...more });
  const server = { 'package.json': manifest({ dependencies: { express: '5' } }), 'vitest.config.mts': '' };

  test('the code of a server is no bundle, and the lines that measure its speed are named', async () => {
    const plan = await planIn({ ...server, 'dist/index.js': '' });
    expect(plan.subjects).toEqual([]);
    expect(plan.notes.join()).toMatch(/^No check is configured, and this looks like a server \(Express\)\./);
    expect(plan.notes.join()).toContain('servers: { api: { start: node dist/index.js } }\napi: { home: {');
  });

  test('the code of a server is a bundle where the config says so', async () => {
    const plan = await planIn({ ...server, 'dist/a.js': '', 'perf-budget.yml': 'bundle: { app: { path: dist } }' });
    expect(plan.subjects.map(({ subject }) => subject.name)).toEqual(['app']);
    expect(plan.notes).toEqual([]);
  });

  test('a library is no bundle', async () => {
    const plan = await planIn({ 'package.json': manifest({ exports: {}, types: 'a.d.ts' }), 'dist/a.js': '' });
    expect(plan.subjects).toEqual([]);
    expect(plan.notes.join()).toMatch(/^No check is configured, and this looks like a library\./);
  });

  test('each entry of a library is what its import costs, where a bundler is installed', async () => {
    const exports = { '.': './dist/a.js', './server': { import: './dist/b.js' }, './package.json': './package.json' };
    const files = { 'package.json': manifest({ name: '@me/lib', exports }), 'dist/a.js': '' };
    const bundler = { 'node_modules/esbuild/package.json': '{ "version": "0.28.2" }' };
    const plan = await planIn({ ...files, ...bundler });
    expect(plan.subjects.map(({ subject }) => [subject.name, subject.settings])).toEqual([
      [
        '@me/lib',
        expect.objectContaining({
          import: { modules: [{ from: '.', names: '*' }], external: [], bundler: 'esbuild 0.28.2' },
        }),
      ],
      ['@me/lib/server', expect.objectContaining({ path: null })],
    ]);
    expect(plan.notes.join()).toContain(
      'so the plan is what was found: the import of @me/lib and the import of @me/lib/server, with',
    );
    expect((await planIn(files)).notes.join()).toContain(
      'install a bundler, which both sides then use: npm i -D esbuild.',
    );
    const old = { 'node_modules/esbuild/package.json': '{ "version": "0.12.0" }' };
    expect((await planIn({ ...files, ...old })).subjects).toEqual([]);
  });

  test('an app that needs a server is told how its page is measured', async () => {
    const plan = await planIn({
      'package.json': manifest({ dependencies: { next: '16' } }),
      '.next/static/chunks/a.js': '',
    });
    expect(plan.subjects.map(({ check }) => check)).toEqual(['bundle']);
    expect(plan.notes.join()).toContain(
      'No page is measured: this app needs a server: `servers: { web: { start: npx next start } }` and `vitals: { home: { server: web } }`',
    );
  });

  test('before the first build, it is said where the build will write, and never a folder of sources', async () => {
    const vite = manifest({ devDependencies: { vite: '7' } });
    const sources = { 'index.html': '', 'public/a.js': '' };
    const plan = await inFolder({ 'package.json': vite, ...sources }, async (directory) =>
      completePlan(await readPlan(directory, null), directory, null, []),
    );
    expect(plan.notes.join()).toContain('nothing is built yet. After the build: dist (Vite).');
    expect(plan.notes.join()).not.toContain('public');
  });
});

describe('With a config that names no check', () => {
  test('what is found is held against its thresholds', async () => {
    const plan = await planIn({ 'perf-budget.yml': 'build: make\nthresholds:\n  bundle-size: 5%', 'dist/a.js': '' });
    expect(plan.build).toBe('make');
    expect(plan.subjects[0]?.metrics[0]?.threshold).toEqual({
      limit: 0.05,
      by: 'fraction',
      written: true,
      source: { file: 'perf-budget.yml', line: 3 },
    });
    expect(plan.notes).toEqual([
      'No check is configured, so the plan is what was found: the bundle in dist (a usual output folder), with the thresholds of perf-budget.yml. To change this, name checks in perf-budget.yml.',
    ]);
  });

  test('its own servers are left as they are', async () => {
    const plan = await planIn({ 'perf-budget.yml': 'servers: { site: { static: public } }', 'dist/index.html': '' });
    expect(plan.servers).toMatchObject({
      site: { settings: { static: 'public' } },
      'detected site': { settings: { static: 'dist' } },
    });
    expect(plan.subjects[1]?.subject.server).toBe('detected site');
  });
});
