import type { Finding } from '../../model/finding.ts';
import type { Subject } from '../../model/subject.ts';
import { isExpected } from '../../text/status.ts';
import type { Evidence } from '../check.ts';
import type { LoadResult } from './load.ts';
import type { ApiSettings } from './settings.ts';

/** How the requests of a visit ended. */
export interface Outcomes {
  readonly sent: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly timeouts: number;
  /** Requests whose connection ended before they were answered in full. */
  readonly unanswered: number;
}

export function outcomesOf({ sent, answers, timeouts, unanswered }: LoadResult): Outcomes {
  const statuses: Record<string, number> = {};
  for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1;
  return { sent, statuses, timeouts, unanswered };
}

/** Those of all visits of a side: the last one alone may be one of the good ones. */
export function pooledOutcomes(visits: readonly Outcomes[]): Outcomes {
  const sum = (of: (one: Outcomes) => number) => visits.reduce((total, one) => total + of(one), 0);
  const statuses = [...new Set(visits.flatMap((one) => Object.keys(one.statuses)))];
  return {
    sent: sum(({ sent }) => sent),
    statuses: Object.fromEntries(statuses.map((status) => [status, sum((one) => one.statuses[status] ?? 0)])),
    timeouts: sum(({ timeouts }) => timeouts),
    unanswered: sum(({ unanswered }) => unanswered),
  };
}

interface Wrong {
  readonly what: string;
  readonly share: number;
}

/** What went wrong most often, if anything did. */
function worst({ sent, statuses, timeouts, unanswered }: Outcomes, expect: readonly string[]): Wrong | null {
  const wrong: [string, number][] = [
    ...Object.entries(statuses).filter(([status]) => !isExpected(Number(status), expect)),
    ['timeout', timeouts],
    ['no answer', unanswered],
  ];
  const [what, count] = wrong.toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0];
  return count === 0 ? null : { what, share: count / sent };
}

/** Why an endpoint fails: how most of its wrong answers were wrong, on each side. */
export function findings(
  { name, variant, settings }: Subject<ApiSettings>,
  { base, head }: Evidence<Outcomes>,
): Finding[] {
  const is = head && worst(head, settings.expect);
  if (is === null) return [];
  const was = base && worst(base, settings.expect);
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
      location: null,
      current: is.share,
      target: was?.what === is.what ? was.share : 0,
      evidence: { what: is.what, expected: settings.expect.join(', ') },
      suggestion: null,
    },
  ];
}

/** What an error rate carries: how the requests of each side ended. */
export const details = (
  { metric }: { readonly metric: string },
  evidence: Evidence<Outcomes>,
): Evidence<Outcomes> | null => (metric === 'error-rate' ? evidence : null);
