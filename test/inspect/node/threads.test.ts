import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attachable } from '../../../src/inspect/node/attach.ts';
import { heapInUse } from '../../../src/inspect/node/heap.ts';
import { attachThreads } from '../../../src/inspect/node/threads.ts';
import { writesDuring } from '../../../src/inspect/node/writes.ts';
import { temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';

/** Stands for a database: it answers whatever it gets. */
let database: Server;
let port: number;
beforeAll(async () => {
  database = createServer((socket) => socket.on('data', () => socket.write('ok')).on('error', () => {}));
  await once(database.listen(0, '127.0.0.1'), 'listening');
  port = (database.address() as { port: number }).port;
});
afterAll(() => void database.close());

/** The function that asks is in line 4 of each. */
const ASK = (then: string) => `
const connection = require('node:net').connect(Number(process.env.DATABASE), '127.0.0.1');
const asked = () => new Promise((resolve) => connection.once('data', resolve));
async function askOnce() { connection.write('select'); await asked(); }
${then}`;

const FILES = {
  'cluster.js': `const cluster = require('node:cluster');
if (!cluster.isPrimary) require('./worker.js');
else {
  const workers = [cluster.fork(), cluster.fork()];
  let listening = 0;
  for (const worker of workers) worker.on('listening', ({ port }) => { if (++listening === 2) console.log(port); });
}`,
  'worker.js': ASK(`require('node:http').createServer(async (_, response) => {
  await askOnce();
  response.end('ok');
}).listen(0, '127.0.0.1');`),
  'threads.js': `const { Worker } = require('node:worker_threads');
const worker = new Worker(require.resolve('./thread.js'));
require('node:http').createServer((_, response) => {
  worker.once('message', () => response.end('ok'));
  worker.postMessage('go');
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`,
  'thread.js': ASK(`require('node:worker_threads').parentPort.on('message', async () => {
  await askOnce();
  require('node:worker_threads').parentPort.postMessage('done');
});`),
};

it.each([
  ['workers of a cluster', 'cluster.js', 'worker.js:4', 3],
  ['a worker thread', 'threads.js', 'thread.js:4', 2],
])('finds the line that asks a database in %s, and closes all inspectors', async (_, main, place, count) => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, FILES);
  const child = spawn(process.execPath, [join(folder.path, main)], {
    env: { ...process.env, DATABASE: String(port), ...attachable(process.env) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const origin = `http://127.0.0.1:${Number(String(line))}`;
    await using node = await attachThreads(origin, child.pid ?? null);
    expect(node?.threads).toHaveLength(count);
    const threads = node?.threads ?? [];
    expect(await heapInUse(threads)).toBeGreaterThan(await heapInUse(threads.slice(0, 1)));
    const request = async () => void (await (await fetch(origin)).text());
    const writes = await writesDuring(threads, { ports: [port], directory: folder.path }, request);
    expect(writes).toHaveLength(1);
    expect(writes[0]?.frames[0]).toMatchObject({ place, function: 'askOnce' });
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
});
