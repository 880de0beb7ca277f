/**
 * How many requests per second a plain load sends, beside autocannon by itself with the same requests.
 *
 *     npm run bench:load [-- --rounds 15] [-- --amount 10000]
 *
 * The server is a process of its own. Both loads run in this one, in turn and in a different order each round, so that other
 * load on the machine affects both alike. The ratio is the median of each round's ratio.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { load } from '../src/checks/api/load.ts';
import { median } from './median.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, amount: { type: 'string', default: '10000' } },
});
const [rounds, amount] = [Number(values.rounds), Number(values.amount)];
for (const [name, number] of Object.entries({ rounds, amount })) {
  if (!Number.isInteger(number) || number < 1) throw new RangeError(`--${name}: expected a whole number from 1 on`);
}

const CONNECTIONS = 10;
const SERVER = `
const body = JSON.stringify({ items: Array.from({ length: 20 }, (_, id) => ({ id, name: 'item ' + id })) });
const server = require('node:http').createServer((_, answer) => {
  answer.setHeader('content-type', 'application/json').end(body);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;
const server = spawn(process.execPath, ['--eval', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
await using clean = new AsyncDisposableStack();
clean.defer(() => void server.kill());
const [port] = await once(createInterface(server.stdout), 'line');
const origin = `http://127.0.0.1:${port}`;
const timeoutMs = 60_000;

/** Each sends `amount` requests. */
const LOADS: Readonly<Record<string, () => Promise<unknown>>> = {
  autocannon: () =>
    autocannon({ url: origin, connections: CONNECTIONS, amount, timeout: timeoutMs / 1_000, sampleInt: 10 } as never),
  'perf-budget': () =>
    load({
      origin,
      request: { method: 'GET', path: '/', headers: {}, body: null },
      connections: CONNECTIONS,
      amount,
      timeoutMs,
      limitMs: timeoutMs,
      signal: new AbortController().signal,
    }),
};

const names = Object.keys(LOADS);
const rates = new Map<string, number[]>(names.map((name) => [name, []]));
for (let round = -1; round < rounds; round += 1) {
  for (const name of round % 2 === 0 ? names : names.toReversed()) {
    const startedAt = performance.now();
    await LOADS[name]?.();
    const seconds = (performance.now() - startedAt) / 1_000;
    if (round >= 0) rates.get(name)?.push(amount / seconds); // the first round warms up
  }
}

console.log(`${rounds} rounds of ${amount} requests, ${CONNECTIONS} connections, Node.js ${process.version}\n`);
const [theirs, ours] = [rates.get('autocannon') ?? [], rates.get('perf-budget') ?? []];
for (const [name, all] of rates) console.log(`${name.padEnd(12)} ${median(all).toFixed(0).padStart(7)} requests/s`);
console.log(`\nratio ${median(ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN))).toFixed(2)}`);
