import { type Metric, UNITS, type Unit } from '../model/metric.ts';
import { type Dimension, DURATION, FRACTION, takesBareNumbers } from './units.ts';

/** Quantities in schema.json: a pattern for text, and bounds for bare numbers if the unit allows them. */
export interface QuantityJson {
  readonly type: 'string' | ('string' | 'number' | 'integer')[];
  readonly pattern: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly examples: string[];
  readonly [key: string]: unknown;
}

const NUMBER = '(\\d+(\\.\\d+)?|\\.\\d+)';

const WHOLE = '\\d+(\\.0+)?';

/** A bare fraction is below 1: `10` would be 1000 %. */
const BARE_FRACTION = '(0+(\\.\\d+)?|\\.\\d+)';

/** A regular expression for the text of a quantity, without anchors. */
function textOf(dimension: Dimension): string {
  if (dimension === FRACTION) return `(${NUMBER}\\s*%|${BARE_FRACTION})`;
  if (dimension.whole) return WHOLE;
  return `${NUMBER}\\s*(${dimension.suffixes.map(({ text }) => text).join('|')})`;
}

function json(text: string, bare: Dimension | null, examples: string[]): QuantityJson {
  return {
    type: bare === null ? 'string' : ['string', bare.whole ? 'integer' : 'number'],
    pattern: `^\\s*(${text})\\s*$`,
    ...(bare === null ? {} : { minimum: 0 }),
    ...(bare === FRACTION ? { exclusiveMaximum: 1 } : {}),
    examples,
  };
}

export const durationJson: QuantityJson = json(`(\\+\\s*)?${textOf(DURATION)}`, null, ['30 s']);

export const rateJson: QuantityJson = json(textOf(UNITS['1/s']), UNITS['1/s'], ['200/s']);

export function budgetJson(unit: Unit): QuantityJson {
  const dimension = UNITS[unit];
  return json(`off|${textOf(dimension)}`, takesBareNumbers(dimension) ? dimension : null, [dimension.example, 'off']);
}

/** A regular expression for the text of a threshold, without its sign. */
function thresholdText(dimension: Dimension): string {
  if (dimension === FRACTION) return textOf(FRACTION);
  if (dimension.whole) return `${NUMBER}\\s*%|${WHOLE}`;
  const suffixes = ['%', ...dimension.suffixes.map(({ text }) => text)].join('|');
  return `${NUMBER}\\s*(${suffixes})${takesBareNumbers(dimension) ? '' : `|${BARE_FRACTION}`}`;
}

/** `unit` is null for a group, which takes only fractions. */
export function thresholdJson(unit: Unit | null, worse: Metric['worse'] = 'higher'): QuantityJson {
  const dimension = unit === null ? FRACTION : UNITS[unit];
  const sign = worse === 'higher' ? '\\+' : '[+\\-\\u2212]';
  const bare = dimension !== FRACTION && takesBareNumbers(dimension) ? dimension : FRACTION;
  const examples = dimension === FRACTION ? ['10%', 'off'] : ['10%', `+${dimension.example}`, 'off'];
  return signedNumbers(json(`off|(${sign}\\s*)?(${thresholdText(dimension)})`, bare, examples), bare, worse);
}

/** A line of `budgets`: a budget, a threshold by its sign, or both. */
export function ruleJson({ unit, worse }: Pick<Metric, 'unit' | 'worse'>): QuantityJson {
  const dimension = UNITS[unit];
  const [sign, shown] = worse === 'higher' ? ['\\+', '+'] : ['[\\-\\u2212]', '-'];
  const budget = `(off|${textOf(dimension)})`;
  const threshold = `${sign}\\s*(${thresholdText(dimension)})`;
  const bare = takesBareNumbers(dimension) ? dimension : null;
  const examples = [dimension.example, `${dimension.example}, ${shown}5%`, `${shown}5%`, 'off'];
  return signedNumbers(json(`${budget}(\\s*,\\s*${threshold})?|${threshold}`, bare, examples), bare, worse);
}

/** A bare number may carry the minus of a threshold. */
function signedNumbers(quantity: QuantityJson, bare: Dimension | null, worse: Metric['worse']): QuantityJson {
  if (bare === null || worse === 'higher') return quantity;
  const { minimum: _, ...unbounded } = quantity;
  return bare === FRACTION ? { ...unbounded, exclusiveMinimum: -1 } : unbounded;
}
