import type { Called } from '../../inspect/profile/call-tree.ts';
import type { KeepingFunction } from '../../inspect/profile/heap-profile.ts';
import type { DearerFunction } from '../../inspect/profile/slower-functions.ts';
import { isExpected } from '../../text/status.ts';
import { isLoopback } from '../../workspace/servers/loopback.ts';
import { type Content, contentOf, pooledContent } from './answer-mismatch.ts';
import type { Latencies } from './latencies.ts';
import type { LoadResult } from './load-result.ts';

/** How the requests of a visit ended. */
export interface Outcomes {
  readonly sent: number;
  /** Answers by status, but for those with a wrong text. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Number of answers by status and fault of their text: `200 without "data"`. */
  readonly wrongTexts: Readonly<Record<string, number>>;
  readonly timeouts: number;
  /** Requests whose connection ended before they were answered in full. */
  readonly unanswered: number;
  /** The address that the first redirect led to; null without any. */
  readonly location: string | null;
  /** Contents of the expected answers. */
  readonly content: Content;
  /** Requests a second that the server served in each visit; absent: no rate is fixed. */
  readonly served?: readonly number[];
  /** How long the requests of each visit took; absent: nothing was timed. */
  readonly latencies?: readonly Latencies[];
  /** Functions that take longer than on base; absent: both sides were not profiled. */
  readonly dearer?: readonly DearerFunction[];
  /** The calls between functions on both sides, with their times; absent if both sides were not profiled. */
  readonly calls?: readonly Called[];
  /** Functions that keep more memory for each request; absent if both sides were not profiled. */
  readonly keeping?: readonly KeepingFunction[];
}

export function outcomesOf(result: LoadResult, expect: readonly string[]): Outcomes {
  const { sent, answers, timeouts, unanswered, location } = result;
  const statuses: Record<string, number> = {};
  const wrongTexts: Record<string, number> = {};
  for (const { status, wrongText } of answers) {
    const isWrong = wrongText !== undefined && isExpected(status, expect);
    const [counts, what] = isWrong ? [wrongTexts, `${status} ${wrongText}`] : [statuses, String(status)];
    counts[what] = (counts[what] ?? 0) + 1;
  }
  const place = location === null ? null : pathOf(location);
  return { sent, statuses, wrongTexts, timeouts, unanswered, location: place, content: contentOf(result, expect) };
}

/**
 * The path alone for plain http on this machine, where each launch has another port. The query is cut: it may hold a
 * secret.
 */
function pathOf(location: string): string {
  const url = URL.parse(location, 'http://localhost');
  if (url === null) return '';
  const isOwn = url.protocol === 'http:' && isLoopback(url.hostname);
  return isOwn ? url.pathname : url.origin + url.pathname;
}

/** Joins the outcomes of all visits of a side: the last visit alone may be one of the good ones. */
export function pooledOutcomes(visits: readonly Outcomes[]): Outcomes {
  const sum = (of: (one: Outcomes) => number) => visits.reduce((total, one) => total + of(one), 0);
  const counts = (of: (one: Outcomes) => Outcomes['statuses']) =>
    Object.fromEntries(
      [...new Set(visits.flatMap((one) => Object.keys(of(one))))].map((key) => [key, sum((one) => of(one)[key] ?? 0)]),
    );
  const { dearer, keeping, calls } = visits.find((one) => one.dearer !== undefined) ?? {};
  return {
    ...(dearer && { dearer }),
    ...(keeping && { keeping }),
    ...(calls && { calls }),
    latencies: visits.flatMap(({ latencies = [] }) => latencies),
    ...(visits.some(({ served }) => served !== undefined) && { served: visits.flatMap(({ served = [] }) => served) }),
    sent: sum(({ sent }) => sent),
    statuses: counts(({ statuses }) => statuses),
    wrongTexts: counts(({ wrongTexts }) => wrongTexts),
    timeouts: sum(({ timeouts }) => timeouts),
    unanswered: sum(({ unanswered }) => unanswered),
    location: visits.find(({ location }) => location !== null)?.location ?? null,
    content: pooledContent(visits.map(({ content }) => content)),
  };
}
