import type { Markup } from './markup.ts';

/** A page that is larger opens slowly on a phone, and is more than a mail takes; characters. */
export const ROOM = { page: 950_000, rows: 650_000, visits: 120_000, charts: 250_000, films: 450_000 } as const;

/** What of a list has room on the page, in its order, and how much is left out. Null is nothing to draw. */
export function fitting<T>(
  all: readonly T[],
  draw: (one: T, index: number) => Markup | null,
  room: number,
): { readonly shown: readonly (readonly [T, Markup])[]; readonly more: number } {
  const shown: [T, Markup][] = [];
  let used = 0;
  let more = 0;
  for (const [index, one] of all.entries()) {
    // Nothing is drawn only to be left out.
    const markup = used > room ? undefined : draw(one, index);
    if (markup === null) continue;
    used += markup?.markup.length ?? 0;
    if (markup === undefined || used > room) more++;
    else shown.push([one, markup]);
  }
  return { shown, more };
}
