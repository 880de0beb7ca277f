import type { LongTask, Shift, ShiftCause } from '../evidence.ts';
import { addressOf } from './address.ts';
import { type Audits, elementOf, items, number, type Row, rowsOf, text } from './audit.ts';

/** Tasks of more than 50 ms, the longest first; at most 20, as Lighthouse tells. */
export const longTasksOf = (audits: Audits, origin: string): LongTask[] =>
  rowsOf(audits, 'long-tasks').map(({ url, duration }) => ({
    url: addressOf(url, origin),
    durationMs: number(duration),
  }));

/** Nodes that moved, the one that moved most first; at most 15, as Lighthouse tells. What is gone since has no node. */
export const shiftsOf = (audits: Audits, origin: string): Shift[] =>
  rowsOf(audits, 'layout-shifts').flatMap(({ node, score, subItems }) => {
    const element = elementOf(node);
    if (element === null) return [];
    const [cause] = items(subItems);
    return [{ selector: element.selector, score: number(score), ...(cause && { cause: causeOf(cause, origin) }) }];
  });

/** Lighthouse tells the kinds apart only by their words, which are English here, and by what they point at. */
function causeOf({ cause, extra }: Row, origin: string): ShiftCause {
  const words = text(cause);
  const element = elementOf(extra);
  const what = /font/i.test(words) ? 'font' : /frame/i.test(words) ? 'frame' : 'unsized-image';
  const place = element?.selector ?? addressOf((extra as Row | undefined)?.value, origin);
  return { what, place: place || null };
}
