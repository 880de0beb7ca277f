import { isWithheld } from '../compare/withheld.ts';
import type { Report, Result, Score } from '../model/report.ts';
import { pastBudget, pastThreshold } from './excess.ts';

/**
 * How far head is from what its team promised itself, from 0 to 100, where 100 is every promise kept. It compares commits of
 * one config with each other, and decides nothing. The worst result of each subject takes points off, since one fault moves
 * many metrics; each further subject counts half of the one before, the worst first. So healthy metrics don't dilute it, and
 * it never rises when a result gets worse.
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

/** Points of one result, 50 at most. */
function pointsOf(result: Result): Pick<Score['deductions'][number], 'points' | 'rule'> {
  const [budget, threshold] = [ofBudget(result), ofThreshold(result)];
  const rule = budget > 0 && threshold > 0 ? 'both' : budget > 0 ? 'budget' : 'threshold';
  return { points: Math.min(50, budget + threshold), rule };
}

/** At the limit 25, from half as much again on 50. */
function ofBudget(result: Result): number {
  const { head, budget } = result;
  if (budget?.status === 'unclear') return 10;
  if (budget?.status !== 'over' || head === null) return 0;
  return 25 + 25 * share(pastBudget(result) / 0.5);
}

/** At the threshold 20, at twice as much 40. */
function ofThreshold(result: Result): number {
  const { change, threshold, verdict } = result;
  if (threshold.status === 'worse') return verdict === 'warn' ? 5 : 0;
  if (threshold.status !== 'regressed' || change === null || threshold.limit === null) return 0;
  return 20 + 20 * share(pastThreshold(result));
}

const share = (excess: number): number => Math.min(1, Math.max(0, excess));
