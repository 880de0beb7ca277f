import type { Unit } from '../checks/metric.ts';
import { type Dimension, DURATION, dimensionOf, FRACTION, takesBareNumbers } from './units.ts';

/** Quantities in schema.json: a pattern for text, and bounds for bare numbers where the unit allows them. */
export interface QuantityJson {
  readonly type: 'string' | ('string' | 'number')[];
  readonly pattern: string;
  readonly minimum?: number;
  readonly exclusiveMaximum?: number;
  readonly examples: string[];
  readonly [key: string]: unknown;
}

const NUMBER = '(\\d+(\\.\\d+)?|\\.\\d+)';

/** A bare fraction is below 1: `10` would be 1000 %. */
const BARE_FRACTION = '(0+(\\.\\d+)?|\\.\\d+)';

/** The text of a quantity, as a regular expression without its ends. */
function textOf(dimension: Dimension): string {
  if (dimension === FRACTION) return `(${NUMBER}\\s*%|${BARE_FRACTION})`;
  return `${NUMBER}\\s*(${dimension.suffixes.map(({ text }) => text).join('|')})`;
}

function json(text: string, bare: Dimension | null, examples: string[]): QuantityJson {
  return {
    type: bare === null ? 'string' : ['string', 'number'],
    pattern: `^\\s*(${text})\\s*$`,
    ...(bare === null ? {} : { minimum: 0 }),
    ...(bare === FRACTION ? { exclusiveMaximum: 1 } : {}),
    examples,
  };
}

export const durationJson: QuantityJson = json(`(\\+\\s*)?${textOf(DURATION)}`, null, ['30 s']);

export function budgetJson(unit: Unit): QuantityJson {
  const dimension = dimensionOf(unit);
  return json(`off|${textOf(dimension)}`, takesBareNumbers(dimension) ? dimension : null, [dimension.example, 'off']);
}

/** `unit` is null for a group: it takes fractions only. */
export function thresholdJson(unit: Unit | null): QuantityJson {
  const dimension = unit === null ? FRACTION : dimensionOf(unit);
  const amount = dimension === FRACTION ? '' : `|(\\+\\s*)?${textOf(dimension)}`;
  const bare = dimension !== FRACTION && takesBareNumbers(dimension) ? dimension : FRACTION;
  const examples = dimension === FRACTION ? ['10%', 'off'] : ['10%', `+${dimension.example}`, 'off'];
  return json(`off|(\\+\\s*)?${textOf(FRACTION)}${amount}`, bare, examples);
}
