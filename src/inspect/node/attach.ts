import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { listenerOn, opensInspector, portsOf } from './listener.ts';
import { type NodeThread, speak } from './protocol.ts';

/** A Node process, by its inspector: its main thread. */
export interface NodeInspector extends NodeThread, AsyncDisposable {}

/** Below the ports that systems give to connections: https://docs.kernel.org/networking/ip-sysctl.html */
const PORTS = { from: 10_000, count: 20_000 } as const;

/**
 * Variables for a server that is attached to: another process may use the inspector's usual port. It is no port of the
 * system's choice, since workers of `cluster` count on from it.
 */
export const attachable = ({
  NODE_OPTIONS = '',
}: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `${NODE_OPTIONS} --inspect-port=127.0.0.1:${PORTS.from + randomInt(PORTS.count)}`.trim(),
});

const OPEN_MS = 3_000;
const POLL_MS = 20;
const CLOSE = `process.getBuiltinModule('node:inspector').close()`;

/**
 * Opens the inspector of the process that answers at `origin`, below `root`.
 *
 * @returns null if that is not Node, or its inspector does not open
 */
export async function attachNode(origin: string, root: number | null): Promise<NodeInspector | null> {
  const pid = root === null ? null : listenerOn(Number(new URL(origin).port), root);
  return pid === null ? null : await openInspector(pid);
}

/**
 * Opens the inspector of a process.
 *
 * @param before the ports that it listened on while its inspector was closed. The first process of a `cluster` opens the
 * inspectors of its workers with its own.
 * @returns null if that is not Node, or its inspector does not open
 */
export async function openInspector(pid: number, before = portsOf(pid)): Promise<NodeInspector | null> {
  if (!opensInspector(pid)) return null;
  process.kill(pid, 'SIGUSR1');
  const deadline = performance.now() + OPEN_MS;
  while (performance.now() < deadline) {
    const port = portsOf(pid).find((one) => !before.includes(one));
    const address = port === undefined ? null : await addressAt(port);
    if (address !== null) return await inspectorAt(address);
    await sleep(POLL_MS);
  }
  return null;
}

async function addressAt(port: number): Promise<string | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/json/list`, { signal: AbortSignal.timeout(OPEN_MS) });
    const [first] = (await response.json()) as { webSocketDebuggerUrl?: string }[];
    return first?.webSocketDebuggerUrl ?? null;
  } catch {
    return null; // not yet, or another port
  }
}

async function inspectorAt(address: string): Promise<NodeInspector> {
  const socket = new WebSocket(address);
  const { thread, received, closed } = speak((text) => {
    if (socket.readyState !== WebSocket.OPEN) return false;
    socket.send(text);
    return true;
  });
  socket.addEventListener('message', ({ data }) => received(String(data)));
  socket.addEventListener('close', closed);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('the inspector takes no connection')));
  });
  return {
    ...thread,
    async [Symbol.asyncDispose]() {
      // Closing ends this connection, too, and may come before the answer.
      await Promise.race([thread.evaluate(CLOSE).catch(() => {}), sleep(OPEN_MS, undefined, { ref: false })]);
      socket.close();
    },
  };
}
