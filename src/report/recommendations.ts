import type { z } from 'zod';
import type { Gain } from '../checks/gain.ts';
import { fixOf } from '../checks/index.ts';
import { findingKey } from '../history/finding-key.ts';
import { IMPACTS } from '../model/finding.ts';
import type { Report, ReportFinding, Result } from '../model/report.ts';
import { worsening, worseSign } from '../model/worse.ts';
import type { writtenReportSchema } from '../model/written-report.ts';

/** A fix with its gain. */
export interface Recommendation {
  /** Its rank, from 1 for the fix to make first. */
  readonly priority: number;
  readonly finding: ReportFinding;
  /** Null if the evidence does not show it. Never more than the metric's own change. */
  readonly gain:
    | (Gain & { readonly unit: Result['unit']; readonly label: string; readonly mends: number | null })
    | null;
  /** How the fix may affect others, as a clause; null if unknown. */
  readonly risk: string | null;
}

const COST = { low: 1, medium: 2, high: 4 } as const;

/**
 * The fixes of a report in the order in which to make them. First come fixes for failing metrics with grave causes.
 * Then the share of the excess that a fix removes for its effort decides, then its gain.
 */
export function recommendations(report: Report): Recommendation[] {
  const found = report.findings.flatMap((finding) => {
    if (finding.suggestion === null) return [];
    const results = report.results.filter((one) => isOf(one, finding));
    const fix = fixOf(finding);
    const gain = fix?.gain?.(finding, results) ?? null;
    return [
      {
        finding,
        risk: fix?.risk ?? null,
        gain: bounded(gain, results),
        fails: results.some(({ verdict }) => verdict === 'fail'),
      },
    ];
  });
  const graveness = ({ finding, fails }: (typeof found)[number]): number => {
    const place = IMPACTS.indexOf(finding.impact);
    return fails && place <= IMPACTS.indexOf('high') ? 0 : 1 + place;
  };
  const worth = ({ gain, finding }: (typeof found)[number]): number =>
    (gain?.mends ?? 0) / COST[finding.suggestion?.effort ?? 'low'];
  const relative = ({ gain, finding }: (typeof found)[number]): number => {
    if (gain === null) return -1;
    const change = Math.abs(
      report.results.find((one) => isOf(one, finding) && one.metric === gain.metric)?.change?.absolute ?? 0,
    );
    return change === 0 ? 0 : gain.amount / change;
  };
  return found
    .toSorted((a, b) => graveness(a) - graveness(b) || worth(b) - worth(a) || relative(b) - relative(a))
    .map(({ finding, gain, risk }, index) => ({ priority: index + 1, finding, gain, risk }));
}

type Written = z.infer<typeof writtenReportSchema>;

/** The findings of a report with their keys. Each suggestion gets its rank, gain and risk. */
export function withRecommendations(report: Report): Written['findings'] {
  const byFinding = new Map(recommendations(report).map((one) => [one.finding, one]));
  return report.findings.map((finding) => {
    const found = byFinding.get(finding);
    const key = findingKey(finding);
    if (found === undefined || finding.suggestion === null) return { ...finding, key };
    const { priority, risk, gain } = found;
    return { ...finding, suggestion: { ...finding.suggestion, priority, risk, gain }, key };
  });
}

const isOf = ({ check, subject, variant, part }: Result, finding: ReportFinding): boolean =>
  check === finding.check &&
  subject === finding.subject &&
  (variant === finding.variant || part != null || finding.part != null);

/** Limits a gain to the metric's own change. */
function bounded(gain: Gain | null, results: readonly Result[]): Recommendation['gain'] {
  const result = results.find(({ metric }) => metric === gain?.metric);
  if (gain === null || result === undefined || result.change === null) return null;
  const amount = Math.min(gain.amount, worsening(result));
  if (!(amount > 0)) return null;
  const excess = excessOf(result);
  const mends = excess === null ? null : Math.min(1, amount / excess);
  return { ...gain, amount, unit: result.unit, label: result.label, mends };
}

/** The amount that must go until the result keeps its limits again, in its unit; null if it breaks none. */
function excessOf({ head, base, budget, threshold, change, worse }: Result): number | null {
  const overBudget = budget?.status === 'over' && head !== null ? worseSign({ worse }) * (head - budget.limit) : 0;
  const allowed =
    threshold.limit === null ? 0 : threshold.by === 'amount' ? threshold.limit : threshold.limit * Math.abs(base ?? 0);
  const overThreshold = threshold.status === 'regressed' && change !== null ? Math.abs(change.absolute) - allowed : 0;
  const excess = Math.max(overBudget, overThreshold);
  return excess > 0 ? excess : null;
}
