import { mkdir } from 'node:fs/promises';
import { get, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../src/workspace/server.ts';
import { startServer } from '../../src/workspace/start-server.ts';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';

const SCRIPT = 'console.log("a script of some length");\n'.repeat(100);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: RunningServer;

const launch = (path: string) =>
  startServer(
    'site',
    { kind: 'static', static: path },
    { side: 'head', directory: folder.path, signal: new AbortController().signal, onLine: () => {} },
  );

beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder.path, '.git'));
  await writeFiles(folder.path, {
    'dist/index.html': '<title>home</title>',
    'dist/about.html': '<title>about</title>',
    'dist/assets/index-DiwrgTda.js': SCRIPT,
    'dist/main.3f2a1b9c.chunk.js': SCRIPT,
    'dist/date-facade.js': SCRIPT,
    'empty/readme.txt': 'no page',
  });
  const launched = await launch('dist');
  if (!launched.ok) throw new Error(launched.message);
  server = launched.server;
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** As it comes over the wire: fetch would decompress it. */
function request(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    get(`${server.origin}${path}`, { headers, agent: false }, async (response) => {
      const body = Buffer.concat(await response.toArray());
      resolve({ status: response.statusCode, headers: response.headers, body });
    }).on('error', reject);
  });
}

test('the address of a served folder is on the loopback, without a slash at the end', () => {
  expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(server).toMatchObject({ pid: null });
});

test('served files are compressed by what the client takes', async () => {
  const path = '/assets/index-DiwrgTda.js';
  const brotli = await request(path, { 'accept-encoding': 'gzip, deflate, br' });
  expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
  expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT);
  const gzip = await request(path, { 'accept-encoding': 'gzip' });
  expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT);
  expect((await request(path)).body.toString()).toBe(SCRIPT);
});

test.each(['/assets/index-DiwrgTda.js', '/main.3f2a1b9c.chunk.js'])(
  '%s is named by its content and kept for good',
  async (path) => {
    expect((await request(path)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  },
);

test.each(['/', '/date-facade.js'])(
  '%s is asked for again, and answered with 304 while it is the same',
  async (path) => {
    const first = await request(path);
    expect(first.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect((await request(path, { 'if-none-match': first.headers.etag ?? '' })).status).toBe(304);
  },
);

test('a route without a file of its own is the page; a file that is missing is missing', async () => {
  const route = await request('/products/42');
  expect(route).toMatchObject({ status: 200, headers: { 'content-type': 'text/html;charset=utf-8' } });
  expect(route.body.toString()).toContain('home');
  expect((await request('/about')).body.toString()).toContain('about');
  expect(await request('/assets/gone-12345678.js')).toMatchObject({ status: 404 });
});

test('nothing outside of the folder is served', async () => {
  expect((await request('/..%2fempty/readme.txt')).body.toString()).not.toContain('no page');
});

test.each([
  ['nowhere', 'there is no such folder in head'],
  ['empty', 'there is no index.html in it, in head'],
  ['../..', 'it lies outside of the repository'],
])('%s is not served: %s', async (path, why) => {
  expect(await launch(path)).toMatchObject({ ok: false, message: `Server site can't serve ${path}: ${why}` });
});

test('after the end of a static server nothing listens there', async () => {
  const launched = await launch('dist');
  if (!launched.ok) throw new Error(launched.message);
  await launched.server[Symbol.asyncDispose]();
  await launched.server[Symbol.asyncDispose]();
  await expect(fetch(launched.server.origin)).rejects.toThrow();
});
