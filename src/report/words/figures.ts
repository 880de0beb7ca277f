import type { Scale } from '../../model/metric.ts';
import type { Result } from '../../model/report.ts';
import { decimalsOf, difference, differenceScale, fixed, MOST_DECIMALS, scaleOf, signed } from '../../text/quantity.ts';

/** A result's figures as text, all in one unit. */
interface Figures {
  readonly base: string;
  readonly head: string;
  /** The change, and the text in brackets after it. */
  readonly change: { readonly main: string; readonly detail: string | null };
  readonly scale: Scale;
}

export const NOTHING = '–';

type Change = NonNullable<Result['change']>;

/** The width of the interval in the metric's unit, below which digits are noise; null for exact metrics. */
function uncertainty({ base, change }: Result): number | null {
  if (change === null || change.low === null || change.high === null) return null;
  return (change.high - change.low) * (change.relative === null ? 1 : Math.abs(base ?? 0));
}

function rowDecimals(result: Result, scale: Scale): number {
  const { base, head, budget, change } = result;
  const values = [base, head]
    .filter((value) => value !== null && value !== 0)
    .map((value) => Math.abs(value as number));
  if (values.length === 0) return 0;
  const scaled = (value: number) => value / scale.divisor;
  if (scale.decimals !== undefined) return Math.max(...values.map((value) => decimalsOf(scaled(value), 1, scale)));
  const least = decimalsOf(scaled(Math.min(...values)), 2, scale);
  let decimals = Math.max(decimalsOf(scaled(Math.max(...values)), 3, scale), Math.min(least, 2));
  const width = uncertainty(result);
  if (width !== null && width > 0) decimals = Math.min(decimals, Math.max(0, -Math.floor(Math.log10(scaled(width)))));

  const looksAlike = (a: number | null, b: number | null) =>
    a !== null && b !== null && a !== b && fixed(scaled(a), decimals) === fixed(scaled(b), decimals);
  const vanishes = () => values.some((value) => Number(scaled(value).toFixed(decimals)) === 0);
  // An extra digit is better than `2.5 s, over its budget of 2.5 s`.
  const unclear = () => (budget?.status === 'over' && looksAlike(head, budget.limit)) || vanishes();
  while (decimals < MOST_DECIMALS && unclear()) decimals += 1;
  // A small change of an exact size gets one decimal. Smaller changes are shown in a unit of their own.
  if (width === null && decimals === 0 && Math.abs(scaled(change?.absolute ?? 0)) >= 0.05) {
    if (looksAlike(base, head)) decimals = 1;
  }
  return decimals;
}

/** Whole percents, unless the interval is so narrow, or the change so small, that decimals carry information. */
const percentDecimals = (points: number): number => (points >= 2 || points === 0 ? 0 : points >= 0.2 ? 1 : 2);

const percent = (fraction: number, decimals: number): string => `${signed(fraction * 100, decimals)} %`;

/** `21–30 %`, or with signs if it contains zero: `−2 to +18 %`. */
function span(low: number, high: number, decimals: number, suffix: string): string {
  if (low < 0 && high > 0) return `${signed(low, decimals)} to ${signed(high, decimals)}${suffix}`;
  const ends = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b).map((end) => fixed(end, decimals));
  return ends[0] === ends[1] ? `${ends[0]}${suffix}` : `${ends.join('–')}${suffix}`;
}

function measured(change: Change, unit: Result['unit'], scale: Scale) {
  const [low, high] = [change.low ?? 0, change.high ?? 0];
  if (change.relative !== null) {
    const decimals = percentDecimals((high - low) * 100);
    return { main: percent(change.relative, decimals), interval: span(low * 100, high * 100, decimals, ' %') };
  }
  const { divisor, suffix } = differenceScale(unit, scale);
  const decimals = decimalsOf((high - low) / divisor, 1, scale);
  return {
    main: signed(change.absolute / divisor, decimals) + suffix,
    interval: span(low / divisor, high / divisor, decimals, suffix),
  };
}

/** Larger factors, such as 70,000 % from two launches, only show that there were too few launches. */
const LARGEST_DETECTABLE = 10;

/** The smallest change that the run could have detected: `9 %`, `40 ms`. */
export function detectableText(change: Change, unit: Result['unit']): string | null {
  if (change.detectable === null) return null;
  if (change.relative !== null && change.detectable > LARGEST_DETECTABLE) return null;
  if (change.relative === null) return difference(change.detectable, unit).replace('+', '');
  return `${fixed(change.detectable * 100, percentDecimals(change.detectable * 100))} %`;
}

function exactChange({ absolute, relative }: Change, unit: Result['unit'], scale: Scale, decimals: number) {
  if (absolute === 0) return { main: 'no change', detail: null };
  const { divisor, suffix } = differenceScale(unit, scale);
  const text = signed(absolute / divisor, decimals);
  const main = /[1-9]/.test(text) ? text + suffix : difference(absolute, unit);
  if (relative === null) return { main, detail: null };
  const points = Math.abs(relative * 100);
  return { main, detail: points < 0.01 ? null : percent(relative, points >= 10 ? 0 : points >= 0.1 ? 1 : 2) };
}

function changeText(result: Result, scale: Scale, decimals: number): Figures['change'] {
  const { change, threshold, unit } = result;
  if (threshold.status === 'new' || threshold.status === 'removed') return { main: threshold.status, detail: null };
  if (change === null) return { main: NOTHING, detail: null };
  if (change.low === null || change.high === null) return exactChange(change, unit, scale, decimals);
  const { main, interval } = measured(change, unit, scale);
  const straddles = change.low <= 0 && change.high >= 0;
  if (!straddles) return { main, detail: interval };
  // Readers would take a point estimate inside the noise for a change.
  if (threshold.status === 'uncertain') return { main: interval, detail: null };
  // If the run could not detect even a doubling, "nothing changed" rests on the floor.
  const seen = change.relative !== null && (change.detectable ?? 0) > 1 ? null : detectableText(change, unit);
  return { main: 'within noise', detail: seen === null ? null : `could have seen ${seen}` };
}

export function figures(result: Result): Figures {
  const { base, head, unit, unjudgedBudget = 0 } = result;
  const largest = head === null && base === null ? unjudgedBudget : Math.max(Math.abs(base ?? 0), Math.abs(head ?? 0));
  const scale = scaleOf(unit, largest);
  const decimals = rowDecimals(result, scale);
  const show = (value: number | null) =>
    value === null ? NOTHING : fixed(value / scale.divisor, decimals) + scale.suffix;
  return { base: show(base), head: show(head), change: changeText(result, scale, decimals), scale };
}
