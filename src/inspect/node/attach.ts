import { setTimeout as sleep } from 'node:timers/promises';
import { listenerOn, opensInspector, portsOf } from './listener.ts';

/** A server's Node process, by its inspector. */
export interface NodeInspector extends AsyncDisposable {
  /** The value of an expression, as JSON knows it. @throws Error if it throws, or the process has ended */
  evaluate(expression: string): Promise<unknown>;
}

/** For the environment of a server that is attached to: the inspector's usual port may belong to another. */
export const attachable = ({
  NODE_OPTIONS = '',
}: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `${NODE_OPTIONS} --inspect-port=127.0.0.1:0`.trim(),
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
  if (pid === null || !opensInspector(pid)) return null;
  const before = new Set(portsOf(pid));
  process.kill(pid, 'SIGUSR1');
  const deadline = performance.now() + OPEN_MS;
  while (performance.now() < deadline) {
    const port = portsOf(pid).find((one) => !before.has(one));
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

interface Reply {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: {
    readonly result?: { readonly value?: unknown };
    readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
  };
}

async function inspectorAt(address: string): Promise<NodeInspector> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, (reply: Reply | null) => void>();
  let ids = 0;
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply;
    waiting.get(reply.id ?? 0)?.(reply);
    waiting.delete(reply.id ?? 0);
  });
  socket.addEventListener('close', () => {
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('the inspector takes no connection')));
  });
  const evaluate = async (expression: string): Promise<unknown> => {
    const id = ++ids;
    const reply = await new Promise<Reply | null>((resolve) => {
      if (socket.readyState !== WebSocket.OPEN) return resolve(null);
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression, returnByValue: true } }));
    });
    const details = reply?.result?.exceptionDetails;
    if (reply === null) throw new Error('the process has ended');
    if (reply.error) throw new Error(reply.error.message);
    if (details) throw new Error(details.exception?.description ?? details.text);
    return reply.result?.result?.value;
  };
  return {
    evaluate,
    async [Symbol.asyncDispose]() {
      // Closing ends this connection, too, and may come before the answer.
      await Promise.race([evaluate(CLOSE).catch(() => {}), sleep(OPEN_MS, undefined, { ref: false })]);
      socket.close();
    },
  };
}
