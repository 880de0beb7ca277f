import type { LongTask, Shift, ShiftCause } from '../evidence.ts';
import { addressOf } from './address.ts';
import { type Audits, elementOf, items, number, type Row, rowsOf, text } from './audit.ts';

/** Tasks of more than 50 ms, the longest first; Lighthouse lists at most 20. */
export const longTasksOf = (audits: Audits, origin: string): LongTask[] =>
  rowsOf(audits, 'long-tasks').map(({ url, duration }) => ({
    url: addressOf(url, origin),
    durationMs: number(duration),
  }));

/** Nodes that shifted, the largest shift first; Lighthouse lists at most 15. A removed node is left out. */
export const shiftsOf = (audits: Audits, origin: string): Shift[] =>
  rowsOf(audits, 'layout-shifts').flatMap(({ node, score, subItems }) => {
    const element = elementOf(node);
    if (element === null) return [];
    const [cause] = items(subItems);
    return [{ selector: element.selector, score: number(score), ...(cause && { cause: causeOf(cause, origin) }) }];
  });

/** Lighthouse distinguishes causes only by their text, which is English here, and by the node or value beside it. */
function causeOf({ cause, extra }: Row, origin: string): ShiftCause {
  const words = text(cause);
  const element = elementOf(extra);
  const what = /font/i.test(words) ? 'font' : /frame/i.test(words) ? 'frame' : 'unsized-image';
  const place = element?.selector ?? addressOf((extra as Row | undefined)?.value, origin);
  return { what, place: place || null };
}
