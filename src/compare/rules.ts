import type { Measurements } from '../model/measurements.ts';
import type { Metric } from '../model/metric.ts';
import type { Decisive, PlannedSubject, Threshold } from '../model/plan.ts';
import { subjectKey } from '../model/subject.ts';
import { kindOf } from './kind.ts';
import { hasSamples, pairsOf, samplesOf } from './pairs.ts';
import { foundParts } from './parts.ts';
import { levelsOf, type MetricCounts, takesShare } from './statistics/levels.ts';
import { looksUpTo, type Rule } from './statistics/rule.ts';

/** Gives the rule that judges a metric of a subject in this run. */
export type RuleFor = (planned: PlannedSubject, metric: Metric, threshold: Threshold | null) => Rule;

/**
 * The rules of a run. All metrics that could fail the run share its confidence, so every rule depends on the whole plan
 * and on the samples: a metric that is zero at every look takes no share.
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
    const key = subjectKey(planned);
    const parts = foundParts(measurements, key);
    for (const { metric, threshold } of planned.metrics) {
      if (metric.kind === 'exact' || threshold === null) continue;
      const subject = metric.appliesTo === 'parts' ? [] : [key];
      for (const one of [...subject, ...parts.filter((part) => hasSamples(measurements, part, metric.id))]) {
        const samples = samplesOf(measurements, one, metric);
        if (kindOf(metric, samples) === 'sampled' && takesShare(pairsOf(samples))) counts[planned.launches]++;
      }
    }
  }
  return counts;
}
