import { setTimeout as delay } from 'node:timers/promises';
import type { Checkout } from '../../model/checkout.ts';
import type { Subject } from '../../model/subject.ts';
import type { Visit } from '../../model/visit.ts';
import type { Probe, VisitRequest } from '../probe.ts';
import { conversationOf } from './conversation.ts';
import { latenciesOf } from './latencies.ts';
import { loadProblems } from './load-problems.ts';
import type { LoadResult } from './load-result.ts';
import { withoutThroughput } from './metrics.ts';
import { outcomesOf } from './outcomes.ts';
import { servedPerSecond } from './rate/served.ts';
import { visitSize, visitSizeAt, warmUpSize, warmUpSizeAt } from './requests-per-visit.ts';
import type { ApiSettings } from './settings.ts';
import { summarise } from './summarise.ts';

/** A visit that takes this many times its timeout hangs. */
const LIMIT_TIMEOUTS = 6;
/** How many times as busy a visit may keep this process as the warm-up did. */
const ROOM = 1.25;
/** A server that restarts itself gets this long to come back before it is asked again. */
const RESTART_MS = 1_000;

/** @param head head's working directory, which has the data of both sides. */
export function probe(subject: Subject<ApiSettings>, { side }: Checkout, head = '.'): Probe {
  const { request, connections: written, rate, isFixed = false, timeoutMs, expect, texts } = subject.settings;
  const limitMs = LIMIT_TIMEOUTS * timeoutMs;

  const { unanswered, saturated } = loadProblems(subject, side, limitMs);
  const conversation = conversationOf(subject, side, head);

  /** @param round of a visit; null: a warm-up */
  async function send(target: Omit<VisitRequest, 'size' | 'round'>, amount: number, round: number | null) {
    const { server, signal, atOnce: connections = written } = target;
    if (server === null) throw new Error(`${subject.name} has no server`);
    const requests = {
      origin: server.origin,
      ip: server.ip,
      request,
      ...(conversation && { script: conversation.script(target, round, amount) }),
      ...(texts && { texts }),
      amount,
      timeoutMs,
      signal,
    };
    const { load, openLoop } = await import('./load.ts');
    const result =
      rate === undefined ? await load({ ...requests, connections, limitMs }) : await openLoop({ ...requests, rate });
    if (result.cut === 'refused') await delay(RESTART_MS, undefined, { signal });
    return result;
  }

  /**
   * Halves the number of connections until this process can time them with room to spare, since the number holds for all
   * visits of both sides. Two loads in a row must show that it can't.
   */
  async function possible(target: Omit<VisitRequest, 'size' | 'round'>, first: LoadResult): Promise<number> {
    let connections = written;
    let result = first;
    for (let busy = 0; connections > 1 && result.cut === null; ) {
      if (saturated(result, summarise(result, expect, timeoutMs).values, connections, ROOM) === null) break;
      busy++;
      if (busy % 2 === 0) connections = Math.floor(connections / 2);
      result = await send({ ...target, atOnce: connections }, result.sent, null);
    }
    return connections;
  }

  return {
    async warmUp(target) {
      const connections = target.atOnce ?? written;
      const unprepared = await conversation?.prepare(target, connections);
      if (unprepared) return unprepared;
      let answers = 0;
      let elapsedMs = 0;
      let perSecond = 0;
      let last: LoadResult | null = null;
      const nextSize = () =>
        rate === undefined ? warmUpSize(connections, answers, elapsedMs) : warmUpSizeAt(rate, answers, elapsedMs);
      for (let amount = nextSize(); amount > 0; amount = nextSize()) {
        const result = await send(target, amount, null);
        const failed = unanswered(result);
        if (failed) return failed;
        last = result;
        answers += amount;
        elapsedMs += Math.max(result.durationMs, rate === undefined ? 0 : (1_000 * amount) / rate);
        perSecond = amount / (result.durationMs / 1_000);
      }
      if (rate !== undefined) return { ok: true, size: visitSizeAt(rate) };
      const size = visitSize(connections, perSecond);
      if (isFixed || target.atOnce !== undefined || last === null) return { ok: true, ...size };
      const atOnce = await possible(target, last);
      return { ok: true, ...size, ...(atOnce < written && { atOnce }) };
    },

    async visit(target): Promise<Visit> {
      const unprepared = await conversation?.prepare(target, target.atOnce ?? written);
      if (unprepared) return unprepared;
      const result = await send(target, target.size, target.round);
      const failed = unanswered(result);
      if (failed) return failed;
      const { values: all, answers } = summarise(result, expect, timeoutMs);
      const values = rate === undefined ? all : withoutThroughput(all);
      const served = rate === undefined ? null : servedPerSecond(result.answers, rate, expect);
      // Errors are cheap: without a p95 for them, there is no CPU time per request.
      const requests = values.p95 === undefined ? {} : { requests: result.sent };
      const covariates = { answers, ...requests };
      const { atOnce: connections = written } = target;
      const fewer = `${subject.name}: ${connections} connections instead of ${written}, with which perf-budget itself would be too busy to time the answers.`;
      return (
        saturated(result, values, connections) ?? {
          ok: true,
          values,
          covariates,
          evidence: {
            ...outcomesOf(result, expect),
            latencies: [latenciesOf(result, expect, timeoutMs)],
            ...(served !== null && { served: [served] }),
          },
          notes: connections < written ? [fewer] : [],
        }
      );
    },
  };
}
