import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nameFiles } from '../../scripts/build/name-files.ts';
import { mediaTypesPlugin, undiciPlugin } from '../../scripts/build/plugins.ts';

const root = join(import.meta.dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plugins-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Bundles a script with the plugin, runs it, and gives what it prints. */
async function printed(script: string, plugin: Plugin, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const outfile = join(folder, 'script.cjs');
  await build({
    stdin: { contents: script, resolveDir: root },
    absWorkingDir: root,
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    preserveSymlinks: true,
    logLevel: 'silent',
    plugins: [plugin],
  });
  return (await promisify(execFile)(process.execPath, [outfile], { env, maxBuffer: 1e7 })).stdout;
}

it('the bundled client of GitHub goes by way of the proxy of a runner', async () => {
  const api = createServer((_, response) => response.setHeader('content-type', 'application/json').end('{"ok":true}'));
  const proxy = createServer();
  const asked: (string | undefined)[] = [];
  proxy.on('connect', ({ url }, socket) => {
    asked.push(url);
    const through = connect((api.address() as AddressInfo).port, '127.0.0.1');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    through.pipe(socket).pipe(through);
  });
  for (const server of [api, proxy]) await once(server.listen(0, '127.0.0.1'), 'listening');
  const script = `import { getOctokit } from '@actions/github';
    getOctokit('token', { baseUrl: process.env.GITHUB_API_URL }).request('GET /zen').then(({ data }) => {
      console.log(JSON.stringify(data));
      process.exit();
    });`;
  const answer = await printed(script, undiciPlugin(root), {
    GITHUB_API_URL: 'http://api.github.example',
    http_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
  });
  for (const server of [api, proxy]) server.close().closeAllConnections();
  expect(answer).toBe('{"ok":true}\n');
  expect(asked).toEqual(['api.github.example:80']);
});

it('the bundled list of media types compresses what the whole list does', async () => {
  const script = `import compressible from 'compressible';
    console.log(JSON.stringify(process.env.TYPES.split(' ').map((type) => compressible(type) ?? null)));`;
  const all = JSON.parse(readFileSync(join(root, 'node_modules/mime-db/db.json'), 'utf8'));
  const types = [...Object.keys(all), 'text/unknown', 'application/unknown+json', 'unknown'];
  const whole: Plugin = { name: 'whole', setup() {} };
  const env = { TYPES: types.join(' ') };
  expect(await printed(script, mediaTypesPlugin(root), env)).toBe(await printed(script, whole, env));
});

it('a bundle has names without hashes, also where its files import each other', async () => {
  writeFileSync(join(folder, 'shared.ts'), 'export const shared = 1;');
  writeFileSync(join(folder, 'one.ts'), "import { shared } from './shared.ts'; console.log(shared);");
  writeFileSync(
    join(folder, 'two.ts'),
    "import { shared } from './shared.ts'; import('./later.ts'); console.log(shared);",
  );
  writeFileSync(join(folder, 'later.ts'), 'console.log(2);');
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: ['one.ts', 'two.ts'],
    bundle: true,
    format: 'esm',
    splitting: true,
    outdir: 'dist',
    write: false,
    metafile: true,
  });
  const outputs = outputFiles.map(({ path, text }) => [path.slice(join(folder, 'dist').length + 1), text] as const);
  const files = nameFiles(new Map(outputs), metafile);
  expect([...files.keys()].sort()).toEqual(['later.js', 'one+two.js', 'one.js', 'two.js']);
  expect(files.get('one.js')).toContain('from "./one+two.js"');
  expect(files.get('two.js')).toContain('import("./later.js")');
});
