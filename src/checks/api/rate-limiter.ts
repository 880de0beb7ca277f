import type { Subject } from '../../model/subject.ts';
import type { VisitFailure } from '../../model/visit.ts';
import { isExpected } from '../../text/status.ts';
import { liftLimit } from '../lift-limit.ts';
import type { LoadResult } from './load-result.ts';
import type { ApiSettings } from './settings.ts';

/** Share of rate-limited answers from which the others no longer show what the server can do. */
const SHARE = 0.01;

/** Why a load measured a rate limiter; null if it did not. */
export function limitedBy(
  what: string,
  { answers, retryAfter }: Pick<LoadResult, 'answers' | 'retryAfter'>,
  { settings }: Subject<ApiSettings>,
): VisitFailure | null {
  const limited = answers.filter(({ status, limited }) => limited && !isExpected(status, settings.expect));
  if (limited.length === 0 || limited.length < SHARE * answers.length) return null;
  const when = retryAfter === null ? '' : `, Retry-After: ${retryAfter}`;
  const message = `${what}: a rate limiter answers ${limited.length} of ${answers.length} requests (${limited[0]?.status}${when})`;
  return { ok: false, code: 'limited', message, hint: liftLimit(settings.server), retry: false };
}
