import { isWithheld } from '../compare/withheld.ts';
import type { Report, Result } from '../model/report.ts';
import type { Score } from '../model/written-report.ts';
import { pastBudget, pastThreshold } from './excess.ts';

/**
 * How far head is from its limits, from 0 to 100, where 100 means that it keeps all of them. The score compares commits
 * of one config, and decides nothing.
 *
 * Only the worst result of each subject takes points off, since one fault moves many metrics. The worst subject counts
 * in full, and each further one half as much as the one before. So healthy metrics don't dilute the score, and it never
 * rises when a result gets worse.
 */
export function scoreOf({ results }: Pick<Report, 'results'>): Score {
  const missing = results.find((result) => result.gates && result.verdict === 'invalid' && !isWithheld(result));
  if (missing !== undefined) return { value: null, why: 'not-measured', deductions: [] };
  if (!results.some(hasLimit)) return { value: null, why: 'no-limit', deductions: [] };
  const subjects = [...Map.groupBy(results, ({ check, subject }) => JSON.stringify([check, subject])).values()];
  const worst = subjects
    .map((all) =>
      all.map((result) => ({ result: result.id, ...pointsOf(result) })).reduce((a, b) => (b.points > a.points ? b : a)),
    )
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points);
  const weighted = worst.map((one, index) => ({ ...one, points: one.points / 2 ** index }));
  const lost = weighted.reduce((sum, { points }) => sum + points, 0);
  return {
    value: Math.round(100 - lost),
    deductions: weighted
      .map((one) => ({ ...one, points: Math.round(one.points * 10) / 10 }))
      .filter(({ points }) => points > 0),
  };
}

const hasLimit = ({ budget, threshold }: Result): boolean => budget !== null || threshold.limit !== null;

/** Points that one result takes off, 50 at most. */
function pointsOf(result: Result): Pick<Score['deductions'][number], 'points' | 'rule'> {
  const [budget, threshold] = [ofBudget(result), ofThreshold(result)];
  const rule = budget > 0 && threshold > 0 ? 'both' : budget > 0 ? 'budget' : 'threshold';
  return { points: Math.min(50, budget + threshold), rule };
}

/** 25 points at the limit, 50 from one and a half times the limit on. */
function ofBudget(result: Result): number {
  const { head, budget } = result;
  if (budget?.status === 'unclear') return 10;
  if (budget?.status !== 'over' || head === null) return 0;
  return 25 + 25 * share(pastBudget(result) / 0.5);
}

/** 20 points at the threshold, 40 at twice the threshold. */
function ofThreshold(result: Result): number {
  const { change, threshold, verdict } = result;
  if (threshold.status === 'worse') return verdict === 'warn' ? 5 : 0;
  if (threshold.status !== 'regressed' || change === null || threshold.limit === null) return 0;
  return 20 + 20 * share(pastThreshold(result));
}

const share = (excess: number): number => Math.min(1, Math.max(0, excess));
