import type { DearerFunction } from '../../inspect/profile/dearer.ts';
import type { Finding } from '../../model/finding.ts';
import type { Subject } from '../../model/subject.ts';
import { isExpected } from '../../text/status.ts';
import { isLoopback } from '../../workspace/servers/loopback.ts';
import type { Evidence, Worsened } from '../explanation.ts';
import { type Content, contentOf, pooledContent } from './answer-mismatch.ts';
import type { LoadResult } from './load.ts';
import { slowerFunctions } from './profile/findings.ts';
import type { ApiSettings } from './settings.ts';

/** How the requests of a visit ended. */
export interface Outcomes {
  readonly sent: number;
  /** Answers by status, but for those with a wrong text. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers by their status and what is wrong with their text: `200 without "data"`. */
  readonly wrongTexts: Readonly<Record<string, number>>;
  readonly timeouts: number;
  /** Requests whose connection ended before they were answered in full. */
  readonly unanswered: number;
  /** The address that the first redirect led to; null without any. */
  readonly location: string | null;
  /** What the expected answers were. */
  readonly content: Content;
  /** Functions that take longer than on base; absent: both sides were not profiled. */
  readonly dearer?: readonly DearerFunction[];
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

/** Of plain http on this machine only the path, since each launch has another port. A query may hold a secret. */
function pathOf(location: string): string {
  const url = URL.parse(location, 'http://localhost');
  if (url === null) return '';
  const isOwn = url.protocol === 'http:' && isLoopback(url.hostname);
  return isOwn ? url.pathname : url.origin + url.pathname;
}

/** Those of all visits of a side: the last one alone may be one of the good ones. */
export function pooledOutcomes(visits: readonly Outcomes[]): Outcomes {
  const sum = (of: (one: Outcomes) => number) => visits.reduce((total, one) => total + of(one), 0);
  const counts = (of: (one: Outcomes) => Outcomes['statuses']) =>
    Object.fromEntries(
      [...new Set(visits.flatMap((one) => Object.keys(of(one))))].map((key) => [key, sum((one) => of(one)[key] ?? 0)]),
    );
  const dearer = visits.find((one) => one.dearer !== undefined)?.dearer;
  return {
    ...(dearer && { dearer }),
    sent: sum(({ sent }) => sent),
    statuses: counts(({ statuses }) => statuses),
    wrongTexts: counts(({ wrongTexts }) => wrongTexts),
    timeouts: sum(({ timeouts }) => timeouts),
    unanswered: sum(({ unanswered }) => unanswered),
    location: visits.find(({ location }) => location !== null)?.location ?? null,
    content: pooledContent(visits.map(({ content }) => content)),
  };
}

interface Wrong {
  readonly what: string;
  readonly share: number;
}

/** What went wrong most often, if anything did. */
function worst(
  { sent, statuses, wrongTexts, timeouts, unanswered }: Outcomes,
  expect: readonly string[],
): Wrong | null {
  const wrong: [string, number][] = [
    ...Object.entries(statuses).filter(([status]) => !isExpected(Number(status), expect)),
    ...Object.entries(wrongTexts),
    ['timeout', timeouts],
    ['no answer', unanswered],
  ];
  const [what, count] = wrong.toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0];
  return count === 0 ? null : { what, share: count / sent };
}

/** Why an endpoint fails: how most of its wrong answers were wrong, on each side, and the functions that got dearer. */
export const findings = (
  subject: Subject<ApiSettings>,
  evidence: Evidence<Outcomes>,
  worse: readonly Worsened[] = [],
): Finding[] => [...wrongAnswers(subject, evidence), ...slowerFunctions(subject, evidence.head?.dearer ?? [], worse)];

function wrongAnswers(
  { name, variant, settings }: Subject<ApiSettings>,
  { base, head }: Evidence<Outcomes>,
): Finding[] {
  const is = head && worst(head, settings.expect);
  if (head === null || is === null) return [];
  const was = base && worst(base, settings.expect);
  const location = is.what.startsWith('3') ? head.location : null;
  return [
    {
      code: 'api.unexpected-answers',
      check: 'api',
      subject: name,
      variant,
      part: null,
      metric: 'error-rate',
      impact: is.share >= 0.5 ? 'critical' : 'high',
      kind: 'network',
      location,
      current: is.share,
      target: was?.what === is.what ? was.share : 0,
      evidence: { what: is.what, expected: settings.expect.join(', ') },
      suggestion: suggestionOn(is.what, location),
    },
  ];
}

const SUGGESTIONS: readonly (readonly [RegExp, string])[] = [
  [/^40[13]$/, 'send-credentials'],
  [/^40[45]$/, 'name-request'],
  [/^409$/, 'vary-request'],
  [/^429$/, 'lift-rate-limit'],
  [/^4\d\d$/, 'correct-request'],
  [/^3\d\d$/, 'name-target'],
  [/^timeout$/, 'look-for-wait'],
  [/^(?:5\d\d|no answer)$/, 'repair-server'],
];

/** What the config may lack, or the server. Any other answer differs from what `expect` says. */
function suggestionOn(what: string, location: string | null): Finding['suggestion'] {
  const [, code] = SUGGESTIONS.find(([pattern]) => pattern.test(what)) ?? [what, 'correct-expectation'];
  const isLogin = /\/(?:log-?in|sign-?in|auth)/i.test(location ?? '');
  if (location !== null && isLogin) return { code: 'send-credentials', effort: 'low' };
  if (location?.startsWith('https:')) return { code: 'forward-https', effort: 'low' };
  return { code, effort: code === 'look-for-wait' || code === 'repair-server' ? 'medium' : 'low' };
}

/** What an error rate carries: how the requests of each side ended. */
export const details = (
  { metric }: { readonly metric: string },
  evidence: Evidence<Outcomes>,
): Evidence<Omit<Outcomes, 'dearer'>> | null =>
  metric === 'error-rate' ? { base: withoutProfile(evidence.base), head: withoutProfile(evidence.head) } : null;

function withoutProfile(side: Outcomes | null): Omit<Outcomes, 'dearer'> | null {
  if (side === null) return null;
  const { dearer: _, ...outcomes } = side;
  return outcomes;
}
