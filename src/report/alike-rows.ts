import type { Result } from '../model/report.ts';
import { firstOf } from '../text/first-of.ts';
import { figures } from './words/figures.ts';

/** Fewer are shown one by one. */
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

/** All pages (or other exact parts) that changed by the same and fare the same, each group where its first one stands. */
export function alikeParts(results: readonly Result[]): Result[][] {
  const isPart = ({ part, kind }: Result) => kind === 'exact' && part !== null && part !== undefined;
  const groups = Map.groupBy(results, (result) => (isPart(result) ? likeness(result) : result));
  return [...groups.values()].flatMap((alike) => (alike.length < LEAST ? alike.map((one) => [one]) : [alike]));
}

/** Labels that the row of an unmeasured subject names, of the metrics that have a limit if any has. */
const MOST_LABELS = 3;

/** A result that stands for others, too. */
export interface Shown extends Result {
  /** Those that it names, if their limits differ. */
  readonly limited?: readonly Result[];
}

/** One row in the place of all metrics of a subject that could not be measured. */
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

/** Results to show, with one in the place of all that are alike, that of the largest, and one of all that a subject lacks. */
export const alikeAsOne = (results: readonly Result[]): Shown[] =>
  unmeasuredAsOne(
    alikeParts(results).flatMap(([first, ...others]) => {
      if (first === undefined || others.length === 0) return first ?? [];
      const largest = others.reduce((most, one) => ((one.head ?? 0) > (most.head ?? 0) ? one : most), first);
      return [{ ...largest, variant: `${others.length + 1} pages, the largest of them` }];
    }),
  );
