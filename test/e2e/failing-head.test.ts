import { describe, expect, it } from 'vitest';
import { renderTerminal } from '../../src/report/terminal/terminal.ts';
import { config, shop, slowly } from '../support/folders/shop-app.ts';
import { type Done, type Job, openJob } from '../support/github/job.ts';

const withApi = config({ checks: ['api'], rounds: { vitals: 1, api: 3 }, gently: true });
const base = { ...shop, ...slowly, 'perf-budget.yml': withApi };

/** The shop's server, which counts its launches in `launch` and runs `broken` before it answers a request for products. */
const serverWith = (broken: string) =>
  (shop['server.js'] ?? '')
    .replace(
      'createServer(',
      `const launches = process.env.DATABASE + '.launches';
const launch = existsSync(launches) ? Number(readFileSync(launches, 'utf8')) + 1 : 1;
writeFileSync(launches, String(launch));
let served = 0;
createServer(`,
    )
    .replace('{ readFileSync }', '{ existsSync, readFileSync, writeFileSync }')
    .replace('const route =', `served++;\n  ${broken}\n  const route =`);

/** All that a person may read of a run. */
const places = (job: Job, { log, summary, report }: Done) => ({
  terminal: report === null ? '' : renderTerminal(report, { columns: 100, color: false }),
  comment: job.github.state.comments[0]?.body ?? '',
  summary,
  error: (log.split('\n').find((line) => line.startsWith('::error::')) ?? '')
    .replaceAll('%25', '%')
    .replaceAll('%0A', ' '),
});

const verdictsOf = ({ report }: Done) =>
  Object.fromEntries(
    (report?.results ?? []).filter(({ gates }) => gates).map(({ metric, verdict }) => [metric, verdict]),
  );

async function runOf(files: Parameters<Job['run']>[0], words: RegExp, check: (done: Done) => void): Promise<void> {
  await using job = await openJob();
  const done = await job.run(files);
  check(done);
  const shown = places(job, done);
  for (const [place, text] of Object.entries(shown)) {
    // The terminal wraps its lines, and stars, ticks and backslashes are markup.
    expect({ place, text: text.replace(/\s+/g, ' ').replace(/\*\*|[`\\]/g, '') }).toMatchObject({
      text: expect.stringMatching(words),
    });
  }
  expect(shown.comment.split('\n').slice(0, 2).join()).not.toContain('✅');
}

describe.concurrent('a server of head', () => {
  it('that hangs after some visits has an error rate of 100 %, and is called what it is', async () => {
    const brief = { 'perf-budget.yml': withApi.replace('connections: 4', '$&\n    timeout: 2 s') };
    const head = { 'server.js': serverWith('if (launch >= 2) return;') };
    const words = /GET \/api\/products was not answered within 2 s, \d+ times of \d+ \(head\)/;
    await runOf({ base: { ...base, ...brief }, head }, words, (done) => {
      expect(done).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
      expect(verdictsOf(done)).toEqual({ p95: 'invalid', 'error-rate': 'fail' });
      expect(done.report?.results.find(({ metric }) => metric === 'error-rate')).toMatchObject({ base: 0, head: 1 });
    });
  });

  it('that a supervisor starts again in every visit is incomplete', async () => {
    const supervised = {
      ...base,
      'supervisor.js': `import { spawn } from 'node:child_process';
const start = () => spawn(process.execPath, ['server.js'], { stdio: 'inherit' }).on('exit', () => setTimeout(start, 300));
start();
`,
      'perf-budget.yml': withApi.replace('start: node server.js', 'start: node supervisor.js'),
    };
    const head = { 'server.js': serverWith('if (served > 60) process.exit(1);') };
    const words = /GET \/api\/products: the server takes no connections any more: .*ECONNREFUSED.* \(head\)/;
    await runOf({ base: supervised, head }, words, (done) => {
      expect(done).toMatchObject({ code: 3, outputs: { verdict: 'incomplete' } });
      expect(verdictsOf(done)).toEqual({ p95: 'invalid', 'error-rate': 'invalid' });
    });
  });

  it('that ends connections in the middle of its answers fails by its error rate', async () => {
    const half =
      "response.writeHead(200, { 'content-length': 1000 });\n    response.write('{');\n    return setTimeout(() => request.socket.destroy(), 2);";
    const head = { 'server.js': serverWith(`if (served % 3 === 0) {\n    ${half}\n  }`) };
    await runOf({ base, head }, /no answer to [23]\d(\.\d)? % of its requests, where 2xx was expected/, (done) => {
      expect(done).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
      expect(verdictsOf(done)).toMatchObject({ 'error-rate': 'fail' });
    });
  });

  it('that answers 500 from its second launch on fails by its error rate, and looks no cheaper for it', async () => {
    const head = { 'server.js': serverWith('if (launch >= 2) return response.writeHead(500).end();') };
    await runOf({ base, head }, /500 to [5-7]\d(\.\d)? % of its requests, where 2xx was expected/, (done) => {
      expect(done).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
      expect(verdictsOf(done)).toEqual({ p95: 'invalid', 'error-rate': 'fail' });
      expect(done.report?.results.filter(({ threshold }) => threshold.status === 'improved')).toEqual([]);
    });
  });
});

describe.concurrent('a page of head', { timeout: 900_000 }, () => {
  it('that answers 500 from its second visit on is incomplete', async () => {
    const page = '<!doctype html><html lang="en"><title>Sale</title><h1>Everything must go</h1></html>';
    const onSale = (status: string) =>
      serverWith(`if (request.url === '/sale') {
    response.writeHead(${status}, { 'content-type': 'text/html' });
    return response.end(${JSON.stringify(page)});
  }`);
    const ofSale = `${config({ checks: [], rounds: { vitals: 2, api: 1 } })}vitals:\n  sale: { server: api, path: /sale }\n`;
    const files = {
      base: { ...shop, 'perf-budget.yml': ofSale, 'server.js': onSale('200') },
      head: { 'server.js': onSale('launch > 1 ? 500 : 200') },
    };
    await runOf(files, /head answers 500 to GET \/sale/, (done) => {
      expect(done).toMatchObject({ code: 3, outputs: { verdict: 'incomplete' } });
      expect(new Set(Object.values(verdictsOf(done)))).toEqual(new Set(['invalid']));
    });
  });
});
