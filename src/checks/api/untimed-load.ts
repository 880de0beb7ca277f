import type { Side, Subject } from '../../model/subject.ts';
import type { VisitFailure } from '../../model/visit.ts';
import type { RunningServer } from '../../workspace/servers/server.ts';
import { conversationOf } from './conversation.ts';
import type { LoadResult } from './load-result.ts';
import type { LaunchKind } from './requests/numbers.ts';
import type { ApiSettings } from './settings.ts';
import { isMissing, isRight } from './summarise.ts';

interface Target {
  readonly launch: number;
  readonly server: RunningServer;
  readonly keepSecret?: (value: string) => void;
  readonly signal: AbortSignal;
}

/** Sends requests on all connections of the endpoint. @throws Unanswered if an answer is not as it must be */
export type Send = (amount: number, limitMs?: number) => Promise<LoadResult>;

const LIMIT_TIMEOUTS = 6;

export class Unanswered extends Error {
  readonly code: VisitFailure['code'];
  constructor(code: VisitFailure['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Sends loads to an endpoint without timing them. Unique values stay unique from launch to launch.
 *
 * @param head head's working directory, which has the data of both sides
 */
export function untimed(subject: Subject<ApiSettings>, side: Side, head: string, kind: LaunchKind) {
  const { request, connections, timeoutMs, expect, texts } = subject.settings;
  const conversation = conversationOf(subject, side, head, kind);
  /** @throws Unanswered if a request before the load fails */
  return async (target: Target): Promise<Send> => {
    const { load } = await import('./load.ts');
    const unprepared = await conversation?.prepare(target, connections);
    if (unprepared) throw new Unanswered(unprepared.code, unprepared.message);
    return async (amount, limitMs = LIMIT_TIMEOUTS * timeoutMs) => {
      const result = await load({
        origin: target.server.origin,
        ip: target.server.ip,
        request,
        ...(conversation && { script: conversation.script(target, null, amount) }),
        ...(texts && { texts }),
        connections: Math.min(connections, amount),
        amount,
        timeoutMs,
        limitMs,
        signal: target.signal,
      });
      const wrong = result.answers.find((one) => !isRight(one, expect));
      if (wrong === undefined && result.answers.length === amount) return result;
      const how = wrong === undefined ? 'was not always answered' : `answered ${wrong.status}`;
      const code = side === 'base' && wrong !== undefined && isMissing(wrong.status) ? 'absent' : 'no-answer';
      throw new Unanswered(code, `${request.method} ${request.path} ${how} while it was ${kind} on ${side}`);
    };
  };
}
