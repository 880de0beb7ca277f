import { error, notice, warning } from '@actions/core';
import type { Report } from '../../model/report.ts';
import { headline } from '../../report/headline.ts';
import { ANNOTATIONS_PER_LEVEL } from '../api/limits.ts';
import type { Log } from '../log.ts';
import type { Publication } from './publish.ts';

/** Says the verdict in the step's log, what could not be posted, and where the limits are that were broken. */
export function announce(
  report: Report,
  exitCode: number,
  { annotations, messages }: Pick<Publication, 'annotations' | 'messages'>,
  log: Log,
): void {
  for (const { level, text } of messages) (level === 'warning' ? warning : notice)(text);

  // One place is kept for the verdict: beyond the limit the runner shows nothing.
  const room = { failure: ANNOTATIONS_PER_LEVEL - 1, warning: ANNOTATIONS_PER_LEVEL - 1 - messages.length };
  for (const level of ['failure', 'warning'] as const) {
    const shown = annotations.filter((annotation) => annotation.level === level).slice(0, room[level]);
    for (const { message, title, file, line } of shown) {
      (level === 'failure' ? error : warning)(message, { title, file, startLine: line });
    }
  }

  if (exitCode !== 0) error(headline(report));
  else if (report.verdict !== 'pass') warning(headline(report));
  else if (report.accepted === undefined) log.say(headline(report));
  else notice(headline(report));
}
