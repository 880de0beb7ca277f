import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { completeBasePlan, readBasePlan } from '../../src/config/base-plan.ts';
import { changedSettings } from '../../src/config/changed-settings.ts';
import { readPlan } from '../../src/config/read-plan.ts';
import { relaxedLimits } from '../../src/config/relaxed.ts';
import { noConfig } from '../../src/config/resolve.ts';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';
import { commit, createRepository, git, repositoryAt } from '../support/git/repository.ts';

const app = (css: string) => `bundle: { app: { path: dist, budgets: { css: ${css} } } }`;

/** What base's config says of the CSS of its bundles, by their names. */
async function cssOf(
  directory: string,
  sha: string,
  {
    config = null,
    built = null,
    only = [],
  }: { config?: string | null; built?: Parameters<typeof completeBasePlan>[0]['built']; only?: string[] } = {},
) {
  const written = await readBasePlan({ repository: repositoryAt(directory), sha, config });
  const { plan, note } = await completeBasePlan({ written, head: noConfig, headDirectory: null, built, only });
  if (plan === null) return note;
  return plan.subjects.map(({ subject, metrics }) => {
    const css = metrics.find(({ metric }) => metric.id === 'css');
    return `${subject.name}: ${css?.budget?.limit ?? null}`;
  });
}

describe('Base’s config is read as it was committed,', () => {
  test('whatever lies in the workspace by now', async () => {
    await using folder = await temporaryFolder();
    const base = await createRepository(folder.path, { 'perf-budget.yml': app('9 kB') });
    await commit(folder.path, { 'perf-budget.yml': app('10 kB') }, 'more');
    await writeFiles(folder.path, { 'perf-budget.yml': app('11 kB') });
    const { plan } = await readBasePlan({ repository: repositoryAt(folder.path), sha: base, config: null });
    const head = await readPlan(folder.path, null);
    expect(plan && relaxedLimits(plan, head)).toMatchObject([
      { rule: 'budget', from: { limit: 9_000 }, to: { limit: 11_000 }, source: { file: 'perf-budget.yml', line: 1 } },
    ]);
  });

  test('at another of the usual names', async () => {
    await using folder = await temporaryFolder();
    const base = await createRepository(folder.path, { '.github/perf-budget.yaml': app('9 kB') });
    await git(folder.path, 'mv', '.github/perf-budget.yaml', 'perf-budget.yml');
    await commit(folder.path, {}, 'moved');
    expect(await cssOf(folder.path, base)).toEqual(['app: 9000']);
  });

  test('at the path that was given, before the usual names', async () => {
    await using folder = await temporaryFolder();
    const base = await createRepository(folder.path, { 'ci/limits.yml': app('9 kB'), 'perf-budget.yml': app('1 kB') });
    for (const config of ['ci/limits.yml', './ci/../ci/limits.yml', join(folder.path, 'ci/limits.yml')]) {
      expect(await cssOf(folder.path, base, { config })).toEqual(['app: 9000']);
    }
  });

  test('at a usual name, where base has nothing at the path that was given', async () => {
    await using folder = await temporaryFolder();
    const base = await createRepository(folder.path, { 'perf-budget.yml': app('9 kB') });
    expect(await cssOf(folder.path, base, { config: 'ci/new.yml' })).toEqual(['app: 9000']);
  });

  test('in a folder of the repository, relative to it', async () => {
    await using folder = await temporaryFolder();
    const base = await createRepository(folder.path, {
      'perf-budget.yml': app('1 kB'),
      'limits.yml': app('2 kB'),
      'packages/größe a/perf-budget.yml': app('9 kB'),
    });
    const directory = join(folder.path, 'packages/größe a');
    expect(await cssOf(directory, base)).toEqual(['app: 9000']);
    expect(await cssOf(directory, base, { config: '../../limits.yml' })).toEqual(['app: 2000']);
  });

  test('where a link leads to', async () => {
    await using folder = await temporaryFolder();
    await writeFiles(folder.path, { 'packages/a/package.json': '{}' });
    await symlink('../../shared/limits.yml', join(folder.path, 'packages/a/perf-budget.yml'));
    const base = await createRepository(folder.path, { 'shared/limits.yml': app('9 kB') });
    expect(await cssOf(join(folder.path, 'packages/a'), base)).toEqual(['app: 9000']);
  });
});

describe('A config that is committed', () => {
  const changes = async (directory: string, sha: string, config: string | null) => {
    const base = await readBasePlan({ repository: repositoryAt(directory), sha, config });
    const head = await readPlan(directory, config);
    return base.plan && changedSettings(base.plan, head).map(({ setting }) => setting);
  };

  test('has not moved where it lies at the path that was given, however that is written', async () => {
    await using folder = await temporaryFolder();
    const base = await createRepository(folder.path, { 'ci/limits.yml': app('9 kB'), 'packages/a/package.json': '{}' });
    for (const config of ['ci/limits.yml', './ci/../ci/limits.yml', join(folder.path, 'ci/limits.yml')]) {
      expect(await changes(folder.path, base, config)).toEqual([]);
    }
    expect(await changes(join(folder.path, 'packages/a'), base, '../../ci/limits.yml')).toEqual([]);
  });

  test('has moved where head has it at another path, or none', async () => {
    await using folder = await temporaryFolder();
    const base = await createRepository(folder.path, { '.github/perf-budget.yaml': app('9 kB') });
    await git(folder.path, 'mv', '.github/perf-budget.yaml', 'perf-budget.yml');
    const file = { key: 'file', from: '.github/perf-budget.yaml' };
    expect(await changes(folder.path, base, null)).toEqual([{ ...file, to: 'perf-budget.yml' }]);
    await git(folder.path, 'rm', '--quiet', '--force', 'perf-budget.yml');
    expect(await changes(folder.path, base, null)).toEqual([{ ...file, to: 'none' }]);
  });
});

