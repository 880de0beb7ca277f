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

/**
 * Results to show, with one in the place of all pages (or other exact parts) that changed by the same and fare the same:
 * that of the largest, where the first of them stood. Pages that did not fail have no more to say by themselves.
 */
export function alikeAsOne(results: readonly Result[]): Result[] {
  const isPart = ({ part, kind }: Result) => kind === 'exact' && part !== null && part !== undefined;
  const groups = Map.groupBy(results, (result) => (isPart(result) ? likeness(result) : result));
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined || alike.length < LEAST) return alike;
    const largest = alike.reduce((most, one) => ((one.head ?? 0) > (most.head ?? 0) ? one : most), first);
    return [{ ...largest, variant: `${alike.length} pages, the largest of them` }];
  });
}
