import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { perfBudget, readReport } from '../support/cli/perf-budget.ts';
import { temporaryFolder } from '../support/folders/temporary.ts';
import { checkOutBranch } from '../support/git/pull-request.ts';

/** Serves one request at a time, each in `ms`. */
const serverOf = (ms: number) => `import { createServer } from 'node:http';
let freeAt = 0;
createServer(({ url }, response) => {
  if (url === '/') return response.end();
  freeAt = Math.max(performance.now(), freeAt) + ${ms};
  setTimeout(() => response.end('{}'), Math.max(1, freeAt - performance.now()));
}).listen(process.env.PORT, '127.0.0.1');
`;

const config = `servers: { api: { start: node server.mjs, inspect: off } }
api:
  list orders: { server: api, request: GET /orders, rate: 200/s, budgets: { p95: 50 ms } }
thresholds: { memory: off }
measure: { rounds: 1 }
`;

it('A head that can not serve the rate has the p95 of its queue, and the report says how much it serves', async () => {
  await using folder = await temporaryFolder();
  const base = { 'perf-budget.yml': config, 'server.mjs': serverOf(1) };
  const { workspace } = await checkOutBranch(folder.path, { base, head: { 'server.mjs': serverOf(10) } });
  const call = { directory: workspace, temporary: join(folder.path, 'temp') };
  const { code, stdout, stderr } = await perfBudget(call, 'run', '--base', 'main');
  const output = join(workspace, '.perf-budget');
  const { results, findings } = await readReport(output);
  expect({ code, output: stdout + stderr }).toMatchObject({ code: 1 });
  const p95 = results.find(({ metric }) => metric === 'p95');
  expect(p95).toMatchObject({ label: 'p95 at 200/s', verdict: 'fail', budget: { status: 'over' } });
  // 95 requests take 950 ms, and the last of them was due after 470 ms.
  expect(p95?.head).toBeGreaterThan(400);
  expect(findings).toMatchObject([{ code: 'api.queue-grows', evidence: { rate: 200 } }]);
  const text = /serves \d+(\.\d)? of 200 requests a second; its queue grows for as long as the load lasts/;
  expect(stdout.replace(/\s+/g, ' ')).toMatch(text);
  expect(await readFile(join(output, 'report.md'), 'utf8')).toMatch(text);
});
