import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { attachable, attachNode } from '../../../src/inspect/node/attach.ts';
import { portsOf } from '../../../src/inspect/node/listener.ts';

const SERVER = `require('node:http').createServer((_, response) => response.end('ok')).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;

/** Node with `code`, which prints the port that it listens on. */
async function running(command: string, args: readonly string[]) {
  const child = spawn(command, args, {
    env: { ...process.env, ...attachable(process.env) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    child,
    pid: child.pid as number,
    origin: `http://127.0.0.1:${Number(String(line))}`,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}

it("calls methods of a server's inspector, hears its events, and leaves no port behind", async () => {
  await using server = await running(process.execPath, ['-e', SERVER]);
  const before = portsOf(server.pid);
  {
    await using node = await attachNode(server.origin, server.pid);
    const scripts: unknown[] = [];
    node?.on('Debugger.scriptParsed', (script) => scripts.push(script));
    await node?.call('Debugger.enable');
    expect(scripts.length).toBeGreaterThan(1);
    expect(await node?.evaluate('6 * 7')).toBe(42);
    await expect(node?.call('No.such')).rejects.toThrow("'No.such' wasn't found");
    expect(portsOf(server.pid).length).toBeGreaterThan(before.length);
  }
  expect(portsOf(server.pid)).toEqual(before);
  expect(await (await fetch(server.origin)).text()).toBe('ok');
});

it.skipIf(spawnSync('python3', ['--version']).status !== 0)(
  'sends no signal to a server that is not Node',
  async () => {
    const python = `import http.server\ns = http.server.HTTPServer(('127.0.0.1', 0), http.server.SimpleHTTPRequestHandler)\nprint(s.server_port, flush=True)\ns.serve_forever()`;
    await using server = await running('python3', ['-c', python]);
    expect(await attachNode(server.origin, server.pid)).toBeNull();
    expect(server.child.signalCode).toBeNull();
  },
);

it('sends none to a Node that does not catch it, which it would end, nor to a process that is not of the tree', async () => {
  await using deaf = await running(process.execPath, ['--disable-sigusr1', '-e', SERVER]);
  await using other = await running(process.execPath, ['-e', SERVER]);
  expect(await attachNode(deaf.origin, deaf.pid)).toBeNull();
  expect(await attachNode(deaf.origin, other.pid)).toBeNull();
  for (const { origin, pid } of [deaf, other]) {
    expect(portsOf(pid)).toHaveLength(1);
    expect((await fetch(origin)).status).toBe(200);
  }
});
