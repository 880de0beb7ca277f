import { isObject } from '../../../text/parse-json.ts';
import type { Path } from '../../read/source.ts';
import { byteText } from '../bytes.ts';
import { type noteTaker, shown } from '../notes.ts';
import { type PageLimit, resource, TIMES, timeText } from './assertions.ts';

/** Lighthouse's budgets (budget.json): https://github.com/GoogleChrome/budget.json */

/** The limits of one entry, and the pages that it is for. */
export interface PageBudget {
  readonly limits: readonly PageLimit[];
  /** Of a page's path. */
  applies(path: string): boolean;
}

export function budgetsIn(value: unknown, at: Path, notes: ReturnType<typeof noteTaker>): PageBudget[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown, index): PageBudget[] => {
    if (!isObject(entry)) return [];
    const path = [...at, index];
    const rows = (key: string) => (Array.isArray(entry[key]) ? (entry[key] as unknown[]) : []);
    const timings = rows('timings').flatMap((row, place): PageLimit[] => {
      if (!isObject(row) || typeof row.budget !== 'number') return [];
      const metric = TIMES[String(row.metric)];
      const what = `${row.metric} ${row.budget}`;
      const here = [...path, 'timings', place, 'budget'];
      if (metric === undefined) {
        notes.leftOut(
          here,
          what,
          row.metric === 'interactive' ? 'no time to interactive here; tbt is nearest' : 'not measured here',
        );
        return [];
      }
      const text = timeText(row.budget, metric);
      notes.about(here, `${what} → ${metric}: ${text}`, 'of the typical visit');
      return [{ metric, value: row.budget, text }];
    });
    const resources = (['resourceSizes', 'resourceCounts'] as const).flatMap((key) =>
      rows(key).flatMap((row, place): PageLimit[] => {
        if (!isObject(row) || typeof row.budget !== 'number') return [];
        const isSize = key === 'resourceSizes';
        const size = row.budget * 1_024;
        const limit = isSize
          ? resource(
              String(row.resourceType),
              'size',
              size,
              Number.isInteger(size) ? byteText(size, 1_024) : `${row.budget} KiB`,
            )
          : resource(String(row.resourceType), 'count', row.budget, '');
        const what = `${row.resourceType} ${row.budget}${isSize ? ' KiB' : ''}`;
        notes.about([...path, key, place, 'budget'], `${what} → ${limit.metric}: ${limit.text}`, limit.why);
        return [limit];
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
