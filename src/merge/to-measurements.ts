import type { Failure, Measurements, Sample } from '../model/measurements.ts';
import { keyed, readKey } from '../model/printed-key.ts';
import type { Report } from '../model/report.ts';

/** The measurements in a report, without evidence. */
export function measurementsOf(report: Report): Measurements {
  const { base, subjects = [], results, failures, environment, notes } = report;
  const [inspected, samples] = [true, false].map((seen) =>
    report.samples.filter((one) => (one.inspected === true) === seen).map(keyed),
  ) as [Sample[], Sample[]];
  return {
    noBase: base.source === 'none' ? base.reason : null,
    samples,
    ...(inspected.length > 0 && { inspected: { samples: inspected, evidence: [] } }),
    coins: report.coins ?? null,
    failures: failures.flatMap((failure): Failure[] => {
      if (failure.stage !== 'visit') return [];
      const { stage: _, ...visit } = failure;
      // Most codes have no rule of their own, so an unknown code of another version is safe here.
      return [{ ...keyed(visit), code: visit.code as Failure['code'] }];
    }),
    evidence: [],
    files: [],
    notes,
    durations: subjects.map(keyed),
    stored: results.filter(({ baseline }) => baseline === 'stored').map(readKey),
    tools: {
      chromium: environment.chromium,
      lighthouse: environment.lighthouse,
      bundler: environment.bundler,
    },
  };
}
