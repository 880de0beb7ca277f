import type { Report } from '../../model/report.ts';
import { figure, joinedFirst, type Sentence, say, trusted } from '../../text/inline.ts';
import { fixed } from '../../text/quantity.ts';
import { scoreOf } from '../score.ts';
import { nameWords } from './name.ts';

/** More deductions than this are counted. */
const MOST_DEDUCTIONS = 3;

/** `Score 34 of 100: list resumes p95 takes off 50, app JavaScript 14.8.`; empty if there is none. */
export function scoreWords(report: Report): Sentence {
  const { value, deductions } = scoreOf(report);
  if (value === null) return [];
  const named = deductions.flatMap(({ result: id, points }, index) => {
    const result = report.results.find((one) => one.id === id);
    const amount = figure(fixed(points, points % 1 === 0 ? 0 : 1));
    return result === undefined ? [] : [say`${nameWords(result)}${index === 0 ? trusted(' takes off') : []} ${amount}`];
  });
  const score = say`Score ${value} of 100`;
  return named.length === 0 ? say`${score}.` : say`${score}: ${joinedFirst(named, MOST_DEDUCTIONS)}.`;
}
