import { mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { CONFIG, library, main, openShop } from '../support/baselines/shop.ts';
import { perfBudget, readReport } from '../support/cli/perf-budget.ts';
import { config, shop, slowly, worse } from '../support/folders/shop-app.ts';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';
import { checkOutBranch, commit, type Files } from '../support/git/pull-request.ts';
import { openJob } from '../support/github/job.ts';
import { serve } from '../support/servers/loopback.ts';

/** Each side is installed, built, served and found as its own commit's config says. */

const rounds = { vitals: 2, api: 2 };
const BUNDLE = config({ checks: ['bundle'], rounds });
const API = config({ checks: ['api'], rounds, gently: true });
const { 'server.js': server = '', 'migrate.js': migrate = '', 'build.js': build = '' } = shop;
const manifest = (scripts: Files) =>
  JSON.stringify({ name: 'shop', private: true, type: 'module', scripts: { ...scripts } });

interface Change {
  /** Written over the shop, in base and so in head. */
  readonly base: Files;
  readonly head: Files;
  /** What head no longer has. */
  readonly gone?: readonly string[];
}

async function measured({ base, head, gone = [] }: Change, ...args: readonly string[]) {
  await using folder = await temporaryFolder();
  const { workspace } = await checkOutBranch(folder.path, { base: { ...shop, ...slowly, ...base }, head });
  for (const path of gone) await rm(join(workspace, path));
  if (gone.length > 0) await commit(workspace, {}, 'Clean up');
  const call = { directory: workspace, temporary: join(folder.path, 'temporary') };
  const outcome = await perfBudget(call, 'run', '--base', 'main', ...args);
  const report = args.includes('--plan') ? null : await readReport(join(workspace, '.perf-budget'));
  return { ...outcome, report };
}

/** What a report says of how base was had. A busy machine may fail a visit, which is made again. */
const comparisonOf = (report: Report | null | undefined) => ({
  source: report?.base.source,
  failures: report?.failures.filter((one) => one.stage !== 'visit' || one.code !== 'saturated'),
  baselines: [...new Set(report?.results.map(({ baseline }) => baseline))],
  uncompared: report?.results.filter(({ base, head }) => base === null || head === null).map(({ id }) => id),
});
const COMPARED = { source: 'measured', failures: [], baselines: ['measured'], uncompared: [] };

const into = (folder: string) => build.replaceAll('dist', folder);
const ignore = { '.gitignore': 'dist\npublic\ndata\nnode_modules\n' };
const install = (file: string) =>
  `import { mkdirSync, writeFileSync } from 'node:fs';\nmkdirSync('node_modules');\nwriteFileSync('node_modules/${file}', '');\n`;
const needs = (file: string) => `import { statSync } from 'node:fs';\nstatSync('node_modules/${file}');\n${build}`;

const bundles: Record<string, Change> = {
  'the build script': {
    base: { 'perf-budget.yml': BUNDLE },
    head: {
      'package.json': manifest({ bundle: 'node build.js' }),
      'perf-budget.yml': `build: npm run bundle\n${BUNDLE}`,
    },
  },
  'the commands that install and build': {
    base: {
      ...ignore,
      'a.js': install('a'),
      'build.js': needs('a'),
      'perf-budget.yml': `install: node a.js\nbuild: node build.js\n${BUNDLE}`,
    },
    head: {
      'b.js': install('b'),
      'pack.js': needs('b'),
      'perf-budget.yml': `install: node b.js\nbuild: node pack.js\n${BUNDLE}`,
    },
    gone: ['a.js', 'build.js'],
  },
  'the globs of its files': {
    base: { ...ignore, 'perf-budget.yml': 'bundle: { app: { files: "dist/**", exclude: "dist/*.html" } }' },
    head: {
      'build.js': into('public/site'),
      'perf-budget.yml': 'bundle: { app: { files: "public/site/**", exclude: "public/site/*.html" } }',
    },
  },
};

describe.concurrent('a pull request that renames', () => {
  it.each(Object.keys(bundles))('%s has its bundle compared', async (name) => {
    const { code, stdout, stderr, report } = await measured(bundles[name] as Change);
    expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
    expect(comparisonOf(report)).toEqual(COMPARED);
    expect(report?.verdict).toBe('pass');
    expect(report?.results.map(({ change }) => change?.absolute)).toEqual(report?.results.map(() => 0));
  });

  it('the output folder, and makes the bundle grow, is found out by the action', async () => {
    await using job = await openJob();
    const { code, log, report } = await job.run({
      base: { ...shop, ...ignore, 'perf-budget.yml': BUNDLE },
      head: {
        'build.js': into('public/site'),
        'perf-budget.yml': BUNDLE.replaceAll('dist', 'public/site'),
        'src/catalogue.js': worse['src/catalogue.js'] ?? '',
      },
    });
    expect({ code, log }).toMatchObject({ code: 1 });
    expect(comparisonOf(report)).toEqual(COMPARED);
    expect(report?.results.find(({ id }) => id === 'bundle/app/javascript')?.threshold.status).toBe('regressed');
    expect(job.github.state.comments[0]?.body).toContain('more JavaScript');
  });
});

describe.concurrent('why a bundle grew', () => {
  it('is found by each side’s own build, run once more with maps', async () => {
    await using project = await openShop();
    const { directory } = project;
    const installed = join(import.meta.dirname, '../../node_modules');
    for (const name of ['vite', '.bin']) {
      await mkdir(join(directory, 'node_modules'), { recursive: true });
      await symlink(join(installed, name), join(directory, 'node_modules', name), 'junction');
    }
    const built = (script: string, outDir: string, ...names: string[]) => ({
      'package.json': manifest({ [script]: `vite build --outDir ${outDir}` }),
      'src/main.js': main(...names),
    });
    const base = await project.commit({
      ...built('build', 'dist', 'dates'),
      'index.html': '<!doctype html><title>Shop</title><script type="module" src="/src/main.js"></script>',
      '.gitignore': 'dist\nout\nnode_modules/vite\nnode_modules/.bin\n',
      'perf-budget.yml': CONFIG.replace(
        'node --version',
        `ln -s '${installed}/vite' '${installed}/.bin' node_modules/`,
      ),
    });
    await project.commit({
      ...built('bundle', 'out', 'dates', 'charts'),
      ...library('charts', 900),
      'perf-budget.yml': `build: npm run bundle\n${CONFIG.replace('dist', 'out')}`,
    });
    const { report } = await project.run({ base: { kind: 'commit', sha: base, reason: 'before' } });
    expect(comparisonOf(report)).toEqual(COMPARED);
    expect(report.findings[0]).toMatchObject({ code: 'bundle.package-new', evidence: { name: 'charts' } });
    expect(report.notes).toEqual([]);
  });
});

const servers: Record<string, Change> = {
  'what prepares the server, a variable, the folder that it runs in, and where it is ready': {
    base: { 'perf-budget.yml': API },
    head: {
      'packages/api/package.json': manifest({}),
      'packages/api/routes.js': slowly['routes.js'],
      'packages/api/server.js': server.replace('/healthz', '/ready').replaceAll('env.DATABASE', 'env.STORE'),
      'packages/api/setup.js': migrate.replaceAll('env.DATABASE', 'env.STORE'),
      'perf-budget.yml': API.replace('migrate.js', 'setup.js')
        .replace('DATABASE', 'STORE')
        .replace('ready: /healthz', 'ready: /ready\n    cwd: packages/api'),
    },
    gone: ['server.js', 'migrate.js', 'routes.js'],
  },
  'the server itself, and its entry': {
    base: { 'perf-budget.yml': API },
    head: {
      'index.js': server,
      'perf-budget.yml': API.replace('server.js', 'index.js').replaceAll(/\bapi:\n {4}start|server: api/g, (found) =>
        found.replace('api', 'shop'),
      ),
    },
    gone: ['server.js'],
  },
};

describe.concurrent('a pull request that renames', () => {
  it.each(Object.keys(servers))('%s has its endpoint compared', async (name) => {
    const { code, stdout, stderr, report } = await measured(servers[name] as Change);
    expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
    expect(comparisonOf(report)).toEqual(COMPARED);
  });
});

describe.concurrent('where base has no config', () => {
  async function bundleBy(head: Files) {
    await using folder = await temporaryFolder();
    const { 'perf-budget.yml': _, ...plain } = shop;
    const files = { 'build.js': into('public/site'), ...head };
    const { workspace } = await checkOutBranch(folder.path, { base: { ...plain, ...ignore }, head: files });
    const call = { directory: workspace, temporary: join(folder.path, 'temporary') };
    const outcome = await perfBudget(call, 'run', '--base', 'main', '--only', 'bundle');
    const stdout = outcome.stdout.replaceAll(/\s+/g, ' '); // long lines are wrapped
    return { ...outcome, stdout, report: await readReport(join(workspace, '.perf-budget')) };
  }

  it('the output folder is found on each side, and a note says where', async () => {
    const { code, stdout, report } = await bundleBy({});
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(comparisonOf(report)).toEqual(COMPARED);
    const note = 'bundle.app.path is dist on base, public/site on head';
    expect(report.notes.find((one) => one.includes(note))).toMatch(/which were compared: /);
    expect(stdout).toContain(note);
  });

  it('a bundle that grows is compared though head’s first config names another output folder', async () => {
    const { code, stdout, report } = await bundleBy({
      'src/catalogue.js': worse['src/catalogue.js'] ?? '',
      'perf-budget.yml': 'bundle: { shop: { path: public/site } }',
    });
    expect({ code, stdout }).toMatchObject({ code: 1 });
    expect(comparisonOf(report)).toEqual(COMPARED);
    expect(report.results.find(({ id }) => id === 'bundle/shop/javascript')?.threshold.status).toBe('regressed');
    expect(stdout).toContain('bundle.shop.path is dist on base, public/site on head');
  });
});

describe.concurrent('--plan', () => {
  it('shows what base’s own config says differently', async () => {
    const renamed = { 'perf-budget.yml': API.replace('server.js', 'index.js') };
    const { stdout } = await measured({ base: { 'perf-budget.yml': API }, head: renamed }, '--plan');
    expect(stdout).toContain('on base, by its own config\n  servers.api.start: node server.js\n');
  });
});

const ADDRESSES = (head: string, base: string) => `
servers: { live: { url: "${head}", base-url: "${base}" } }
api: { list: { server: live, request: GET /, connections: 1 } }
bundle: { app: { path: dist } }
measure: { rounds: 2 }
`;

describe.concurrent('servers that run elsewhere', () => {
  it('servers that run elsewhere are compared though neither side can be built, in a repository or not', async () => {
    await using head = await serve((_, response) => void setTimeout(() => response.end('head'), 10));
    await using base = await serve((_, response) => void setTimeout(() => response.end('base'), 10));
    const files = {
      'perf-budget.yml': ADDRESSES(head.origin, base.origin),
      'package.json': manifest({ build: 'exit 1' }),
    };
    await using folder = await temporaryFolder();
    const { workspace } = await checkOutBranch(folder.path, { base: files, head: { 'a.txt': '' } });
    const plain = join(folder.path, 'plain');
    await mkdir(plain);
    await writeFiles(plain, files);
    for (const directory of [workspace, plain]) {
      const call = { directory, temporary: join(folder.path, 'temporary') };
      await perfBudget(call, 'run', '--only', 'api/*');
      const report = await readReport(join(directory, '.perf-budget'));
      const { source, failures } = comparisonOf(report);
      expect({ source, failures }).toEqual({ source: 'measured', failures: [] });
      expect(report.base.addresses).toEqual(['live']);
      expect(report.results.find(({ id }) => id === 'api/list/p50')).toMatchObject({
        base: expect.any(Number),
        head: expect.any(Number),
      });
      expect(report.phases.map(({ name }) => name)).not.toContain('build');
      expect(await readdir(call.temporary)).toEqual([]);
    }
  });
});
