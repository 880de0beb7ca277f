import type { Result } from '../model/report.ts';
import { firstOf } from '../text/first-of.ts';
import { figures } from './words/figures.ts';

/** Smaller groups are shown one by one. */
const LEAST = 4;

const likeness = (result: Result): string => {
  const { check, subject, metric, verdict, threshold, budget } = result;
  return JSON.stringify([
    check,
    subject,
    metric,
    verdict,
    threshold.status,
    budget?.status,
    figures(result).change.main,
  ]);
};

/**
 * Groups pages (or other exact parts) with the same change and statuses. A group stands at the place of its first page.
 */
export function alikeParts(results: readonly Result[]): Result[][] {
  const isPart = ({ part, kind }: Result) => kind === 'exact' && part !== null && part !== undefined;
  const groups = Map.groupBy(results, (result) => (isPart(result) ? likeness(result) : result));
  return [...groups.values()].flatMap((alike) => (alike.length < LEAST ? alike.map((one) => [one]) : [alike]));
}

/** The most labels in the row of an unmeasured subject. If any metric has a limit, only such metrics are named. */
const MOST_LABELS = 3;

/** A result that may stand for others in its row. */
export interface Shown extends Result {
  /** The results that the row names, if their limits differ. */
  readonly limited?: readonly Result[];
}

/** Replaces all unmeasured metrics of a subject by one row. */
function unmeasuredAsOne(results: readonly Result[]): Shown[] {
  const isLost = ({ threshold }: Result) => threshold.status === 'invalid';
  const groups = Map.groupBy(results, (result) =>
    isLost(result) ? JSON.stringify([result.check, ...idOf(result)]) : result,
  );
  return [...groups.values()].map((lost): Shown => {
    const limited = lost.filter(({ gates }) => gates);
    const named = limited.length > 0 ? limited : lost;
    const [first = lost[0] as Result] = named;
    if (lost.length === 1) return first;
    const labels = named.map(({ label }) => label);
    const limitsOf = ({ threshold: { by, limit }, unjudgedBudget }: Result) =>
      JSON.stringify([by, limit, unjudgedBudget]);
    const isSame = named.every((one) => limitsOf(one) === limitsOf(first));
    return {
      ...first,
      label: firstOf(labels, MOST_LABELS, lost.length),
      base: null,
      head: null,
      ...(isSame ? {} : { limited: named }),
    };
  });
}

const idOf = ({ subject, variant, part = null }: Result) => [subject, variant, part];

/**
 * Results to show. The largest of a group of alike results stands for the group, and one row for a subject's unmeasured
 * metrics.
 */
export const alikeAsOne = (results: readonly Result[]): Shown[] =>
  unmeasuredAsOne(
    alikeParts(results).flatMap(([first, ...others]) => {
      if (first === undefined || others.length === 0) return first ?? [];
      const largest = others.reduce((most, one) => ((one.head ?? 0) > (most.head ?? 0) ? one : most), first);
      return [{ ...largest, variant: `${others.length + 1} pages, the largest of them` }];
    }),
  );
