import type { Acceptance, Report, Result } from '../model/report.ts';
import { runVerdict } from './verdict.ts';

/**
 * Applies acceptances: failing results of an accepted subject get the verdict `accepted`, and the run's verdict follows.
 * Figures, statuses and findings stay as they are. `accepted` lists only the acceptances that a result needs.
 */
export function accept(report: Report, acceptances: readonly Acceptance[]): Report {
  const used = new Set<Acceptance>();
  const results = report.results.map((result): Result => {
    const acceptance = result.verdict === 'fail' ? acceptanceOf(result, acceptances) : undefined;
    if (acceptance === undefined) return result;
    used.add(acceptance);
    return { ...result, verdict: 'accepted' };
  });
  if (used.size === 0) return report;
  return {
    ...report,
    verdict: runVerdict(results, report.failures),
    results,
    accepted: acceptances.filter((acceptance) => used.has(acceptance)),
  };
}

/** An acceptance of the subject goes before one of all subjects. */
const acceptanceOf = (result: Result, acceptances: readonly Acceptance[]): Acceptance | undefined =>
  acceptances.find(({ subject }) => subject !== null && isCalled(result, subject)) ??
  acceptances.find(({ subject }) => subject === null);

/** Acceptances of subjects that the report does not have, which may be misspelt. */
export const ofNothing = ({ results }: Report, acceptances: readonly Acceptance[]): Acceptance[] =>
  acceptances.filter(({ subject }) => subject !== null && !results.some((result) => isCalled(result, subject)));

const isCalled = (result: Result, name: string): boolean => plain(result.subject) === plain(name);

/** GitHub compares names of labels without case and without spaces at their ends. */
const plain = (name: string): string => name.normalize('NFC').trim().toLowerCase();
