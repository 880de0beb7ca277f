import { countWithheld } from '../../compare/withheld.ts';
import type { Report } from '../../model/report.ts';
import { causesOf } from '../../report/words/causes.ts';
import { describeFinding } from '../../report/words/findings.ts';
import { firstError } from '../../text/first-error.ts';
import { plain } from '../../text/inline.ts';
import { clean } from '../../text/sanitize.ts';

/** The summary lists all of them. */
const MOST_CAUSES = 3;

/**
 * Why a run does not pass, one cause per line: the causes of failing metrics, then failed measurements in the words of
 * the server, browser or build.
 */
export function whyFailed(report: Report): string[] {
  if (report.verdict === 'pass' && countWithheld(report) === 0) return [];
  const failures = causesOf(report).map(({ what, output, hint }) => {
    const reason = plain(what);
    const printed = output === null ? '' : clean(firstError(output) ?? output.trim().split('\n').at(-1) ?? '');
    const words = printed === '' || reason.includes(printed) ? [] : [`It printed: ${printed}`];
    return [reason, ...words, ...(hint === null ? [] : [clean(hint)])].join(' ');
  });
  const failing = report.results.filter(({ verdict }) => verdict === 'fail');
  const explained = report.findings.filter(({ subject, metric }) =>
    failing.some((result) => result.subject === subject && result.metric === metric),
  );
  const causes = [...explained.map((finding) => plain(describeFinding(finding, report))), ...failures];
  const rest = causes.length - MOST_CAUSES;
  return rest > 0 ? [...causes.slice(0, MOST_CAUSES), `The job summary has ${rest} more.`] : causes;
}
