import type { NodeInspector } from '../../../inspect/node/attach.ts';
import { attachable, attachNode } from '../../../inspect/node/attach.ts';
import { type ProfiledWork, startProfiling } from '../../../inspect/node/cpu.ts';
import type { Side, Subject } from '../../../model/subject.ts';
import type { RunningServer } from '../../../workspace/servers/server.ts';
import type { DiagnoseRequest } from '../../explanation.ts';
import { conversationOf } from '../conversation.ts';
import type { LoadResult } from '../load.ts';
import { warmUpSize } from '../requests-per-visit.ts';
import type { ApiSettings } from '../settings.ts';
import { isRight } from '../summarise.ts';

const ROUNDS = 5;
/** CPU time of a round on the side that needs more, where that is no longer than this in all. */
const ROUND = { cpuMs: 400, longestMs: 2_000 } as const;
const LEAST_REQUESTS = 10;
const MOST_REQUESTS = 2_000;
const LIMIT_TIMEOUTS = 6;

/** A side whose server is watched, and warm. */
interface Warm {
  readonly node: NodeInspector;
  readonly profiling: Awaited<ReturnType<typeof startProfiling>>;
  /** Of one request; milliseconds. */
  readonly cpuMs: number;
  readonly durationMs: number;
  send(amount: number): Promise<LoadResult>;
}

export interface SideProfiles {
  readonly node: NodeInspector;
  readonly rounds: readonly ProfiledWork[];
}

/** The same requests to both sides, in rounds that take turns. */
export interface ProfileRounds {
  /** Of each round. */
  readonly requests: number;
  readonly base: SideProfiles;
  readonly head: SideProfiles;
}

/**
 * Profiles both sides' servers in a launch of their own. @returns null where one of them is no Node.js.
 *
 * @param use what is done with the profiles while the servers still run
 * @throws Error if it does not answer as it must
 */
export async function profileRounds<T>(
  subject: Subject<ApiSettings>,
  request: DiagnoseRequest<unknown, ApiSettings>,
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
    return warmUp(node, await sender({ ...subject, settings }, { side, server, head: request.head.directory, signal }));
  };
  const base = await start('base');
  const head = base && (await start('head'));
  if (base === null || head === null) return null;
  const wanted = Math.min(
    ROUND.cpuMs / Math.max(base.cpuMs, head.cpuMs),
    ROUND.longestMs / Math.max(base.durationMs, head.durationMs),
  );
  const requests = Math.min(Math.max(LEAST_REQUESTS, Math.round(wanted)), MOST_REQUESTS);
  for (let round = 0; round < ROUNDS; round++) {
    // First and second take turns.
    for (const side of round % 2 === 0 ? (['base', 'head'] as const) : (['head', 'base'] as const)) {
      const { profiling, send } = side === 'base' ? base : head;
      signal.throwIfAborted();
      await profiling.during(() => send(requests));
    }
  }
  // The first work of each is its warm-up.
  const ended = async ({ node, profiling }: Warm) => ({ node, rounds: (await profiling.end()).slice(1) });
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

interface Target {
  readonly side: Side;
  readonly server: RunningServer;
  /** Head's working directory, which has the data of both sides. */
  readonly head: string;
  readonly signal: AbortSignal;
}

/** Sends a load, of which nothing is timed. @throws Error where an answer is not as it must be */
async function sender(subject: Subject<ApiSettings>, { side, server, head, signal }: Target): Promise<Warm['send']> {
  const { request, connections, timeoutMs, expect, texts } = subject.settings;
  const { load } = await import('../load.ts');
  const conversation = conversationOf(subject, side, head, 'profiled');
  const target = { launch: 0, server, signal };
  const unprepared = await conversation?.prepare(target, connections);
  if (unprepared) throw new Error(unprepared.message);
  return async (amount) => {
    const result = await load({
      origin: server.origin,
      ip: server.ip,
      request,
      ...(conversation && { script: conversation.script(target, null, amount) }),
      ...(texts && { texts }),
      connections: Math.min(connections, amount),
      amount,
      timeoutMs,
      limitMs: LIMIT_TIMEOUTS * timeoutMs,
      signal,
    });
    const wrong = result.answers.find((one) => !isRight(one, expect));
    if (wrong === undefined && result.answers.length === amount) return result;
    const how = wrong === undefined ? 'was not always answered' : `answered ${wrong.status}`;
    throw new Error(`${request.method} ${request.path} ${how} while it was profiled on ${side}`);
  };
}
