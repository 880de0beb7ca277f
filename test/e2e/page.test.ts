import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type CommandResult, perfBudget, readReport } from '../support/cli/perf-budget.ts';
import { checkOutBranch } from '../support/git/pull-request.ts';

const KEY = 'key-of-the-preview-7391';
const PASSWORD = 'correct horse battery';

/** A page behind a preview's key and a login, which tells both to whoever looks. */
const server = `import { createServer } from 'node:http';
import { page } from './page.js';

const LOGIN = '<form action="/in"><input id="password" name="password"><button>Log in</button></form>';
createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const { cookie = '', 'x-preview': key = '' } = request.headers;
  if (pathname === '/') return response.end('ready');
  console.log('asked for', pathname, 'with', key);
  if (key !== process.env.KEY) return response.writeHead(403).end('not for you');
  if (pathname === '/in') {
    const session = searchParams.get('password') === process.env.PASSWORD ? 'ada' : 'nobody';
    return response.writeHead(303, { location: '/shop', 'set-cookie': 'session=' + session }).end();
  }
  response.setHeader('content-type', 'text/html');
  response.end(cookie.includes('session=ada') ? page(key) : '<!doctype html><title>Log in</title>' + LOGIN);
}).listen(process.env.PORT, '127.0.0.1');
`;

const page = (busyMs: number, more: string) => `const busy = \`
  const until = performance.now() + ${busyMs};
  while (performance.now() < until);
  document.querySelector('output').textContent = 'one thing';\`;
export const page = (key) => \`<!doctype html><html lang="en"><title>Shop</title><h1>The shop for \${key}</h1>
<button id="buy">Add to cart</button>${more}<output>empty</output>
<script>document.getElementById('buy').onclick = () => {\${busy}};</script>\`;
`;

const config = `install: node --version
servers:
  shop:
    start: node server.js
    env: { KEY: ${KEY}, PASSWORD: ${PASSWORD} }
vitals:
  shop:
    server: shop
    path: /shop
    headers: { x-preview: "\${env:PREVIEW_KEY}" }
    before:
      - type: { into: "#password", text: "\${env:PASSWORD}" }
      - click: text=Log in
      - wait-for: text=Add to cart
    interactions:
      - click: text=Add to cart
      - click: text=Pay
    thresholds: { requests: +0 }
# Enough for facts.
measure: { rounds: { vitals: 4 }, time: 10 min }
`;

let folder: string;
let workspace: string;
let result: CommandResult;
let report: Report;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'page-'));
  ({ workspace } = await checkOutBranch(folder, {
    base: {
      'server.js': server,
      'page.js': page(10, ''),
      'package.json': '{"type":"module"}',
      'perf-budget.yml': config,
    },
    head: { 'page.js': page(400, '<button>Pay</button><img src="/shop?picture" width="9" height="9" alt="">') },
  }));
  const env = { PREVIEW_KEY: KEY, PASSWORD };
  result = await perfBudget({ directory: workspace, temporary: join(folder, 'temp'), env }, 'run', '--base', 'main');
  report = await readReport(join(workspace, '.perf-budget'));
}, 900_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a page behind a login, that requests more and answers a click later', () => {
  const find = (id: string) => report.results.find((one) => one.id === `vitals/shop/mobile${id}`);

  it('fails by a fact that four visits of each side agree on', () => {
    expect({ code: result.code, stderr: result.stderr, failures: find('/lcp')?.failures }).toMatchObject({
      code: 1,
      failures: [],
    });
    expect(find('/requests')).toMatchObject({ kind: 'exact', base: 1, head: 2, verdict: 'fail' });
    expect(report.findings).toContainEqual(expect.objectContaining({ check: 'vitals', metric: 'requests' }));
  });

  it('has an INP for the step', () => {
    const inp = find(', click text=Add to cart/inp');
    expect(inp?.head).toBeGreaterThan(400);
    expect(inp?.base).toBeLessThan(inp?.head ?? 0);
  });

  it('has a step of which base knows nothing', () => {
    expect(find(', click text=Pay/inp')).toMatchObject({ base: null, verdict: 'pass', threshold: { status: 'new' } });
  });

  it('tells no secret, in no output and in no file', async () => {
    const names = await readdir(join(workspace, '.perf-budget'));
    expect(names).toEqual(
      expect.arrayContaining([
        'report.json',
        'shop-mobile-base.html',
        'shop-mobile-head.html',
        'shop-mobile-head.trace.json.gz',
      ]),
    );
    expect(names.some((name) => name.endsWith('.png'))).toBe(true);
    const all = await readdir(join(workspace, '.perf-budget'), { recursive: true, withFileTypes: true });
    const files = all.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    expect(files.some((file) => file.endsWith('.log'))).toBe(true);
    for (const name of files) {
      const bytes = await readFile(name);
      const text = String(name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
      expect(
        [KEY, PASSWORD].filter((secret) => text.includes(secret)),
        name,
      ).toEqual([]);
    }
    for (const secret of [KEY, PASSWORD]) expect(result.stdout + result.stderr).not.toContain(secret);
  });
});
