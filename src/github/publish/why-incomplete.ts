import type { Report } from '../../model/report.ts';
import { causesOf } from '../../report/words/causes.ts';
import { firstError } from '../../text/first-error.ts';
import { plain } from '../../text/inline.ts';
import { clean } from '../../text/sanitize.ts';

/** The summary lists all of them. */
const MOST_CAUSES = 3;

/** Why a run is incomplete, one cause a line, each with the words of the server, browser or build that failed. */
export function whyIncomplete(report: Report): string[] {
  if (report.verdict !== 'incomplete') return [];
  const causes = causesOf(report);
  const lines = causes.slice(0, MOST_CAUSES).map(({ what, output, hint }) => {
    const reason = plain(what);
    const printed = output === null ? '' : clean(firstError(output) ?? output.trim().split('\n').at(-1) ?? '');
    const words = printed === '' || reason.includes(printed) ? [] : [`It printed: ${printed}`];
    return [reason, ...words, ...(hint === null ? [] : [clean(hint)])].join(' ');
  });
  const rest = causes.length - lines.length;
  return rest > 0 ? [...lines, `The job summary has ${rest} more.`] : lines;
}
