import type { NodeInspector } from '../../../inspect/node/attach.ts';
import { attachable, attachNode } from '../../../inspect/node/attach.ts';
import { type ProfiledWork, startProfiling } from '../../../inspect/node/cpu.ts';
import { keptDuring } from '../../../inspect/node/heap.ts';
import type { HeapProfile } from '../../../inspect/profile/heap-profile.ts';
import type { Side, Subject } from '../../../model/subject.ts';
import type { DiagnoseRequest } from '../../explanation.ts';
import { warmUpSize } from '../requests-per-visit.ts';
import type { ApiSettings } from '../settings.ts';
import { type Send, untimed } from '../untimed-load.ts';

const ROUNDS = 5;
export const HEAP_ROUNDS = 3;
/** CPU time of a round on the side that needs more of it. A round lasts at most `longestMs`. */
const ROUND = { cpuMs: 400, longestMs: 2_000 } as const;
const LEAST_REQUESTS = 10;
const MOST_REQUESTS = 2_000;

/** A side whose server is attached to the profiler and warmed up. */
interface Warm {
  readonly node: NodeInspector;
  readonly profiling: Awaited<ReturnType<typeof startProfiling>>;
  /** CPU time of one request; milliseconds. */
  readonly cpuMs: number;
  readonly durationMs: number;
  readonly send: Send;
}

export interface SideProfiles {
  readonly node: NodeInspector;
  /** Empty if CPU time did not get worse. */
  readonly rounds: readonly ProfiledWork[];
  /** Memory that `HEAP_ROUNDS` times the requests leave behind; null if the heap did not get worse. */
  readonly heap: HeapProfile | null;
}

/** Which metrics of an endpoint got worse and are profiled. */
interface Profiled {
  readonly cpu: boolean;
  readonly heap: boolean;
}

/** The same requests to both sides, in rounds that take turns. */
interface ProfileRounds {
  /** Requests in each round. */
  readonly requests: number;
  readonly base: SideProfiles;
  readonly head: SideProfiles;
}

/**
 * Profiles both sides' servers in a launch of their own. @returns null if one of them is not Node.js.
 *
 * @param use works with the profiles while the servers still run
 * @throws Error if it does not answer as it must
 */
export async function profileRounds<T>(
  subject: Subject<ApiSettings>,
  request: DiagnoseRequest<unknown, ApiSettings>,
  { cpu, heap }: Profiled,
  use: (rounds: ProfileRounds) => Promise<T>,
): Promise<T | null> {
  const { signal } = request;
  await using stack = new AsyncDisposableStack();
  const start = async (side: Side): Promise<Warm | null> => {
    const server = stack.use(await request.serve(side, async (environment) => attachable(environment)));
    const node = await attachNode(server.origin, server.pid);
    if (node === null) return null;
    stack.use(node);
    const settings = request[side]?.settings ?? subject.settings;
    const load = untimed({ ...subject, settings }, side, request.head.directory, 'profiled');
    return warmUp(node, await load({ launch: 0, server, signal }));
  };
  const base = await start('base');
  const head = base && (await start('head'));
  if (base === null || head === null) return null;
  const wanted = Math.min(
    ROUND.cpuMs / Math.max(base.cpuMs, head.cpuMs),
    ROUND.longestMs / Math.max(base.durationMs, head.durationMs),
  );
  const requests = Math.min(Math.max(LEAST_REQUESTS, Math.round(wanted)), MOST_REQUESTS);
  for (let round = 0; cpu && round < ROUNDS; round++) {
    // First and second take turns.
    for (const side of round % 2 === 0 ? (['base', 'head'] as const) : (['head', 'base'] as const)) {
      const { profiling, send } = side === 'base' ? base : head;
      signal.throwIfAborted();
      await profiling.during(() => send(requests));
    }
  }
  // The first work of each is its warm-up.
  const ended = async ({ node, profiling, send }: Warm) => {
    const rounds = (await profiling.end()).slice(1);
    const keep = async () => {
      for (let round = 0; round < HEAP_ROUNDS; round++) await send(requests);
    };
    return { node, rounds, heap: heap ? await keptDuring(node, keep) : null };
  };
  return await use({ requests, base: await ended(base), head: await ended(head) });
}

async function warmUp(node: NodeInspector, send: Warm['send']): Promise<Warm> {
  let answers = 0;
  let elapsedMs = 0;
  const profiling = await startProfiling(node);
  const cpuMs = await profiling.during(async () => {
    for (let amount = warmUpSize(1, 0, 0); amount > 0; amount = warmUpSize(1, answers, elapsedMs)) {
      elapsedMs += (await send(amount)).durationMs;
      answers += amount;
    }
  });
  return { node, profiling, send, cpuMs: cpuMs / answers, durationMs: elapsedMs / answers };
}
