/**
 * A process for tests, forked: burns CPU time when it is told to, by itself, in a thread or in a child of its own, and
 * says when that is done. Ends with its parent.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { Worker } from 'node:worker_threads';

export type Command =
  | { readonly where: 'here' | 'thread' | 'child'; readonly cpuMs: number }
  | { readonly where: 'sleeper' } // starts a process that goes its own way, and tells its id
  | { readonly where: 'server'; readonly cpuMs: number }; // tells its port; each request costs so much

const LOOP = `
  const burn = (cpuMs) => {
    const { user, system } = process.cpuUsage();
    const used = () => { const now = process.cpuUsage(); return (now.user - user + now.system - system) / 1e3; };
    while (used() < cpuMs);
  };`;
const burn = new Function(`${LOOP} return burn;`)() as (cpuMs: number) => void;

const ended = (child: { once(event: 'exit', listener: () => void): unknown }) =>
  new Promise<void>((resolve) => child.once('exit', () => resolve()));

async function obey(command: Command): Promise<number> {
  switch (command.where) {
    case 'here':
      burn(command.cpuMs);
      return 0;
    case 'thread':
      await ended(new Worker(`${LOOP} burn(${command.cpuMs});`, { eval: true }));
      return 0;
    case 'child':
      await ended(spawn(process.execPath, ['-e', `${LOOP} burn(${command.cpuMs});`], { stdio: 'ignore' }));
      return 0;
    case 'sleeper': {
      // Its parent ends at once, and it has a session of its own: only its environment tells where it comes from.
      const code = `const { spawn } = require('node:child_process');
        const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' }); process.stdout.write(String(child.pid)); child.unref();`;
      const parent = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
      let text = '';
      parent.stdout.on('data', (chunk) => {
        text += chunk;
      });
      await ended(parent);
      return Number(text);
    }
    case 'server':
      return new Promise((resolve) => {
        const server = createServer((_, response) => {
          burn(command.cpuMs);
          response.end('done');
        });
        server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
      });
  }
}

process.on('message', (command: Command) => void obey(command).then((answer) => process.send?.(answer)));
process.once('disconnect', () => process.exit(0));
