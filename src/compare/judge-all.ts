import type { Measurements } from '../model/measurements.ts';
import type { Decisive } from '../model/plan.ts';
import { togetherIn } from './alike-subjects.ts';
import { judgeNamed, type MetricJudgement } from './judge-subject.ts';
import { judgedTogether } from './judge-together.ts';
import { type NamedSubject, namedSubjects } from './named-subjects.ts';
import { rulesOf } from './subject-rules.ts';

/** Judges the metrics with noise of one subject, alone and together with the subjects that one change moves alike. */
export function judgeIn(
  plan: Decisive,
  named: NamedSubject,
  measurements: Measurements,
  purpose: 'decide' | 'stop',
): MetricJudgement[] {
  const ruleOf = rulesOf(plan, measurements, purpose);
  const alike = togetherIn(plan);
  const place = alike.findIndex(({ id }) => id === named.id);
  if (place < 0) return judgeNamed(named, ruleOf(named), measurements);
  const judged = alike.map((one) => judgeNamed(one, ruleOf(one), measurements));
  return judgedTogether(judged, ruleOf(named).level)[place] ?? [];
}

/** Judges the metrics with noise of all subjects. */
export function judgeAll(plan: Decisive, measurements: Measurements): MetricJudgement[] {
  const ruleOf = rulesOf(plan, measurements);
  const alike = togetherIn(plan).map(({ id }) => id);
  const judged = namedSubjects(plan).map((named) => ({ named, all: judgeNamed(named, ruleOf(named), measurements) }));
  const members = judged.filter(({ named }) => alike.includes(named.id));
  const [first] = members;
  const others = judged.filter(({ named }) => !alike.includes(named.id)).flatMap(({ all }) => all);
  if (first === undefined) return others;
  return [
    ...others,
    ...judgedTogether(
      members.map(({ all }) => all),
      ruleOf(first.named).level,
    ).flat(),
  ];
}
