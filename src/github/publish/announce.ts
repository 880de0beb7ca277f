import { error, notice, warning } from '@actions/core';
import { countUndecided } from '../../compare/undecided.ts';
import { countWithheld } from '../../compare/withheld.ts';
import type { Report } from '../../model/report.ts';
import { headline, title } from '../../report/headline.ts';
import { notCompared } from '../../report/result-state.ts';
import { outgrownWords } from '../../report/words/outgrown.ts';
import { plain } from '../../text/inline.ts';
import { ANNOTATIONS_PER_LEVEL } from '../api/limits.ts';
import type { Message } from '../api/refusal.ts';
import type { Log } from '../log.ts';
import type { Publication } from './publish.ts';
import { whyFailed } from './why-failed.ts';

export function logMessages(messages: readonly Message[]): void {
  for (const { level, text } of messages) (level === 'warning' ? warning : notice)(text);
}

/** Logs the verdict with its reasons, failures to post, and an annotation for each broken limit. */
export function announce(
  report: Report,
  exitCode: number,
  { annotations, messages }: Pick<Publication, 'annotations' | 'messages'>,
  log: Log,
): void {
  logMessages(messages);

  // One annotation is reserved for the verdict: beyond the limit GitHub shows none.
  const most = { failure: ANNOTATIONS_PER_LEVEL - 1, warning: ANNOTATIONS_PER_LEVEL - 1 - messages.length };
  for (const level of ['failure', 'warning'] as const) {
    const shown = annotations.filter((annotation) => annotation.level === level).slice(0, most[level]);
    for (const { message, title, file, line } of shown) {
      (level === 'failure' ? error : warning)(message, { title, file, startLine: line });
    }
  }

  // The lines below it say why.
  const line = report.verdict === 'incomplete' ? plain(title(report)) : headline(report);
  const verdict = [line, ...whyFailed(report), ...outgrownWords(report).map(plain)].join('\n');
  if (exitCode !== 0) error(verdict);
  else if (report.verdict !== 'pass' || countWithheld(report) > 0) warning(verdict);
  else if (report.accepted === undefined && isDecided(report)) log.say(verdict);
  else notice(verdict);
}

const isDecided = (report: Report): boolean =>
  countUndecided(report) === 0 && (report.reach ?? []).length === 0 && notCompared(report).length === 0;
