import type { Report } from '../../model/report.ts';
import { figure, type Sentence, say, trusted } from '../../text/inline.ts';
import { quantity } from '../../text/quantity.ts';
import { type Recommendation, recommendations } from '../recommendations.ts';
import { describeFinding } from './findings.ts';

/** A recommendation in two sentences: the finding with its fix, then gain, effort and risk. */
interface RecommendationWords {
  readonly what: Sentence;
  readonly facts: Sentence;
}

export const recommendationWords = (report: Report): RecommendationWords[] =>
  recommendations(report).map((one) => ({ what: describeFinding(one.finding, report), facts: factsOf(one) }));

/** `Gain: up to 24 kB JavaScript, 29 % of what is too much. Effort: low. Risk: default imports change their form.` */
function factsOf({ gain, finding, risk }: Recommendation): Sentence {
  const effort = say`Effort: ${trusted(finding.suggestion?.effort ?? 'unknown')}.`;
  const risks = risk === null ? [] : say` Risk: ${trusted(risk)}.`;
  if (gain === null) return say`Gain: not estimated. ${effort}${risks}`;
  const share = gain.mends === null ? [] : say`, ${trusted(`${Math.round(100 * gain.mends)} % of what is too much`)}`;
  const amount = figure(quantity(gain.amount, gain.unit));
  return say`Gain: ${trusted(gain.bound === 'about' ? 'about' : 'up to')} ${amount} ${gain.label}${share}. ${effort}${risks}`;
}
