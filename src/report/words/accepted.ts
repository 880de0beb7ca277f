import type { Acceptance, Report } from '../../model/report.ts';
import { code, joinedFirst, type Sentence, say, trusted, untrusted } from '../../text/inline.ts';
import { counted } from '../../text/quantity.ts';

/** More names than this are counted. No name has an `@`, which would notify people of what they did themselves. */
const MOST_NAMES = 2;
const MOST_LABELS = 5;

/** The day in UTC, `2026-11-23`; null if it is unknown. */
const dayOf = ({ at }: Acceptance): string | null => at?.match(/^\d{4}-\d{2}-\d{2}(?=T|$)/)?.[0] ?? null;

const nameOf = (by: string | null): Sentence => (by === null ? say`an unknown person` : [untrusted(by)]);

/** `2 breaches accepted by ada on 2026-11-23`; empty if nothing was accepted. */
export function acceptedWords({ results, accepted = [] }: Report): Sentence {
  const count = results.filter(({ verdict }) => verdict === 'accepted').length;
  if (count === 0) return [];
  const names = [...new Set(accepted.map(({ by }) => by))];
  const by = names.length === 0 ? [] : say` by ${joinedFirst(names.map(nameOf), MOST_NAMES, { last: ' and ' })}`;
  const [day, ...others] = new Set(accepted.map(dayOf));
  const on = day == null || others.length > 0 ? [] : say` on ${trusted(day)}`;
  return say`${trusted(counted(count, 'breach', 'breaches'))} accepted${by}${on}`;
}

function labelWords(acceptance: Acceptance): Sentence {
  const { label, by } = acceptance;
  if (by === null) return say`${code(label)}; GitHub does not report who set it`;
  const day = dayOf(acceptance);
  return say`${code(label)}, set by ${by}${day === null ? [] : say` on ${trusted(day)}`}`;
}

/** One sentence for each label that accepted breaches, with who set it and when. */
export function acceptedLabels({ accepted = [] }: Report): Sentence[] {
  const labels = accepted
    .slice(0, MOST_LABELS)
    .map((acceptance) => say`Accepted by the label ${labelWords(acceptance)}.`);
  const more = accepted.length - labels.length;
  return more > 0 ? [...labels, say`And by ${trusted(counted(more, 'more label'))}.`] : labels;
}
