import type { Report, Result } from '../../model/report.ts';
import { code, joined, type Sentence, say, trusted } from '../../text/inline.ts';
import { counted } from '../../text/quantity.ts';
import { shortSha } from '../../text/short-sha.ts';
import { hasRegressed } from '../result-state.ts';
import { nameWords } from './name.ts';

/** The most results named here. The table marks the others. */
const MOST = 3;

/** Which failing results were over their budgets before this change, since when, and who accepted it then. */
export function sinceWords({ results }: Report): Sentence[] {
  const failing = results.filter(({ verdict }) => verdict === 'fail');
  const old = failing.filter((one) => one.since !== undefined);
  if (old.length === 0) return [];
  const isAll = old.length === failing.length && !old.some(hasRegressed);
  const named = old.slice(0, MOST).map(words);
  const more = old.length - named.length;
  const all = joined(more > 0 ? [...named, say`${trusted(counted(more, 'other result'))} likewise`] : named, '; ');
  return [say`${isAll ? trusted('None of it is new: ') : []}${all}.`];
}

function words({ since, ...result }: Result): Sentence {
  if (since === undefined) return [];
  const day = since.accepted?.at?.match(/^\d{4}-\d{2}-\d{2}(?=T|$)/)?.[0];
  const by = since.accepted?.by;
  const who = by == null ? [] : say`, accepted by ${by}${day === undefined ? [] : trusted(` on ${day}`)}`;
  return say`${nameWords(result)} is over its budget since ${code(shortSha(since.sha))} (${trusted(counted(since.days, 'day'))})${who}`;
}
