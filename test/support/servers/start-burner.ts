import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from './burner.ts';

export interface Burner extends AsyncDisposable {
  readonly pid: number;
  tell(command: Command): Promise<number>;
}

export async function startBurner(env: Readonly<Record<string, string>> = {}): Promise<Burner> {
  const child = fork(fileURLToPath(new URL('./burner.ts', import.meta.url)), {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const answer = () => new Promise<number>((resolve) => child.once('message', (value) => resolve(Number(value))));
  const burner: Burner = {
    pid: child.pid as number,
    tell(command) {
      child.send(command);
      return answer();
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
  await burner.tell({ where: 'here', cpuMs: 0 }); // it runs
  return burner;
}
