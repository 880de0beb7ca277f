import { expect, test } from 'vitest';
import { lackingIn } from '../../src/config/paths-exist.ts';
import { finalPlan, readPlan } from '../../src/config/read-plan.ts';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';

/** What is said of a config once head is built. */
async function afterBuild(files: Readonly<Record<string, string>>, patterns: readonly string[] = []) {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, files);
  return await finalPlan(await readPlan(folder.path, null), { head: folder.path, startedAt: 0 }, patterns);
}

const config = `servers:
  site: { static: dist }
  unused: { static: nowhere }
bundle:
  app: { path: dist }
  old: { files: "old/*.js" }
vitals:
  home: { server: site }
`;

test('All that the build did not write is told at once, with the line that names it', async () => {
  await expect(afterBuild({ 'perf-budget.yml': config })).rejects.toThrow(
    [
      'perf-budget.yml:2 → servers.site.static: there is no folder "dist" after the build. Name what the build writes, relative to the working directory.',
      'perf-budget.yml:5 → bundle.app: there is nothing at "dist" after the build. Name what the build writes, relative to the working directory.',
      'perf-budget.yml:6 → bundle.old: there is nothing at "old/*.js" after the build. Name what the build writes, relative to the working directory.',
    ].join('\n'),
  );
});

test('A file is no folder to serve', async () => {
  await expect(afterBuild({ 'perf-budget.yml': config, dist: '', 'old/a.js': '' }, ['vitals'])).rejects.toThrow(
    'servers.site.static: there is no folder "dist" after the build',
  );
});

test('What is there is measured, and a server that nobody uses needs no folder', async () => {
  const plan = await afterBuild({ 'perf-budget.yml': config, 'dist/a.js': '', 'old/a.js': '' });
  expect(plan.subjects).toHaveLength(3);
});

test('Only what --only names has to be there', async () => {
  const plan = await afterBuild({ 'perf-budget.yml': config, 'old/a.js': '' }, ['bundle/old']);
  expect(plan.subjects.map(({ subject }) => subject.name)).toEqual(['old']);
});

test('Where head could not be built, nothing is looked for', async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, { 'perf-budget.yml': config });
  expect((await finalPlan(await readPlan(folder.path, null), { head: null, startedAt: 0 }, [])).subjects).toHaveLength(
    3,
  );
});

test('A data file that is missing or empty is told apart from what a build writes', async () => {
  await using folder = await temporaryFolder();
  const text = `servers: { api: { start: x } }
bundle: { app: { path: dist } }
api:
  list: { server: api, request: "GET /$\{data:id}", data: rows.csv }
`;
  await writeFiles(folder.path, { 'perf-budget.yml': text, 'rows.csv': 'id\n' });
  expect(await lackingIn(await readPlan(folder.path, null), folder.path)).toMatchObject([
    { text: expect.stringContaining('perf-budget.yml:2 → bundle.app'), isOutput: true },
    { text: 'perf-budget.yml:4 → api.list: rows.csv has no rows', isOutput: false },
  ]);
});
