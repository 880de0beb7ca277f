import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { renderTerminal } from '../../src/report/terminal/terminal.ts';
import { config, shop as fastShop, routes, slowly } from '../support/folders/shop-app.ts';
import type { Files } from '../support/git/pull-request.ts';
import { openJob } from '../support/github/job.ts';

const shop: Files = { ...fastShop, ...slowly };
const few = { rounds: { vitals: 1, api: 1 }, gently: true };
const withApi = { 'perf-budget.yml': config({ checks: ['api'], ...few }) };
const withBundleAndApi = { 'perf-budget.yml': config({ checks: ['bundle', 'api'], ...few }) };

const cannotBuild = { 'build.js': "console.log('looking for the theme');\nthrow new Error('there is no theme');\n" };

const stillborn = "console.error('no DATABASE_PASSWORD');\nprocess.exit(1);\n";

describe.concurrent('base that cannot be built', () => {
  it('leaves head to its budgets alone, and says why', async () => {
    await using job = await openJob();
    const { code, log, summary, report, outputs, checkout } = await job.run({
      base: { ...shop, ...withBundleAndApi, ...cannotBuild },
      head: { 'build.js': shop['build.js'] ?? '' },
    });
    expect({ code, log }).toMatchObject({ code: 0 });
    const why = `base (${checkout.base.slice(0, 7)}) could not be built`;
    expect(report).toMatchObject({
      verdict: 'pass',
      base: { sha: checkout.base, source: 'none', reason: why },
    });
    expect(report?.failures.filter(({ stage }) => stage !== 'visit')).toMatchObject([
      {
        stage: 'build',
        side: 'base',
        message: expect.stringMatching(/ended with exit code 1: Error: there is no theme$/),
        output: expect.stringMatching(/looking for the theme\n(?:.*\n)*Error: there is no theme$/),
        log: 'logs/base-build.log',
      },
    ]);
    const files = outputs.files?.split('\n') ?? [];
    const written = files.find((file) => file.endsWith('/logs/base-build.log')) ?? '';
    expect(await readFile(written, 'utf8')).toMatch(/Error: there is no theme\n +at /);
    expect(files.some((file) => file.endsWith('/logs/head-build.log'))).toBe(true);
    for (const { baseline, base, threshold } of report?.results ?? []) {
      expect({ baseline, base, status: threshold.status }).toEqual({
        baseline: 'none',
        base: null,
        status: 'no-baseline',
      });
    }
    const body = job.github.state.comments[0]?.body ?? '';
    const firstLines = body.split('\n').slice(0, 4).join('\n');
    expect(firstLines).toMatch(/nothing was compared: base .* could not be built/i);
    const terminal = report === null ? '' : renderTerminal(report, { columns: 1_000, color: false });
    for (const text of [body, summary, terminal]) {
      expect(text).toMatch(/build of base.*ended with exit code 1: Error: there is no theme/);
    }
    expect(body).toContain('The whole log is `logs/base-build.log`');
    expect(job.github.state.checkRuns).toMatchObject([{ conclusion: 'success' }]);
  });

  it('does not save head from its budgets', async () => {
    await using job = await openJob();
    const head = {
      'build.js': shop['build.js'] ?? '',
      'perf-budget.yml': 'bundle:\n  app:\n    path: dist\n    budgets: { total: 1 kB }\n',
    };
    const { code, outputs } = await job.run({ base: { ...shop, ...cannotBuild }, head });
    expect(code).toBe(1);
    expect(outputs).toMatchObject({ verdict: 'fail', 'over-budget': '1', regressions: '0' });
  });
});

describe.concurrent('base that is built and then fails while it is measured', () => {
  it('is no base for what is named in the first line, without a tick and with its own words', async () => {
    await using job = await openJob();
    const { code, log, summary, report } = await job.run({
      base: { ...shop, ...withBundleAndApi, 'server.js': stillborn },
      head: { 'server.js': shop['server.js'] ?? '' },
    });
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(report).toMatchObject({ verdict: 'pass', base: { source: 'measured' } });
    const body = job.github.state.comments[0]?.body ?? '';
    for (const text of [body, summary]) {
      const [first = ''] = text.match(/^.*Performance budget.*$/m) ?? [];
      expect(first).toMatch(/: no regression found; .*not compared: list products$/);
      expect(first).not.toContain('✅');
      expect(text).toContain('no DATABASE_PASSWORD');
    }
    expect(log).toMatch(/^::notice::no regression found; .*not compared: list products$/m);
  });
});

