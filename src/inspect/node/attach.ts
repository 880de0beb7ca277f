import { setTimeout as sleep } from 'node:timers/promises';
import { listenerOn, opensInspector, portsOf } from './listener.ts';

/** A server's Node process, by its inspector. */
export interface NodeInspector extends AsyncDisposable {
  /** The value of an expression, as JSON knows it. @throws Error if it throws, or the process has ended */
  evaluate(expression: string): Promise<unknown>;
  /**
   * The result of a method of Chrome's DevTools protocol: https://chromedevtools.github.io/devtools-protocol/v8/
   *
   * @throws Error if it fails, or the process has ended
   */
  call<T = unknown>(method: string, params?: object): Promise<T>;
  /** Calls `listener` on each event of the process from now on. */
  on(event: string, listener: (params: unknown) => void): void;
}

/** Variables for a server that is attached to: another process may use the inspector's usual port. */
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

interface Message {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: unknown;
  /** The name of an event, which the inspector sends unasked. */
  readonly method?: string;
  readonly params?: unknown;
}

interface Evaluated {
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}

async function inspectorAt(address: string): Promise<NodeInspector> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, (reply: Message | null) => void>();
  const listeners = new Map<string, (params: unknown) => void>();
  let ids = 0;
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.method !== undefined) return listeners.get(message.method)?.(message.params);
    waiting.get(message.id ?? 0)?.(message);
    waiting.delete(message.id ?? 0);
  });
  socket.addEventListener('close', () => {
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('the inspector takes no connection')));
  });
  const call = async <T>(method: string, params: object = {}): Promise<T> => {
    const id = ++ids;
    const reply = await new Promise<Message | null>((resolve) => {
      if (socket.readyState !== WebSocket.OPEN) return resolve(null);
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
    if (reply === null) throw new Error('the process has ended');
    if (reply.error) throw new Error(reply.error.message);
    return reply.result as T;
  };
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails: details } = await call<Evaluated>('Runtime.evaluate', {
      expression,
      returnByValue: true,
    });
    if (details) throw new Error(details.exception?.description ?? details.text);
    return result?.value;
  };
  return {
    evaluate,
    call,
    on: (event, listener) => void listeners.set(event, listener),
    async [Symbol.asyncDispose]() {
      // Closing ends this connection, too, and may come before the answer.
      await Promise.race([evaluate(CLOSE).catch(() => {}), sleep(OPEN_MS, undefined, { ref: false })]);
      socket.close();
    },
  };
}
