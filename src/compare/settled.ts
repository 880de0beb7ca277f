import type { Measurements } from '../model/measurements.ts';
import type { Decisive } from '../model/plan.ts';
import { type SubjectKey, sameSubject, subjectKey } from '../model/subject.ts';
import { kindOf } from './kind.ts';
import { pairsOf, samplesOf } from './pairs.ts';
import { foundParts } from './parts.ts';
import { rulesOf } from './rules.ts';
import { judge } from './statistics/judge.ts';
import { LOOKS } from './statistics/rule.ts';

/** Whether more rounds of a subject would change none of its verdicts, so that the schedule can stop. */
export const settledIn =
  (plan: Decisive) =>
  (key: SubjectKey, soFar: Measurements): boolean => {
    const planned = plan.subjects.find((one) => sameSubject(subjectKey(one), key));
    if (planned === undefined) throw new Error(`there is no ${key.check}/${key.subject} in the plan`);
    const ruleFor = rulesOf(plan, soFar);
    const rounds = new Set(soFar.samples.filter((sample) => sameSubject(sample, key)).map(({ round }) => round));
    const compared = [key, ...foundParts(soFar, key)].flatMap((one) =>
      planned.metrics.flatMap(({ metric, threshold }) => {
        const samples = samplesOf(soFar, one, metric);
        const isCompared = threshold !== null && samples.base.length > 0 && kindOf(metric, samples) === 'sampled';
        return isCompared ? [{ metric, threshold, pairs: pairsOf(samples) }] : [];
      }),
    );
    // With nothing to compare, head's level is known well enough once the first look is due.
    if (compared.length === 0) return rounds.size >= LOOKS[planned.launches][0];
    return compared.every(({ metric, threshold, pairs }) => {
      return pairs.length > 0 && judge(pairs, ruleFor(planned, metric, threshold)).settled;
    });
  };