describe.concurrent('what only head has', () => {
  it('is held against its budgets, while all else is compared', async () => {
    await using job = await openJob();
    const page = '<!doctype html><html lang="en"><title>Sale</title><h1>Everything must go</h1></html>';
    const head = {
      'routes.js': `${routes({ '/api/products': 10, '/api/sale': 10 })}routes['/sale'] = () => ${JSON.stringify(page)};\n`,
      'perf-budget.yml':
        `${config({ checks: ['api'], ...few })}vitals:\n  sale: { server: api, path: /sale }\n`.replace(
          'api:\n  list',
          'api:\n  sale: { server: api, request: GET /api/sale }\n  list',
        ),
    };
    const { code, log, report } = await job.run({ base: { ...shop, ...withApi }, head });
    expect({ code, log }).toMatchObject({ code: 0 });
    const find = (id: string) => report?.results.find((one) => one.id === id);
    for (const [id, check, message] of [
      ['api/sale/p95', 'api', 'base answers 404 to GET /api/sale'],
      ['vitals/sale/mobile/lcp', 'vitals', 'base answers 404 to GET /sale'],
    ] as const) {
      expect(find(id)).toMatchObject({
        baseline: 'none',
        base: null,
        head: expect.any(Number),
        change: null,
        budget: { status: 'within' },
        threshold: { status: 'new' },
        verdict: 'pass',
      });
      // A busy machine may keep a visit from being timed, which is then made again.
      const isOfServer = ({ code }: { readonly code: string }) => code !== 'saturated';
      expect(find(id)?.failures.filter(isOfServer)).toMatchObject([{ side: 'base', code: 'absent' }]);
      const visits = report?.failures.filter((one) => one.stage === 'visit' && one.check === check);
      expect(visits?.filter((one) => one.stage === 'visit' && one.code !== 'saturated')).toMatchObject([
        { subject: 'sale', side: 'base', code: 'absent', message },
      ]);
    }
    expect(find('api/list products/p95')).toMatchObject({ baseline: 'measured', base: expect.any(Number) });
    expect(report?.base.source).toBe('measured');
  });
});

describe.concurrent('head that cannot be built', () => {
  it('is incomplete, and shows the last lines that were printed', async () => {
    await using job = await openJob();
    const { code, log, outputs, summary, report } = await job.run({
      base: { ...shop, ...withBundleAndApi },
      head: cannotBuild,
    });
    expect({ code, log }).toMatchObject({ code: 3 });
    expect(outputs).toMatchObject({ verdict: 'incomplete', breaches: '0' });
    expect(report?.failures.filter(({ stage }) => stage !== 'visit')).toMatchObject([{ stage: 'build', side: 'head' }]);
    const body = job.github.state.comments[0]?.body ?? '';
    for (const text of [body, summary]) {
      expect(text).toContain('### ⚠️ Performance budget: incomplete');
      expect(text).toContain('there is no theme');
    }
    expect(log).toContain('there is no theme');
    expect(log).toMatch(/^::error::incomplete.*build of head.*ended with exit code 1: Error: there is no theme/m);
    expect(job.github.state.checkRuns).toMatchObject([{ conclusion: 'failure' }]);
  });

  it('ends with 0 where fail-on says never, and is still called incomplete', async () => {
    await using job = await openJob();
    const files = { base: { ...shop, ...withBundleAndApi }, head: cannotBuild };
    const { code, outputs } = await job.run(files, { inputs: { 'fail-on': 'never' } });
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ verdict: 'incomplete' });
  });
});

/** A server that goes wrong in head; the files differ from base's in nothing else. */
const brokenServer = (server: string) => ({ ...withBundleAndApi, 'server.js': server });

describe.concurrent('a server of head', () => {
  it('that dies under load is reported with its last lines', async () => {
    await using job = await openJob();
    const isHealth = "if (request.url === '/healthz')";
    const dying = `let served = 0;
${(shop['server.js'] ?? '').replace(
  isHealth,
  `if (++served > 60) {
    console.error('out of connections to the database');
    process.exit(7);
  }
  ${isHealth}`,
)}`;
    const { code, log, outputs, report } = await job.run({
      base: { ...shop, ...withBundleAndApi },
      head: brokenServer(dying),
    });
    expect({ code, log }).toMatchObject({ code: 3 });
    expect(outputs).toMatchObject({ verdict: 'incomplete' });
    const failed = report?.results.find(({ id }) => id === 'api/list products/p95');
    expect(failed).toMatchObject({
      verdict: 'invalid',
      failures: expect.arrayContaining([expect.objectContaining({ side: 'head', code: 'server-failed' })]),
    });
    const body = job.github.state.comments[0]?.body ?? '';
    expect(body).toMatch(/`node server\.js`.* exit(ed)?.* 7/);
    expect(body).toContain('out of connections to the database');
    expect(log).toMatch(/^::error::incomplete.*ended with exit code 7.*out of connections to the database/m);
    // What could be measured is there.
    expect(report?.results.find(({ id }) => id === 'bundle/app/total')).toMatchObject({ verdict: 'pass' });
  });

  it('that dies before it answers is reported with its last lines', async () => {
    await using job = await openJob();
    const { code } = await job.run({ base: { ...shop, ...withBundleAndApi }, head: brokenServer(stillborn) });
    expect(code).toBe(3);
    expect(job.github.state.comments[0]?.body).toContain('no DATABASE_PASSWORD');
  });

  it('that ignores PORT is found out', async () => {
    await using job = await openJob();
    const stubborn = (shop['server.js'] ?? '').replace('process.env.PORT', '0');
    // As long as a busy machine may need to start it.
    const soon = withBundleAndApi['perf-budget.yml'].replace('ready: /healthz', '$&\n    timeout: 6 s');
    const files = { base: { ...shop, ...withBundleAndApi }, head: { 'server.js': stubborn, 'perf-budget.yml': soon } };
    const { code } = await job.run(files);
    expect(code).toBe(3);
    expect(job.github.state.comments[0]?.body).toMatch(/it ignores PORT, and listens on \d+ instead of \d+/);
  });
});
