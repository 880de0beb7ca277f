import { isObject } from '../../../text/parse-json.ts';
import type { Path } from '../../read/source.ts';
import { type Notes, shown } from '../notes.ts';
import { numberOf, type PageLimit, resourceLimit, TIMES, timeLimit } from './assertions.ts';

/** Lighthouse's budgets (budget.json): https://github.com/GoogleChrome/budget.json */

/** The limits of one entry, and the pages that it is for. */
interface PageBudget {
  readonly limits: readonly PageLimit[];
  /** Whether the budget applies to a page's path. */
  applies(path: string): boolean;
}

export function budgetsIn(value: unknown, at: Path, notes: Notes): PageBudget[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown, index): PageBudget[] => {
    if (!isObject(entry)) return [];
    const path = [...at, index];
    const rows = (key: string) => (Array.isArray(entry[key]) ? (entry[key] as unknown[]) : []);
    const timings = rows('timings').flatMap((row, place): PageLimit[] => {
      const { metric: audit, budget } = isObject(row) ? row : {};
      const here = [...path, 'timings', place, 'budget'];
      const metric = typeof audit === 'string' ? TIMES.get(audit) : undefined;
      const value = numberOf(budget);
      const what = `${shown(audit)} ${shown(budget)}`;
      if (metric === undefined || value === null) {
        const why =
          audit === 'interactive' ? 'no time to interactive here; tbt is nearest' : 'no time that is measured here';
        notes.leftOut(here, what, why);
        return [];
      }
      const limit = timeLimit(metric, value);
      notes.about(here, `${what} → ${metric}: ${limit.text}`, 'of the typical visit');
      return [limit];
    });
    const resources = (['resourceSizes', 'resourceCounts'] as const).flatMap((key) =>
      rows(key).flatMap((row, place): PageLimit[] => {
        const { resourceType, budget } = isObject(row) ? row : {};
        const here = [...path, key, place, 'budget'];
        const value = numberOf(budget);
        const isSize = key === 'resourceSizes';
        const limit =
          value === null || typeof resourceType !== 'string'
            ? null
            : resourceLimit(resourceType, isSize ? 'size' : 'count', value, 1_024);
        const what = `${shown(resourceType)} ${shown(budget)}${isSize ? ' KiB' : ''}`;
        if (limit === null) notes.leftOut(here, what, 'no type of resource, or no number, that Lighthouse knows');
        else notes.about(here, `${what} → ${limit.metric}: ${limit.text}`, limit.why);
        return limit === null ? [] : [limit];
      }),
    );
    if (isObject(entry.options)) {
      notes.leftOut(
        [...path, 'options'],
        `options ${shown(entry.options)}`,
        'a third party is what has another domain than the page here',
      );
    }
    const pattern = typeof entry.path === 'string' ? patternOf(entry.path) : null;
    return [{ limits: [...timings, ...resources], applies: (page) => pattern?.test(page) ?? true }];
  });
}

/** As in robots.txt: `*` is any text, `$` the end, and all else a beginning. None, or `/`, is every page. */
function patternOf(path: string): RegExp | null {
  if (path === '' || path === '/') return null;
  const escaped = path
    .replace(/[.+?^{}()|[\]\\/-]/g, '\\$&')
    .replaceAll('*', '.*')
    .replace(/\$(?!$)/g, '\\$');
  return new RegExp(`^${escaped}`);
}
