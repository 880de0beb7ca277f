import { type Scale, UNITS, type Unit } from '../model/metric.ts';

/** Quantities as text: sizes in decimal units (kB = 1000 B), as the config reads them. */

/** Differences of fractions are percentage points, because a reader would take `%` for a ratio. */
const POINTS: Scale = { divisor: 0.01, suffix: ' points' };

export const MOST_DECIMALS = 3;

/** The unit that suits values up to `largest`. */
export function scaleOf(unit: Unit, largest: number): Scale {
  const { scales } = UNITS[unit];
  // Without this margin, 999.7 B would be written as 1000 B.
  return scales.find((scale) => Math.abs(largest) >= scale.divisor * 0.9995) ?? (scales.at(-1) as Scale);
}

export const differenceScale = (unit: Unit, scale: Scale): Scale => (unit === 'fraction' ? POINTS : scale);

/** Decimals that show `digits` significant digits of a scaled value; whole bytes and whole things have none. */
export function decimalsOf(scaled: number, digits: number, scale: Scale): number {
  if (scaled === 0) return 0;
  if (scale.decimals !== undefined) return Number.isInteger(scaled) ? 0 : scale.decimals;
  const decimals = digits - 1 - Math.floor(Math.log10(Math.abs(scaled)));
  return Math.min(MOST_DECIMALS, Math.max(0, decimals));
}

/** With a real minus sign, and never a minus zero. */
export function fixed(value: number, decimals: number): string {
  const text = grouped(Math.abs(value).toFixed(decimals));
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** `12,000`, from five digits on. */
const grouped = (text: string): string => text.replace(/^\d{5,}/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ','));

export const signed = (value: number, decimals: number): string => {
  const text = fixed(value, decimals);
  return text.startsWith('−') || Number(text) === 0 ? text : `+${text}`;
};

/** Removes zeros at the end: `2.5 s`, not `2.50 s`. */
const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** One value by itself, of three significant digits: `153 kB`, `1.25 MB`, `488 ms`, `1.9 s`, `0.012`, `0.4 %`. */
export function quantity(value: number, unit: Unit): string {
  const scale = scaleOf(unit, value);
  const scaled = value / scale.divisor;
  return trimmed(fixed(scaled, decimalsOf(scaled, 3, scale))) + scale.suffix;
}

/** A difference by itself: `+24 kB`, `−1.2 s`, `+0.8 points`. */
export function difference(value: number, unit: Unit): string {
  const scale = differenceScale(unit, scaleOf(unit, value));
  const scaled = value / scale.divisor;
  return trimmed(signed(scaled, decimalsOf(scaled, 3, scale))) + scale.suffix;
}

/** A limit with all digits that the user wrote, in `scale` unless that is unreadable. */
export function limitText(limit: number, unit: Unit, scale: Scale): string {
  const scaled = limit / scale.divisor;
  const readable = Math.abs(scaled) < 10_000 && (scaled === 0 || Math.abs(scaled) >= 0.01);
  const used = readable ? scale : scaleOf(unit, limit);
  return trimmed(fixed(limit / used.divisor, MOST_DECIMALS)) + used.suffix;
}

/** `1 commit`, `2 commits`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
