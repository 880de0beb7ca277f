import { setTimeout as sleep } from 'node:timers/promises';
import { openInspector } from './attach.ts';
import { below, listenerOn, portsOf } from './listener.ts';
import { type NodeThread, speak } from './protocol.ts';

/** All JavaScript threads of a server. */
export interface NodeThreads extends AsyncDisposable {
  /** The first is the main thread of the process that answers. */
  readonly threads: readonly NodeThread[];
}

/** Processes of a server that are opened, such as the workers of `cluster`. */
const MOST_PROCESSES = 16;
/** Worker threads are announced after the inspector has answered that it will. */
const ANNOUNCED_MS = 50;
/** A worker thread that sleeps in `Atomics.wait` answers only once it is woken. */
const ANSWER_MS = 1_000;

/**
 * Opens the inspectors of the process that answers at `origin`, of the processes that it has started, and of the worker
 * threads of all of them.
 *
 * @returns null if the first is not Node, or its inspector does not open
 */
export async function attachThreads(origin: string, root: number | null): Promise<NodeThreads | null> {
  const pid = root === null ? null : listenerOn(Number(new URL(origin).port), root);
  const stack = new AsyncDisposableStack();
  const threads: NodeThread[] = [];
  const processes = pid === null ? [] : below(pid).slice(0, MOST_PROCESSES);
  const before = new Map(processes.map((one) => [one, portsOf(one)]));
  for (const [one, ports] of before) {
    const node = await openInspector(one, ports).catch(() => null);
    if (node === null && one === pid) break;
    if (node === null) continue;
    stack.use(node);
    threads.push(node, ...(await workersOf(node)));
  }
  return threads.length === 0 ? null : { threads, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/**
 * The worker threads of a process, through the inspector of its main thread: the domain `NodeWorker` of
 * https://github.com/nodejs/node/blob/main/src/inspector/node_protocol.pdl
 */
async function workersOf(node: NodeThread): Promise<NodeThread[]> {
  const workers = new Map<string, ReturnType<typeof speak>>();
  node.on('NodeWorker.attachedToWorker', (params) => {
    const { sessionId } = params as { readonly sessionId: string };
    const send = (message: string) => {
      node.call('NodeWorker.sendMessageToWorker', { sessionId, message }).catch(() => workers.get(sessionId)?.closed());
      return true;
    };
    workers.set(sessionId, speak(send));
  });
  node.on('NodeWorker.receivedMessageFromWorker', (params) => {
    const { sessionId, message } = params as { readonly sessionId: string; readonly message: string };
    workers.get(sessionId)?.received(message);
  });
  node.on('NodeWorker.detachedFromWorker', (params) =>
    workers.get((params as { readonly sessionId: string }).sessionId)?.closed(),
  );
  await node.call('NodeWorker.enable', { waitForDebuggerOnStart: false });
  await sleep(ANNOUNCED_MS);
  const answering = await Promise.all(
    [...workers.values()].map(async ({ thread }) => {
      const late = sleep(ANSWER_MS, null, { ref: false });
      return (await Promise.race([thread.evaluate('1').catch(() => null), late])) === null ? [] : [thread];
    }),
  );
  return answering.flat();
}
