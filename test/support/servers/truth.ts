import type { Files } from '../git/pull-request.ts';

/**
 * One server for many truths: TRUTH says which. What head changes is in its source, so what may be called a regression is
 * known before anything is measured.
 */
const server = `import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import { Worker, isMainThread, workerData } from 'node:worker_threads';
import { changed } from './changed.js';

// Steps, not time: a busy machine takes longer for the same work.
function work(steps) {
  let x = 0.5;
  for (let step = 0; step < steps; step++) x = Math.sin(x + step) + 1;
  return x;
}
const now = () => Date.now() % 1_000_000_000;

if (!isMainThread) {
  const until = workerData;
  for (;;) {
    const end = Atomics.load(until, 0);
    if (now() < end) work(10_000);
    else Atomics.wait(until, 0, end);
  }
}

const STEPS = 12_000;
const truths = {
  same: () => ({}),
  // So much that a machine which does much else besides can't hide it.
  slower: () => ({ steps: changed ? 3 * STEPS : STEPS }),
  // Each process is fast or slow for all of its life, of either side.
  chance: () => ({ steps: Math.random() < 0.5 ? STEPS : 1.5 * STEPS }),
  // Head's own threads burn the processor while it is asked.
  threads: () => ({ threads: changed ? 2 * availableParallelism() : 0 }),
  // Of 500 requests to head, 40 in a row fail.
  bursts: () => ({ failing: changed ? 40 : 0 }),
};
const { steps = STEPS, threads = 0, failing = 0 } = truths[process.env.TRUTH]();

const until = new Int32Array(new SharedArrayBuffer(4));
for (let thread = 0; thread < threads; thread++) new Worker(new URL(import.meta.url), { workerData: until });

let requests = 0;
createServer((request, response) => {
  if (request.url === '/healthz') return response.end('ok');
  Atomics.store(until, 0, now() + 20);
  Atomics.notify(until, 0);
  response.writeHead(requests++ % 500 < failing ? 500 : 200).end(String(work(steps)));
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

type Truth = 'same' | 'slower' | 'chance' | 'threads' | 'bursts';

/** What an endpoint's threshold and budgets are, in the words of a config. */
const LIMITS = {
  change: 'budgets: { p95: off, p99: off }, thresholds: { p95: 10% }',
  errors: 'budgets: { p95: off, p99: off, error-rate: 1% }, thresholds: { p95: off, error-rate: off }',
};

/** A repository whose head changes nothing but what these truths say. */
export const repositoryOf = (
  endpoints: Readonly<Record<string, { readonly truth: Truth; readonly limits: keyof typeof LIMITS }>>,
  measure: { readonly rounds: number; readonly confidence: string },
): { readonly base: Files; readonly head: Files } => ({
  base: {
    'package.json': '{ "name": "truths", "private": true, "type": "module" }',
    'server.js': server,
    'changed.js': 'export const changed = false;\n',
    'perf-budget.yml': [
      'servers:',
      ...Object.entries(endpoints).map(
        ([name, { truth }]) =>
          `  ${name}: { start: node server.js, ready: /healthz, env: { TRUTH: ${truth} }, inspect: off, thresholds: { memory: off } }`,
      ),
      'api:',
      ...Object.entries(endpoints).map(
        ([name, { limits }]) => `  ${name}: { server: ${name}, request: GET /, ${LIMITS[limits]} }`,
      ),
      `measure: { rounds: ${measure.rounds}, time: 20 min, confidence: ${measure.confidence} }`,
      '',
    ].join('\n'),
  },
  head: { 'changed.js': 'export const changed = true;\n' },
});
