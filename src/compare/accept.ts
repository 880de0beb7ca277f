import type { Acceptance, Report, Result } from '../model/report.ts';
import { runVerdict } from './verdict.ts';

/**
 * The report after somebody said that a breach is intended: results that fail and whose subject is accepted get the
 * verdict `accepted`, and the run's verdict follows. Figures, statuses and findings stay as they are. `accepted` lists
 * the acceptances on which a result rests, no others.
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

/** The subject's own goes before that of all subjects. */
const acceptanceOf = (result: Result, acceptances: readonly Acceptance[]): Acceptance | undefined =>
  acceptances.find(({ subject }) => subject !== null && isCalled(result, subject)) ??
  acceptances.find(({ subject }) => subject === null);

/** Acceptances of subjects that the report does not know: perhaps a slip of the pen. */
export const ofNothing = ({ results }: Report, acceptances: readonly Acceptance[]): Acceptance[] =>
  acceptances.filter(({ subject }) => subject !== null && !results.some((result) => isCalled(result, subject)));

const isCalled = (result: Result, name: string): boolean => plain(result.subject) === plain(name);

/** As GitHub tells names of labels apart: without case, and without spaces at their ends. */
const plain = (name: string): string => name.normalize('NFC').trim().toLowerCase();
