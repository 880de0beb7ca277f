import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../src/compare/decide.ts';
import type { Decided } from '../../src/compare/decided.ts';
import { explain } from '../../src/explain/explain.ts';
import { inspectPlan } from '../../src/measure/inspect.ts';
import type { Finding } from '../../src/model/finding.ts';
import { nothingMeasured } from '../../src/model/measurements.ts';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';
import { planOf } from '../support/plans/from-yaml.ts';

/** What head changes is in the source. */
const SERVER = `
const { isHead } = require('./side.js');
const [leak, cache] = [new Map(), new Map()];
const paths = {
  '/leaks': () => leak.set(leak.size, Buffer.alloc(2_000, 1)),
  '/caches': (count) => cache.set(count % 500, Buffer.alloc(2_000, 1)),
};
let count = 0;
require('node:http').createServer(({ url }, response) => {
  if (isHead) paths[url]?.(count++);
  response.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
`;

const CONFIG = `
servers: { shop: { start: "'${process.execPath}' server.js", database: off } }
api: { leaks: { server: shop, request: GET /leaks }, caches: { server: shop, request: GET /caches } }
`;

describe('what requests leave in the heap of a Node server', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let decided: Decided[];
  let findings: readonly Finding[];
  const resultOf = (subject: string, metric: string) =>
    decided.find((one) => one.subject === subject && one.metric === metric);

  beforeAll(async () => {
    folder = await temporaryFolder();
    for (const side of ['base', 'head']) {
      await mkdir(join(folder.path, side));
      const files = { 'server.js': SERVER, 'side.js': `exports.isHead = ${side === 'head'};` };
      await writeFiles(join(folder.path, side), files);
    }
    const plan = await planOf(CONFIG);
    const sides = { base: join(folder.path, 'base'), head: join(folder.path, 'head'), startedAt: 0 };
    const { inspected } = await inspectPlan(
      { base: plan, head: plan },
      sides as unknown as Parameters<typeof inspectPlan>[1],
      { seed: '5eed', clock: () => 0, progress: () => {}, signal: new AbortController().signal },
    );
    const measured = { ...nothingMeasured([], null), ...(inspected && { inspected }) };
    decided = decide(plan, measured);
    ({ findings } = explain(plan, measured, decided));
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  it('is told within 15 % where 2,000 bytes of each stay, and fails', () => {
    const result = resultOf('leaks', 'heap-growth');
    expect(result).toMatchObject({ kind: 'exact', verdict: 'fail', threshold: { status: 'regressed' } });
    expect(result?.head).toBeGreaterThan(1_700_000);
    expect(result?.head).toBeLessThan(2_500_000);
    expect(findings.find(({ code }) => code === 'process.leak')).toMatchObject({
      subject: 'leaks',
      kind: 'memory',
      suggestion: { code: 'bound-what-is-kept' },
    });
  });

  it('is nothing where a cache has a limit', () => {
    expect(resultOf('caches', 'heap-growth')).toMatchObject({
      verdict: 'pass',
      threshold: { status: 'unchanged' },
    });
  });

  it('does not fail the heap of the server as well, by one cause', () => {
    const result = resultOf('shop', 'heap');
    expect(result).toMatchObject({ variant: 'server', verdict: 'pass', threshold: { limit: 0.15 } });
    // The cache is there, once it is full; the leak is not.
    expect(result?.change?.absolute).toBeGreaterThan(900_000);
    expect(result?.change?.absolute).toBeLessThan(1_900_000);
    expect(findings.filter(({ subject }) => subject === 'shop')).toEqual([]);
  });
});
