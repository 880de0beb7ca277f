import { type Suffix, UNITS, type UnitFacts } from '../model/metric.ts';

/** The facts about a unit that the parsers of quantities need. */
export type Dimension = UnitFacts;

export const DURATION: Dimension = UNITS.ms;
export const FRACTION: Dimension = UNITS.fraction;

/** Whether a number without a suffix is enough. */
export const takesBareNumbers = ({ suffixes }: Dimension): boolean => suffixes.some(({ text }) => text === '');

/** A number with its suffix as a person writes it: `500 ms`, but `10%` and `200/s`. */
export const withSuffix = (digits: string, { text }: Suffix): string =>
  /^[a-z]/i.test(text) ? `${digits} ${text}` : `${digits}${text}`;
