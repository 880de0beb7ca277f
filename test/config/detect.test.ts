import { describe, expect, test } from 'vitest';
import { findOutputFolder } from '../../src/config/detect.ts';
import { completePlan, finalPlan, readPlan } from '../../src/config/read-plan.ts';
import { temporaryFolder, writeFiles } from '../workspace/folder.ts';

async function inFolder<T>(
  files: Readonly<Record<string, string>>,
  look: (directory: string) => Promise<T>,
): Promise<T> {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, files);
  return await look(folder.path);
}

const outputOf = (files: Readonly<Record<string, string>>) =>
  inFolder({ 'package.json': '{}', ...files }, findOutputFolder);

const planIn = (files: Readonly<Record<string, string>>) =>
  inFolder(files, async (directory) => completePlan(await readPlan(directory, null), directory, []));

describe('The output folder is what the bundler says:', () => {
  test.each([
    ['vite.config.js', "export default { build: { outDir: 'public/app' } };"],
    ['vite.config.ts', 'export default defineConfig({ build: { outDir: "./public/app/" } });'],
    ['vite.config.mts', 'build: {\n  outDir:\n    `public/app`,\n}'],
    ['astro.config.mjs', "export default { outDir: 'public/app' };"],
    ['webpack.config.js', "module.exports = { output: { path: path.resolve(__dirname, 'public/app') } };"],
    [
      'webpack.config.cjs',
      "module.exports = { output: { path: __dirname + '/public/app' } };".replace('/public', 'public'),
    ],
    ['rollup.config.mjs', "export default { output: { dir: 'public/app', format: 'es' } };"],
  ])('%s', async (file, text) => {
    expect(await outputOf({ [file]: text, 'public/app/a.js': '', 'dist/b.js': '' })).toEqual({
      path: 'public/app',
      reason: `as ${file} says`,
      hasPage: false,
    });
  });
});

describe('Otherwise it is the first of the usual folders:', () => {
  test.each([
    ['dist before build', { 'dist/a.js': '', 'build/a.js': '' }, 'dist'],
    ['build before out', { 'build/a.js': '', 'out/a.js': '' }, 'build'],
    ['out', { 'out/a.js': '' }, 'out'],
    [
      'not where the bundler says, if nothing is there',
      { 'vite.config.js': "outDir: 'gone'", 'dist/a.js': '' },
      'dist',
    ],
    ['not outside of the checkout', { 'vite.config.js': "outDir: '../..'", 'dist/a.js': '' }, 'dist'],
    ['not the sources themselves', { 'vite.config.js': "outDir: '.'", 'dist/a.js': '' }, 'dist'],
    ['not where only a program knows', { 'vite.config.js': "outDir: join(root, 'y')", 'dist/a.js': '' }, 'dist'],
    ['not a file of that name', { dist: '', 'build/a.js': '' }, 'build'],
  ])('%s', async (_, files, path) => {
    expect(await outputOf(files)).toEqual({ path, reason: 'the usual place', hasPage: false });
  });
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
      'No check is configured, so the bundle in dist (the usual place) was checked, with default limits. To say otherwise, write perf-budget.yml.',
    ]);
  });

  test('its page is checked too, if it has one', async () => {
    const plan = await planIn({ 'dist/index.html': '' });
    expect(plan.subjects.map(({ check, subject }) => [check, subject.name, subject.server])).toEqual([
      ['bundle', 'app', null],
      ['vitals', 'home', 'site'],
    ]);
    expect(plan.servers).toEqual({ site: { settings: { kind: 'static', static: 'dist' }, source: null } });
    expect(plan.notes.join()).toContain('and the page dist/index.html were checked');
  });

  test('and without an output folder there is nothing to measure, and it is said how to mend that', async () => {
    const files = { 'src/a.js': '' };
    expect((await planIn(files)).subjects).toEqual([]);
    await expect(
      inFolder(files, async (directory) => finalPlan(await readPlan(directory, null), directory, [])),
    ).rejects.toThrow(
      'No check is configured, and no output folder was found: neither what a bundler\'s config says, nor dist, build, out. Name what the build writes in perf-budget.yml, for example "bundle: { app: { path: public } }". There is nothing to measure.',
    );
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
      'No check is configured, so the bundle in dist (the usual place) was checked, with the thresholds of perf-budget.yml. To say otherwise, name checks in perf-budget.yml.',
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
