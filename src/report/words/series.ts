import type { About } from '../../history/line.ts';
import { changeSince, type Direct, recentSteps, type SeriesView, type Step } from '../../history/series-view.ts';
import { counted, difference, fixed, quantity, signed } from '../../text/quantity.ts';
import { shortSha } from '../../text/short-sha.ts';

/**
 * Words for a metric's history, for a terminal and for readers who can't see a chart. They hold no text from outside.
 */

const percent = (fraction: number): string => {
  const value = 100 * fraction;
  return `${signed(value, Math.abs(value) < 9.95 && Math.round(value * 10) !== Math.round(value) * 10 ? 1 : 0)} %`;
};

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** `+97 kB`, `+25 %`. */
export const stepText = ({ amount, ratio }: Pick<Step, 'amount' | 'ratio'>, { unit }: Pick<About, 'unit'>): string =>
  ratio ? percent(amount) : difference(amount, unit);

/** `▲ +58 %`; empty if there is no change, or none can be known. */
export function changeText(view: SeriesView, days: number): string {
  const change = changeSince(view, days);
  if (change === null || Math.abs(change) < 0.000_5) return '';
  return `${change > 0 ? '▲' : '▼'} ${percent(change)}`;
}

const MOST_STEPS = 3;

const directText = ({ from, change, low, high }: Direct): string =>
  `measured side by side: ${percent(change)} (${fixed(100 * low, 0)} to ${fixed(100 * high, 0)} %) since ${dayOf(from)}`;

/** `+97 kB in 9ac03d1, +4 kB in 71ffe02 and 2 more`: the certain changes of the last 28 days. */
export function recentText(view: SeriesView): string {
  const steps = recentSteps(view);
  const direct = view.direct.at(-1);
  const named = steps.slice(0, MOST_STEPS).map((step) => `${stepText(step, view.about)} in ${shortSha(step.sha)}`);
  const more = steps.length - named.length;
  return [
    ...(direct === undefined ? [] : [directText(direct)]),
    ...(named.length === 0 ? [] : [named.join(', ') + (more > 0 ? ` and ${more} more` : '')]),
  ].join('; ');
}

/** The whole chart in a sentence or two. */
export function seriesWords(view: SeriesView): string {
  const { about, seen } = view;
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined) return '';
  const values = (one: { readonly value: number; readonly at: number }) =>
    `${quantity(one.value, about.unit)} on ${dayOf(one.at)}`;
  const span = `${counted(seen.length, 'commit')}: ${values(first)}${seen.length > 1 ? `, ${values(last)}` : ''}.`;
  const limit = last.limit === null ? '' : ` Budget ${quantity(last.limit, about.unit)}.`;
  const recent = recentText(view);
  return `${span}${limit}${recent === '' ? '' : ` Last 28 days: ${recent}.`}`;
}
