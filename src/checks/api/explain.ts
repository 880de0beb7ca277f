import type { DearerFunction } from '../../inspect/profile/slower-functions.ts';
import type { Finding } from '../../model/finding.ts';
import type { Subject } from '../../model/subject.ts';
import { isExpected } from '../../text/status.ts';
import type { Evidence, Worsened } from '../explanation.ts';
import { distributions } from './latencies.ts';
import type { Outcomes } from './outcomes.ts';
import { leaks, slowerFunctions } from './profile/findings.ts';
import { queues } from './rate/findings.ts';
import type { ApiSettings } from './settings.ts';

interface Wrong {
  readonly what: string;
  readonly share: number;
}

/** The most frequent way in which answers were wrong; null if all were right. */
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
  inside: readonly Finding[] = [],
): Finding[] => [
  ...wrongAnswers(subject, evidence),
  ...queues(subject, evidence, worse),
  ...slowerFunctions(subject, withoutConsequences(evidence.head?.dearer ?? [], inside), worse),
  ...leaks(subject, evidence.head?.keeping ?? [], worse),
];

/** Findings that mean that a server sends its database more queries, or reads more rows. */
const ASKS_MORE: ReadonlySet<string> = new Set([
  'database.repeated-query',
  'database.same-query',
  'database.new-query',
  'database.reads-more',
]);

/**
 * Leaves out functions of the database's driver where a finding shows more queries: those functions take longer because
 * of it.
 */
const withoutConsequences = (
  dearer: readonly DearerFunction[],
  inside: readonly Finding[],
): readonly DearerFunction[] =>
  inside.some(({ code }) => ASKS_MORE.has(code)) ? dearer.filter(({ owner }) => owner === 'own') : dearer;

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

/** A fix in the config or on the server. Any other answer suggests correcting `expect`. */
function suggestionOn(what: string, location: string | null): Finding['suggestion'] {
  const [, code] = SUGGESTIONS.find(([pattern]) => pattern.test(what)) ?? [what, 'correct-expectation'];
  const isLogin = /\/(?:log-?in|sign-?in|auth)/i.test(location ?? '');
  if (location !== null && isLogin) return { code: 'send-credentials', effort: 'low' };
  if (location?.startsWith('https:')) return { code: 'forward-https', effort: 'low' };
  return { code, effort: code === 'look-for-wait' || code === 'repair-server' ? 'medium' : 'low' };
}

/** Details in the report. An error rate has how each side's requests ended, p95 the times, CPU time the functions. */
export function details({ metric }: { readonly metric: string }, { base, head }: Evidence<Outcomes>): unknown {
  if (metric === 'p95') {
    const { latencies: ofBase = [] } = base ?? {};
    const { latencies: ofHead = [] } = head ?? {};
    return ofHead.length === 0 ? null : distributions({ base: ofBase, head: ofHead });
  }
  if (metric === 'cpu') return head?.calls === undefined ? null : { calls: head.calls };
  return metric === 'error-rate' ? { base: endsOf(base), head: endsOf(head) } : null;
}

function endsOf(side: Outcomes | null): Omit<Outcomes, 'dearer' | 'keeping' | 'calls' | 'latencies' | 'served'> | null {
  if (side === null) return null;
  const { dearer: _, keeping: __, calls: ___, latencies: ____, served: _____, ...outcomes } = side;
  return outcomes;
}
