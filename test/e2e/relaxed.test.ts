import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderTerminal } from '../../src/report/terminal/terminal.ts';
import { perfBudget } from '../support/cli/perf-budget.ts';
import { openJob } from '../support/github/job.ts';

const server = `require('node:http').createServer((_, answer) => answer.end('[]')).listen(process.env.PORT);\n`;

const before = `build: node build.js
servers:
  api: { start: node server.js, env: { MODE: full, API_TOKEN: hush1 }, inspect: off }
bundle:
  app: { path: dist, budgets: { javascript: 250 kB } }
api:
  list: { server: api, request: "GET /list?size=100" }
measure: { rounds: 3, time: 20 s }
`;

const after = `build: node build.js --fast
servers:
  api: { start: node fast.js, env: { MODE: lite, API_TOKEN: hush2 }, ready: /ok, timeout: 40 s, inspect: off }
bundle:
  app: { path: dist, exclude: "vendor/**", compression: brotli, budgets: { javascript: 300 kB } }
api:
  list: { server: api, request: "GET /list?size=1", expect: [2xx, 404], connections: 2, timeout: 20 s }
measure: { rounds: 2, time: 15 s, confidence: 99.9% }
`;

const CHANGES: readonly [string, string, string][] = [
  ['config build', 'node build.js', 'node build.js --fast'],
  ['server api start', 'node server.js', 'node fast.js'],
  ['server api env.MODE', 'full', 'lite'],
  ['server api env.API_TOKEN', 'a value', 'another value'],
  ['server api ready', '/', '/ok'],
  ['server api timeout', '30 s', '40 s'],
  ['app exclude', 'none', 'vendor/**'],
  ['app compression', 'gzip', 'brotli'],
  ['list request', 'GET /list?size=100', 'GET /list?size=1'],
  ['list expect', '2xx', '2xx, 404'],
  ['list connections', '10', '2'],
  ['list timeout', '10 s', '20 s'],
  ['measure rounds.api', '3', '2'],
  ['measure time', '20 s', '15 s'],
  ['measure confidence', '99 %', '99.9 %'],
];

/** Without markup, links and line breaks. */
const plain = (text: string): string =>
  text
    .replaceAll(/\[(`[^\]]*`)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*|[`\\]/g, '')
    .replaceAll(/\s+/g, ' ');

it.concurrent('a pull request that changes how it is measured is reported to do so, each setting as it was and as it is', async () => {
  await using job = await openJob();
  const files = {
    'package.json': JSON.stringify({ name: 'shop', private: true }),
    'build.js': `require('node:fs').mkdirSync('dist', { recursive: true }); require('node:fs').writeFileSync('dist/app.js', 'let a = 1;');\n`,
    '.gitignore': 'dist',
    'server.js': server,
    'fast.js': server,
  };
  const result = await job.run({
    base: { ...files, 'perf-budget.yml': before },
    head: { 'perf-budget.yml': after },
  });
  expect({ code: result.code, log: result.log }).toMatchObject({ code: 0 });
  const settings = result.report?.loosened?.filter(({ rule }) => rule === 'setting') ?? [];
  expect(settings.map(({ setting }) => [setting?.from, setting?.to])).toEqual(
    CHANGES.map(([, from, to]) => [from, to]),
  );

  const shown = await perfBudget(
    { directory: job.folder, temporary: join(job.folder, 'temp') },
    ...['report', result.outputs.report ?? '', '--output', join(job.folder, 'shown')],
  );
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  const comment = job.github.state.comments[0]?.body ?? '';
  for (const markdown of [comment, result.summary]) {
    expect(markdown).toMatch(/^\*\*This change alters how it is measured:\*\* .* and \d+ more\.$/m);
    expect(markdown).toContain('**This change loosens limits:** **app** JavaScript 250');
  }
  for (const text of [comment, result.summary, shown.stdout]) {
    for (const [what, from, to] of CHANGES) expect(plain(text)).toContain(plain(`${what} ${from} → ${to}`));
    expect(text).not.toContain('hush');
  }
});

const page = (settings: string) => `servers:
  shop: { start: node server.js }
vitals:
  home: { server: shop, ${settings} }
measure: { rounds: 1 }
`;

/** Pages for which a head that is \`broken\` never answers, and which it ends in the middle of its answer. */
const shop = (
  isBroken: boolean,
) => `const page = '<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1><p>Sale</p>';
require('node:http').createServer(({ url, socket }, answer) => {
  answer.setHeader('content-type', 'text/html');
  if (!${isBroken} || url === '/') return answer.end(page);
  if (url !== '/cut') return;
  answer.setHeader('content-length', 10_000);
  answer.write(page);
  setTimeout(() => socket.destroy(), 50);
}).listen(process.env.PORT, '127.0.0.1');
`;

/** The job of a pull request whose head is broken, and what it says in all places but the annotation. */
async function brokenBy(base: string, head: string) {
  await using job = await openJob();
  const files = { 'package.json': JSON.stringify({ name: 'shop', private: true }), '.gitignore': 'node_modules' };
  const { code, log, report, summary } = await job.run({
    base: { ...files, 'server.js': shop(false), 'perf-budget.yml': page(base) },
    head: { 'server.js': shop(true), 'perf-budget.yml': page(head) },
  });
  expect({ code, log }).toMatchObject({ code: 3 });
  expect(report?.verdict).toBe('incomplete');
  expect([...new Set(report?.results.filter(({ gates }) => gates).map(({ verdict }) => verdict))]).toEqual(['invalid']);
  const shown = report === null ? '' : renderTerminal(report, { columns: 400, color: false });
  return {
    texts: [job.github.state.comments[0]?.body ?? '', summary, shown].map(plain),
    error: log.split('\n').find((line) => line.startsWith('::error::')) ?? '',
    settings: report?.loosened?.flatMap(({ setting }) => (setting ? [[setting.key, setting.from, setting.to]] : [])),
  };
}

// Each waits for its page, so that they wait side by side.
it.concurrent('a page that head never answers is incomplete, in its words and with the settings that it changes', async () => {
  const { texts, error, settings } = await brokenBy(
    'path: /hung, device: mobile, interactions: [{ hover: h1 }]',
    'path: /hung, device: desktop, interactions: [{ hover: p }]',
  );
  expect(settings).toEqual([
    ['device', 'mobile', 'desktop'],
    ['interactions', 'hover h1', 'hover p'],
  ]);
  for (const text of texts) {
    expect(text).toMatch(/\/hung: The server did not answer within 30 s \(head\)/);
    expect(text).toMatch(/home device mobile → desktop/);
    expect(text).toMatch(/home interactions hover h1 → hover p/);
  }
  expect(error).toMatch(/did not answer within 30 s/);
}, 900_000);

it.concurrent('a page that head cuts is incomplete, in its words', async () => {
  const { texts, error } = await brokenBy('path: /cut', 'path: /cut');
  for (const text of texts) expect(text).toMatch(/\/cut: The page could not be loaded: net::ERR_\w+ \(head\)/);
  expect(error).toMatch(/could not be loaded: net::ERR_/);
}, 900_000);