describe('Where base has no config', () => {
  test('nothing was configured', async () => {
    await using folder = await temporaryFolder();
    const base = await createRepository(folder.path, { 'index.js': '' });
    expect(await cssOf(folder.path, base)).toEqual([]);
  });

  test('what its build wrote was checked by the defaults', async () => {
    await using folder = await temporaryFolder();
    await using built = await temporaryFolder();
    const base = await createRepository(folder.path, { 'index.js': '' });
    await writeFiles(built.path, { 'dist/app.js': 'x' });
    expect(await cssOf(folder.path, base, { built: { directory: built.path, startedAt: 0 } })).toEqual(['app: null']);
  });

  test('but its head is told to use one from elsewhere, no commit changes that', async () => {
    await using folder = await temporaryFolder();
    const base = await createRepository(folder.path, { 'perf-budget.yml': app('9 kB') });
    expect(await cssOf(folder.path, base, { config: '../elsewhere.yml' })).toBeNull();
  });
});

describe('Where base has no config, and nothing at the place that head’s first one names,', () => {
  async function measuredOnBase(config: string, files: { base: string[]; head: string[] }) {
    await using repository = await temporaryFolder();
    await using base = await temporaryFolder();
    await using head = await temporaryFolder();
    const sha = await createRepository(repository.path, { 'index.js': '' });
    await writeFiles(repository.path, { 'perf-budget.yml': config });
    const filled = (paths: string[]) => Object.fromEntries(paths.map((path) => [path, 'x']));
    await writeFiles(base.path, filled(files.base));
    await writeFiles(head.path, filled(files.head));
    const written = await readBasePlan({ repository: repositoryAt(repository.path), sha, config: null });
    const { measured, note } = await completeBasePlan({
      written,
      head: await readPlan(repository.path, null),
      headDirectory: head.path,
      built: { directory: base.path, startedAt: 0 },
      only: [],
    });
    return { paths: measured.subjects.map(({ subject }) => (subject.settings as { path: string }).path), note };
  }

  test.each(['app', 'web'])('what base’s build wrote elsewhere is compared with head’s bundle %s', async (name) => {
    const files = { base: ['dist/app.js'], head: ['build/app.js'] };
    expect(await measuredOnBase(`bundle: { ${name}: { path: build } }`, files)).toEqual({
      paths: ['dist'],
      note: `The builds wrote to different places, which were compared: bundle.${name}.path is dist on base, build on head.`,
    });
  });

  test('what head has as well has not moved, and what base lacks is named as not compared', async () => {
    const files = { base: ['dist/app.js'], head: ['dist/app.js', 'stories/app.js'] };
    expect(await measuredOnBase('bundle: { app: { path: dist }, stories: { path: stories } }', files)).toEqual({
      paths: ['dist', 'stories'],
      note: 'bundle stories was not compared: base has nothing at stories after its build.',
    });
  });

  test('nothing is compared where it is unclear which of head’s places base’s is', async () => {
    const files = { base: ['dist/app.js'], head: ['out/a/a.js', 'out/b/b.js'] };
    expect(await measuredOnBase('bundle: { a: { path: out/a }, b: { path: out/b } }', files)).toEqual({
      paths: ['out/a', 'out/b'],
      note: 'bundle a was not compared: base has nothing at out/a after its build. bundle b was not compared: base has nothing at out/b after its build.',
    });
  });

  test('a limit on files that base has not says nothing about where its bundle is', async () => {
    const files = { base: ['build/app.js', 'dist/other.js'], head: ['build/app.js', 'build/new.js'] };
    const config = 'bundle: { app: { path: build, budgets: { "new.js": 1 kB } } }';
    expect(await measuredOnBase(config, files)).toEqual({
      paths: ['build'],
      note: null,
    });
  });
});

test('Only the subjects that are asked for are compared, even if they are none', async () => {
  await using folder = await temporaryFolder();
  const base = await createRepository(folder.path, {
    'perf-budget.yml': 'bundle: { app: { path: dist }, docs: { path: docs } }',
  });
  expect(await cssOf(folder.path, base, { only: ['bundle/docs'] })).toEqual(['docs: null']);
  expect(await cssOf(folder.path, base, { only: ['bundle/new'] })).toEqual([]);
});

describe('It is a note and no failure', () => {
  test('that base’s config is not valid', async () => {
    await using folder = await temporaryFolder();
    const base = await createRepository(folder.path, { '.github/perf-budget.yml': 'bundel: {}' });
    expect(await cssOf(folder.path, base)).toBe(
      `.github/perf-budget.yml of base (${base.slice(0, 7)}) is not valid for this version of perf-budget, so limits that this change loosens are not shown, and base is built and run as head's config says.`,
    );
  });

  test('that the commit is not there', async () => {
    await using folder = await temporaryFolder();
    await createRepository(folder.path, { 'perf-budget.yml': app('9 kB') });
    expect(await cssOf(folder.path, 'f'.repeat(40))).toMatch(
      /^perf-budget\.yml of base \(.+\) can't be read: .+, so limits that this change loosens are not shown, and base is built and run as head's config says\.$/,
    );
  });

  test.each([['perf-budget.yml'], ['/etc/hostname'], ['../../outside.yml']])(
    'that it is a link to %s',
    async (target) => {
      await using folder = await temporaryFolder();
      await symlink(target, join(folder.path, 'perf-budget.yml'));
      const base = await createRepository(folder.path, { 'index.js': '' });
      expect(await cssOf(folder.path, base)).toContain(`perf-budget.yml of base (${base.slice(0, 7)}) can't be read: `);
    },
  );
});
