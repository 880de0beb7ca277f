import type { Markup } from './markup.ts';

/** Size limits in characters. A larger page opens slowly on a phone, and exceeds the limits of mail. */
export const ROOM = { page: 950_000, rows: 650_000, visits: 120_000, charts: 250_000, films: 450_000 } as const;

/**
 * The entries of a list that fit into the room, in order, and the number of those left out. `draw` returns null for an
 * entry without a picture.
 */
export function fitting<T>(
  all: readonly T[],
  draw: (one: T, index: number) => Markup | null,
  room: number,
): { readonly shown: readonly (readonly [T, Markup])[]; readonly more: number } {
  const shown: [T, Markup][] = [];
  let used = 0;
  let more = 0;
  for (const [index, one] of all.entries()) {
    // Once the room is full, entries are counted without being drawn.
    const markup = used > room ? undefined : draw(one, index);
    if (markup === null) continue;
    used += markup?.markup.length ?? 0;
    if (markup === undefined || used > room) more++;
    else shown.push([one, markup]);
  }
  return { shown, more };
}
