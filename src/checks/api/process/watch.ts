import { blockingMs } from '../../../inspect/bystander.ts';
import { heapInUse } from '../../../inspect/node/heap.ts';
import type { Checkout } from '../../../model/checkout.ts';
import type { Subject } from '../../../model/subject.ts';
import type { VisitFailure } from '../../../model/visit.ts';
import type { ProcessesSeen, ProcessRequest } from '../../inspection.ts';
import { ask } from '../requests/ask.ts';
import type { ApiSettings } from '../settings.ts';
import { Unanswered, untimed } from '../untimed-load.ts';
import { heapGrowth } from './heap-growth.ts';

/** Requests before anything is read: code gets warm, caches fill. */
const WARM_UP = 3;

/**
 * Examines a server's processes while they serve an endpoint: which requests they delay, and what stays in their heap.
 */
export function watchEndpoint(
  subject: Subject<ApiSettings>,
  { side }: Checkout,
  head: string,
): (request: ProcessRequest) => Promise<ProcessesSeen | VisitFailure> {
  const prepare = untimed(subject, side, head, 'watched');
  const { timeoutMs, connections } = subject.settings;
  return async (request) => {
    const { server, ready, attach, limits, heap, signal } = request;
    const bystander = { method: 'GET', path: ready, headers: {}, body: null };
    try {
      const send = await prepare(request);
      let requestMs = Number.POSITIVE_INFINITY;
      for (let sent = 0; sent < WARM_UP; sent++) requestMs = Math.min(requestMs, (await send(1)).durationMs);
      const blocking = await blockingMs({
        ask: () => ask(server, bystander, { timeoutMs, signal }),
        request: () => send(1),
        signal,
      });
      const node = limits('heap-growth') ? await attach() : null;
      const { name } = subject;
      const growth = node && (await heapGrowth(node, { name, heap, requestMs, pid: server.pid, connections, send }));
      const isSeen = growth !== null && growth !== 'cut';
      const values = {
        ...(blocking !== null && { blocking }),
        ...(isSeen && { 'heap-growth': growth.perThousand }),
      };
      return { ok: true, values, isWhole: growth !== 'cut', keptBytes: isSeen ? growth.keptBytes : 0 };
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      return { ok: false, code: error.code, message: error.message, retry: false };
    }
  };
}

/**
 * Reads the heap of a server after inspections of its endpoints. It sends nothing itself. What grows with each request
 * is left out: it is the endpoint's heap growth, and one leak would fail both.
 */
export async function watchServer({ attach, limits, keptBytes }: ProcessRequest): Promise<ProcessesSeen> {
  const node = limits('heap') ? await attach() : null;
  const values = node === null ? {} : { heap: Math.max(0, (await heapInUse(node.threads)) - keptBytes) };
  return { ok: true, values, isWhole: true, keptBytes: 0 };
}
