import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { blockingMs } from '../../src/inspect/bystander.ts';

const NODE = `
const busy = (ms) => { const end = performance.now() + ms; while (performance.now() < end); };
require('node:http').createServer(({ url }, response) => {
  if (url === '/busy') busy(300);
  if (url === '/waits') return setTimeout(() => response.end('ok'), 300);
  response.end('ok');
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;

const PYTHON = `
import http.server, time
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def do_GET(self):
        end = time.perf_counter() + (0.3 if self.path == '/busy' else 0)
        while time.perf_counter() < end: pass
        self.send_response(200); self.send_header('content-length', '0'); self.end_headers()
    def log_message(self, *_): pass
server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()`;

async function blocking(command: string, args: readonly string[], path: string): Promise<number | null> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = (await once(child.stdout, 'data')) as [Buffer];
    const get = (of: string) =>
      fetch(`http://127.0.0.1:${Number(String(port))}${of}`, { headers: { connection: 'close' } }).then((answer) =>
        answer.text(),
      );
    const signal = new AbortController().signal;
    return await blockingMs({ ask: () => get('/healthz'), request: () => get(path), signal });
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
}

it('A request that keeps Node busy keeps others waiting for as long', async () => {
  // By how much it is more is for the machine to say.
  expect(await blocking(process.execPath, ['-e', NODE], '/busy')).toBeGreaterThan(250);
});

it('A request that waits itself keeps nobody waiting', async () => {
  expect(await blocking(process.execPath, ['-e', NODE], '/waits')).toBeLessThan(250);
});

it.skipIf(spawnSync('python3', ['--version']).status !== 0)('The same is seen of a server in Python', async () => {
  expect(await blocking('python3', ['-c', PYTHON], '/busy')).toBeGreaterThan(250);
});

it('Nothing is said of a server that answers no bystander', async () => {
  const refused = () => Promise.reject(new Error('refused'));
  const signal = new AbortController().signal;
  expect(await blockingMs({ ask: refused, request: async () => {}, signal })).toBeNull();
});
