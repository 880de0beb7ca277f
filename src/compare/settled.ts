import { type Measurements, type SubjectKey, sameSubject } from '../measure/measurements.ts';
import { pairsOf, samplesOf, subjectKey } from './pairs.ts';
import { type Decisive, rulesOf } from './rules.ts';
import { judge } from './statistics/judge.ts';
import { LOOKS } from './statistics/rule.ts';

/** Whether more rounds of a subject would change no verdict on it. What the schedule stops by. */
export const settledIn =
  (plan: Decisive) =>
  (key: SubjectKey, soFar: Measurements): boolean => {
    const planned = plan.subjects.find((one) => sameSubject(subjectKey(one), key));
    if (planned === undefined) throw new Error(`there is no ${key.check}/${key.subject} in the plan`);
    const ruleFor = rulesOf(plan, soFar);
    const sampled = planned.metrics.filter(({ metric }) => metric.kind === 'sampled');
    const compared = sampled.filter(
      ({ metric, threshold }) => threshold !== null && samplesOf(soFar, key, metric).base.length > 0,
    );
    if (compared.length === 0) {
      // Nothing to compare: head's level alone is known well enough once the first look would be due.
      const rounds = new Set(soFar.samples.filter((sample) => sameSubject(sample, key)).map(({ round }) => round));
      return rounds.size >= LOOKS[planned.launches][0];
    }
    return compared.every(({ metric, threshold }) => {
      const pairs = pairsOf(samplesOf(soFar, key, metric));
      return pairs.length > 0 && judge(pairs, ruleFor(planned, metric, threshold)).settled;
    });
  };
