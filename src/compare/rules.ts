import type { Measurements } from '../model/measurements.ts';
import type { Metric } from '../model/metric.ts';
import type { Decisive, PlannedSubject, Threshold } from '../model/plan.ts';
import { subjectKey } from '../model/subject.ts';
import { kindOf } from './kind.ts';
import { pairsOf, samplesOf } from './pairs.ts';
import { foundParts, hasMetric } from './parts.ts';
import { levelsOf, type MetricCounts, takesShare } from './statistics/levels.ts';
import { looksUpTo, type Rule } from './statistics/rule.ts';

/** The rule by which a metric of a subject is judged in this run. */
export type RuleFor = (planned: PlannedSubject, metric: Metric, threshold: Threshold | null) => Rule;

/**
 * The rules of a run. Its confidence is shared by all the metrics that could fail it, so every rule depends on all of
 * the plan, and on the samples: a metric that is zero wherever it was looked at takes no share.
 */
export function rulesOf({ subjects, measure }: Decisive, measurements: Measurements): RuleFor {
  const counts = countGating(subjects, measurements);
  return ({ check, launches }, metric, threshold) => {
    const looks = looksUpTo(measure.rounds[check] ?? 1, launches);
    return {
      compared: metric.compared,
      worse: metric.worse,
      threshold,
      floor: metric.floor,
      looks,
      levels: levelsOf(measure.confidence, counts, { launches, looks }),
      launches,
    };
  };
}

function countGating(subjects: readonly PlannedSubject[], measurements: Measurements): MetricCounts {
  const counts = { shared: 0, own: 0 };
  for (const planned of subjects) {
    const forms = foundParts({ subjects }, measurements, subjectKey(planned));
    for (const { metric, threshold } of planned.metrics) {
      if (metric.kind === 'exact' || threshold === null) continue;
      const own = metric.appliesTo === 'parts' ? [] : [subjectKey(planned)];
      for (const key of [...own, ...forms.filter((form) => hasMetric(measurements, form, metric))]) {
        const samples = samplesOf(measurements, key, metric);
        if (kindOf(metric, samples) === 'sampled' && takesShare(pairsOf(samples))) counts[planned.launches]++;
      }
    }
  }
  return counts;
}
