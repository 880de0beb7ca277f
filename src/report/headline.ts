import { counted } from '../checks/finding-text.ts';
import type { Report, Result } from '../model/report.ts';
import { plain, type Sentence, say, trusted } from '../text/inline.ts';
import { clean } from '../text/sanitize.ts';
import { comparedNothing, hadNoBase, type Selection, select } from './selection.ts';
import { acceptedWords } from './words/accepted.ts';
import { NOT_MEASURED } from './words/vocabulary.ts';

/** `home LCP, mobile`: one line, and otherwise untrusted. */
export const nameOf = ({ subject, label, variant }: Pick<Result, 'subject' | 'label' | 'variant'>): string =>
  clean(`${subject} ${label}${variant === null ? '' : `, ${variant}`}`);

/**
 * The verdict without names of metrics: `2 of 31 metrics fail`, `2 breaches accepted by ada on 2026-11-23`. Every output
 * starts with it.
 */
export function verdictWords(report: Report, selection: Selection = select(report)): Sentence {
  const accepted = acceptedWords(report);
  if (accepted.length === 0 || report.verdict === 'fail' || report.verdict === 'incomplete') {
    return [trusted(unaccepted(report, selection))];
  }
  const { warnings, count } = selection;
  const more =
    report.verdict === 'warn' ? `, ${counted(warnings.length, 'warning')} of ${counted(count, 'metric')}` : '';
  return say`${accepted}${trusted(more)}`;
}

/** Accepted breaches beside a graver verdict, which comes first: `; 1 breach accepted by ada`. */
export function acceptedBeside(report: Report): Sentence {
  const accepted = acceptedWords(report);
  return accepted.length > 0 && (report.verdict === 'fail' || report.verdict === 'incomplete')
    ? say`; ${accepted}`
    : [];
}

function unaccepted(report: Report, selection: Selection): string {
  const { failing, warnings, missing, count } = selection;
  const metrics = counted(count, 'metric');
  const alone = report.results.filter(hadNoBase).length;
  switch (report.verdict) {
    case 'fail':
      return `${failing.length} of ${metrics} ${failing.length === 1 ? 'fails' : 'fail'}`;
    case 'incomplete':
      return missing.length === 0 ? 'incomplete' : `incomplete, ${counted(missing.length, 'metric')} ${NOT_MEASURED}`;
    case 'warn':
      return `no metric fails, ${counted(warnings.length, 'warning')} of ${metrics}`;
    case 'pass':
      if (report.results.length === 0) return 'nothing was measured';
      if (count === 0) return 'no metric has a limit';
      if (comparedNothing(report)) return `${metrics} within budget (no baseline)`;
      return `nothing got slower or heavier${alone > 0 ? `; ${counted(alone, 'metric')} had no base to compare with` : ''}`;
  }
}

function subjectsOf(report: Report, { failing, warnings, missing, accepted, improved }: Selection): string[] {
  const names = { fail: failing, warn: warnings, incomplete: missing, pass: accepted }[report.verdict].map(nameOf);
  const stages = report.failures.flatMap(({ stage, side }) => (stage === 'visit' ? [] : [`${stage} of ${side}`]));
  if (report.verdict === 'incomplete') return [...new Set([...stages, ...names])];
  if (report.verdict === 'pass' && names.length === 0) return improved.map((result) => `${nameOf(result)} improved`);
  return names;
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** Cuts between characters, never inside one. */
function cut(text: string, maxBytes: number): string {
  if (byteLength(text) <= maxBytes) return text;
  let kept = '';
  for (const character of text) {
    if (byteLength(`${kept}${character}…`) > maxBytes) break;
    kept += character;
  }
  return `${kept}…`;
}

/**
 * The verdict in one line of plain text: `2 of 31 metrics fail: list resumes p95, app JavaScript`.
 * `maxBytes` (UTF-8) is 140 for the description of a commit status. Names that don't fit are counted.
 */
export function headline(report: Report, { maxBytes = 255 }: { maxBytes?: number } = {}): string {
  const selection = select(report);
  const words = plain(verdictWords(report, selection));
  const names = subjectsOf(report, selection);
  const judged = report.verdict === 'fail' || report.verdict === 'warn' || selection.accepted.length > 0;
  const noBase = judged && comparedNothing(report) ? ' (no baseline)' : '';
  const end = noBase + plain(acceptedBeside(report));
  for (let shown = Math.min(names.length, 6); shown > 0; shown -= 1) {
    const more = names.length - shown;
    const text = `${words}: ${names.slice(0, shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}${end}`;
    if (byteLength(text) <= maxBytes) return text;
  }
  return cut(words + end, maxBytes);
}
