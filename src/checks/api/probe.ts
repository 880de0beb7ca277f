import type { Checkout, Probe, Subject, Visit, VisitFailure, VisitRequest } from '../check.ts';
import type { LoadResult } from './load.ts';
import { type ApiSettings, isExpected } from './settings.ts';
import { summarise } from './summarise.ts';

/** A visit is this long, if that gives enough answers. */
const VISIT_MS = 500;
/** Fewer answers make a p95 of a visit a matter of luck. */
const FEWEST_REQUESTS = 100;
const FEWEST_PER_CONNECTION = 20;
const MOST_REQUESTS = 5_000;
/** Slow endpoints get fewer requests rather than visits longer than this. */
const LONGEST_VISIT_MS = 3_000;
/** Interpreters get faster for a while: this many answers come before any is counted, or this much time goes by. */
const WARM_UP_REQUESTS = 800;
const WARM_UP_MS = 2_000;
/** A visit that takes this many times its timeout hangs. */
const LIMIT_TIMEOUTS = 6;

const fewest = (connections: number): number => Math.max(FEWEST_REQUESTS, FEWEST_PER_CONNECTION * connections);

/** Requests of a visit, given how fast the warm-up went. */
export function visitSize(connections: number, perSecond: number): number {
  const wanted = Math.max(fewest(connections), Math.round((perSecond * VISIT_MS) / 1_000));
  const affordable = Math.max(4 * connections, 40, Math.round((perSecond * LONGEST_VISIT_MS) / 1_000));
  return Math.min(wanted, affordable, Math.max(MOST_REQUESTS, fewest(connections)));
}

/** 404 and its kin: there is no such endpoint. On base, that is what a new endpoint looks like. */
const isMissing = (status: number): boolean => [404, 405, 410, 501].includes(status);

export function probe(subject: Subject<ApiSettings>, { side }: Checkout): Probe {
  const { request, connections, timeoutMs, expect } = subject.settings;
  const what = `${request.method} ${request.path}`;

  async function send(target: Pick<VisitRequest, 'server' | 'signal'>, amount: number): Promise<LoadResult> {
    if (target.server === null) throw new Error(`${subject.name} has no server`);
    const { load } = await import('./load.ts');
    const limitMs = LIMIT_TIMEOUTS * timeoutMs;
    const { signal, server } = target;
    return load({ origin: server.origin, request, connections, amount, timeoutMs, limitMs, signal });
  }

  function problem(result: LoadResult): VisitFailure | null {
    if (result.cut) {
      const message = `${what} was not answered ${result.sent} times within ${(LIMIT_TIMEOUTS * timeoutMs) / 1_000} s`;
      return { ok: false, code: 'timed-out', message, retry: false };
    }
    if (result.answers.length === 0 && result.timeouts === 0) {
      return {
        ok: false,
        code: 'no-answer',
        message: `${what} was not answered at all: the connections ended`,
        retry: true,
      };
    }
    const expected = result.answers.some((answer) => isExpected(answer.status, expect));
    if (side === 'base' && !expected && result.answers.every((answer) => isMissing(answer.status))) {
      const status = result.answers[0]?.status;
      return { ok: false, code: 'absent', message: `base answers ${status} to ${what}`, retry: false };
    }
    return null;
  }

  return {
    async warmUp({ server, signal }) {
      const startedAt = performance.now();
      let answers = 0;
      let perSecond = 0;
      while (answers < WARM_UP_REQUESTS && performance.now() - startedAt < WARM_UP_MS) {
        const result = await send({ server, signal }, fewest(connections));
        const failed = problem(result);
        if (failed) return failed;
        answers += result.answers.length + result.timeouts;
        perSecond = result.answers.length / (result.durationMs / 1_000);
      }
      return { ok: true, size: visitSize(connections, perSecond) };
    },

    async visit(target): Promise<Visit> {
      const result = await send(target, target.size);
      const failed = problem(result);
      if (failed) return failed;
      const { values, answers } = summarise(result, expect, timeoutMs);
      return { ok: true, values, covariates: { answers, requests: result.sent } };
    },

    async [Symbol.asyncDispose]() {},
  };
}
