import type { Result } from '../model/report.ts';
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

/** Results to show, with one in the place of all that are alike: that of the largest. */
export const alikeAsOne = (results: readonly Result[]): Result[] =>
  alikeParts(results).flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return first ?? [];
    const largest = others.reduce((most, one) => ((one.head ?? 0) > (most.head ?? 0) ? one : most), first);
    return [{ ...largest, variant: `${others.length + 1} pages, the largest of them` }];
  });
