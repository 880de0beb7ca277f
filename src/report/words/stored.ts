import type { Report } from '../../model/report.ts';
import { code, type Sentence, say, trusted } from '../../text/inline.ts';
import { counted } from '../../text/quantity.ts';
import { shortSha } from '../../text/short-sha.ts';

/** `40 minutes`, `3 hours`, `2 days`. */
function age(seconds: number): string {
  const minutes = seconds / 60;
  if (minutes < 90) return counted(Math.max(1, Math.round(minutes)), 'minute');
  const hours = minutes / 60;
  return hours < 36 ? counted(Math.round(hours), 'hour') : counted(Math.round(hours / 24), 'day');
}

/** Names the source of stored figures; empty if none were used. */
export function storedFigures({ base, results }: Report): Sentence {
  if (base.stored === undefined) return [];
  const { sha, behind } = base.stored;
  const subjects = new Set(results.flatMap((one) => (one.baseline === 'stored' ? [one.subject] : [])));
  const what = base.source === 'stored' ? 'Its figures' : `The figures of ${counted(subjects.size, 'subject')}`;
  const place = behind === 0 ? [] : say` of ${code(shortSha(sha))}, ${trusted(counted(behind, 'commit'))} before it`;
  return say`${trusted(what)} are from the stored baseline${place}, ${trusted(age(base.stored.age))} old.`;
}

/** For the first lines: names the older commit that replaces base; empty if none does. */
export function olderBase({ base }: Report): Sentence {
  if (base.stored === undefined || base.stored.behind === 0) return [];
  const { sha, behind, age: seconds } = base.stored;
  const what = base.source === 'stored' ? 'Compared' : 'Sizes are compared';
  return say`${trusted(what)} with the stored baseline of ${code(shortSha(sha))}, ${trusted(counted(behind, 'commit'))} before base and ${trusted(age(seconds))} old. The changes of these commits count, too.`;
}
