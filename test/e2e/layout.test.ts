import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { config, shop, slowly, worse } from '../support/folders/shop-app.ts';
import { checkOutPullRequest, commit, type Files, git } from '../support/git/pull-request.ts';
import { openJob } from '../support/github/job.ts';

const within = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

describe('a monorepo', () => {
  it('is measured in its working directory, on both sides', async () => {
    await using job = await openJob();
    const few = {
      'perf-budget.yml': config({ checks: ['bundle', 'api'], rounds: { vitals: 1, api: 1 }, gently: true }),
    };
    const root = { 'package.json': JSON.stringify({ private: true, scripts: { build: 'exit 1' } }) };
    const { code, log, report } = await job.run(
      {
        base: { ...root, ...within('packages/shop', { ...shop, ...slowly, ...few }) },
        head: within('packages/shop', { 'src/catalogue.js': worse['src/catalogue.js'] ?? '' }),
      },
      { inputs: { 'working-directory': 'packages/shop' } },
    );
    expect({ code, log }).toMatchObject({ code: 1 });
    expect(report).toMatchObject({ verdict: 'fail', config: 'perf-budget.yml', base: { source: 'measured' } });
    expect(report?.results.find(({ id }) => id === 'api/list products/p95')).toMatchObject({ baseline: 'measured' });
    expect(job.github.state.checkRuns[0]?.annotations).toEqual(
      expect.arrayContaining([expect.objectContaining({ path: 'packages/shop/perf-budget.yml' })]),
    );
    expect(job.github.state.comments[0]?.body).toContain('/packages/shop/perf-budget.yml');
  });
});

describe('a repository with a submodule', () => {
  it('is built with it on both sides', async () => {
    await using job = await openJob();
    const theme = join(job.folder, 'theme');
    await mkdir(theme);
    await git(theme, 'init', '--quiet', '--initial-branch=main');
    await git(theme, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    const sha = await commit(theme, { 'style.css': 'h1 { color: red }\n' }, 'Theme');
    const project = {
      ...shop,
      'perf-budget.yml': config({ checks: ['bundle'] }),
      '.gitmodules': `[submodule "theme"]\n\tpath = theme\n\turl = file://${theme}\n`,
      'build.js': `${shop['build.js']}writeFileSync('dist/assets/theme.css', readFileSync('theme/style.css'));\n`,
    };
    const checkout = await checkOutPullRequest(job.folder, {
      base: project,
      head: { 'readme.md': 'Hello' },
      links: { theme: sha },
    });
    const allow = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'protocol.file.allow', GIT_CONFIG_VALUE_0: 'always' };
    await git(checkout.workspace, '-c', 'protocol.file.allow=always', 'submodule', 'update', '--init', '--depth=1');

    const { result } = await job.start(checkout, { env: allow });
    const { code, log, outputs } = await result;
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(outputs).toMatchObject({ verdict: 'pass' });
    await job.expectNothingLeft(checkout, outputs.report);
  });
});
