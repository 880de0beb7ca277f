import type { Side, Subject } from '../../model/subject.ts';
import type { VisitFailure } from '../../model/visit.ts';
import { quantity } from '../../text/quantity.ts';
import { isExpected } from '../../text/status.ts';
import type { LoadResult } from './load-result.ts';
import { keepsUp } from './rate/served.ts';
import { limitedBy } from './rate-limiter.ts';
import { isSaturated } from './saturation.ts';
import type { ApiSettings } from './settings.ts';
import { errorsOf, isMissing } from './summarise.ts';

/** Why a load says nothing about the endpoint. */
export interface LoadProblems {
  /** A failure if the answers show nothing about the endpoint's speed; null if they do. */
  unanswered(result: LoadResult): VisitFailure | null;
  /**
   * A failure if this process was too busy to time answers; null if it was not.
   *
   * @param room how many times as busy it may become; by default 1
   */
  saturated(
    result: LoadResult,
    values: Readonly<Record<string, number>>,
    connections: number,
    room?: number,
  ): VisitFailure | null;
}

/** @param limitMs how long a load may take */
export function loadProblems(subject: Subject<ApiSettings>, side: Side, limitMs: number): LoadProblems {
  const { request, timeoutMs, expect, rate } = subject.settings;
  const what = `${request.method} ${request.path}`;

  function unanswered(result: LoadResult): VisitFailure | null {
    const { cut, sent, answers, timeouts, error, unended } = result;
    const because = error === null ? '' : `: ${error}`;
    if (cut === 'refused') {
      return failure('no-answer', `${what}: the server takes no connections any more${because}`, { retry: true });
    }
    if (cut === 'limit') {
      const message = `${what} was not answered ${sent} times within ${limitMs / 1_000} s`;
      return failure('timed-out', message, { hint: `Raise api.${subject.name}.connections, or its timeout` });
    }
    if (cut === 'hung' || (answers.length === 0 && timeouts > 0)) {
      const limit = `within ${timeoutMs / 1_000} s`;
      const message =
        answers.length === 0 && unended !== null
          ? `${what} began to answer (${unended}), and did not end ${limit}, ${timeouts} times of ${timeouts}`
          : answers.length === 0
            ? `${what} was not answered ${limit}, ${timeouts} times of ${timeouts}`
            : `${what} was not answered ${limit} any more after ${answers.length} answers`;
      const hint = unended?.startsWith('text/event-stream')
        ? STREAM
        : `If it takes longer, raise api.${subject.name}.timeout`;
      return failure('timed-out', message, { retry: true, values: errorsOf(result, expect), hint });
    }
    if (answers.length === 0) {
      const message = `${what} was not answered at all: the connections ended${because}`;
      return failure('no-answer', message, { retry: true, values: errorsOf(result, expect) });
    }
    if (side === 'base' && answers.every(({ status }) => isMissing(status) && !isExpected(status, expect))) {
      return failure('absent', `base answers ${answers[0]?.status} to ${what}`);
    }
    return limitedBy(what, result, subject);
  }

  /** Compared with whichever response time the visit has: with many wrong answers, there is no p95. */
  function saturated(
    result: LoadResult,
    values: Readonly<Record<string, number>>,
    connections: number,
    room = 1,
  ): VisitFailure | null {
    const timeMs = values.p95 ?? values.p90 ?? values.p50;
    const { own } = result;
    const loop = { ...result.loop, lateMs: Math.max(result.loop.lateMs, own?.lateMs ?? 0) };
    const isBehind = rate !== undefined && own !== undefined && !keepsUp(own.perSecond, rate);
    if (timeMs === undefined || !(isBehind || isSaturated(loop, timeMs, room))) return null;
    const load = `api.${subject.name}.${rate === undefined ? `connections (now ${connections})` : `rate (now ${rate}/s)`}`;
    const busy = `busy ${Math.round(100 * loop.utilization)} % of the time, and late by ${loop.lateMs.toFixed(1)} ms`;
    const task = isBehind ? `send ${rate} requests a second` : 'time the answers';
    return failure('saturated', `${what}: perf-budget itself was too busy to ${task} (${busy})`, {
      retry: true,
      values: errorsOf(result, expect),
      hint: rate === undefined && connections === 1 ? alone(result) : `Lower ${load}, or ${CORES}`,
    });
  }

  /** With one connection no answer waits for another, so it is the size of the answers that costs the time. */
  function alone({ answers }: LoadResult): string {
    const bytes = answers.reduce((sum, one) => sum + one.bytes, 0) / Math.max(1, answers.length);
    const asked = answers.length === 0 ? 'its answers' : `its answers (${quantity(bytes, 'B')} each)`;
    return `To receive ${asked} takes most of the time, with one connection too: let api.${subject.name}.request ask for less, such as one page of a list, or ${CORES}`;
  }

  return { unanswered, saturated };
}

const CORES = 'use a runner with more cores';
const STREAM = 'A stream of events has no end that could be timed: measure a request whose answer ends';

const failure = (
  code: VisitFailure['code'],
  message: string,
  more: Pick<VisitFailure, 'hint' | 'values'> & { readonly retry?: boolean } = {},
): VisitFailure => ({ ok: false, code, message, retry: false, ...more });
