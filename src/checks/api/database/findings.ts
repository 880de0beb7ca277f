import type { Finding } from '../../../model/finding.ts';
import type { Subject } from '../../../model/subject.ts';
import type { Worsened } from '../../explanation.ts';
import type { ApiSettings } from '../settings.ts';
import { indexFindings } from './index-findings.ts';
import type { Launches } from './launches.ts';
import { queryFindings } from './query-findings.ts';

/** Explains from inspections why an endpoint got worse, and reports faults of its queries. */
export function findings(subject: Subject<ApiSettings>, launches: Launches, worse: readonly Worsened[]): Finding[] {
  const isWorse = (metric: string) => worse.some((one) => one.metric === metric);
  const fails = (metric: string) => worse.some((one) => one.metric === metric && one.fails === true);
  const found = [...indexFindings(launches, isWorse, fails), ...queryFindings(launches, isWorse, fails)];
  const key = { check: 'api', subject: subject.name, variant: subject.variant, part: null } as const;
  // A finding without a table or a line is located at the server.
  return found.map((one) => ({ ...key, kind: 'database', ...one, location: one.location ?? subject.server }));
}

/** Whether a query is repeated more than before: the line that asks is half of the answer. */
export const wantsPlaces = (launches: Launches): boolean =>
  queryFindings(launches, no, no).some(({ code }) => REPEATED.has(code));

const REPEATED = new Set(['database.repeated-query', 'database.same-query']);
const no = () => false;
