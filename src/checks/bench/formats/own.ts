import { z } from 'zod';
import { isObject } from '../../../text/parse-json.ts';
import { clean } from '../../../text/sanitize.ts';
import { type Format, type Measured, type Output, type Read, readWith } from './format.ts';

/**
 * A list of `{ name, unit, value }`, which any script can write. It is also the custom format of
 * benchmark-action/github-action-benchmark, whose `range` and `extra` say nothing here.
 */
const entry = z.object({
  name: z.string(),
  unit: z.string().optional(),
  value: z.union([z.number(), z.string().transform(Number)], 'expected a number'),
  better: z.enum(['lower', 'higher'], 'expected lower or higher').optional(),
});

type Entry = z.infer<typeof entry>;

/** Names of units, as programs write them, in lower case. The factor leads to the metric's unit. */
const UNITS: readonly { readonly metric: string; readonly factor: number; readonly names: readonly string[] }[] = [
  { metric: 'time', factor: 1, names: ['ns', 'nanosecond', 'nanoseconds'] },
  { metric: 'time', factor: 1e3, names: ['us', 'µs', 'μs', 'microsecond', 'microseconds'] },
  { metric: 'time', factor: 1e6, names: ['ms', 'millisecond', 'milliseconds'] },
  { metric: 'time', factor: 1e9, names: ['s', 'sec', 'secs', 'second', 'seconds'] },
  { metric: 'time', factor: 6e10, names: ['min', 'minute', 'minutes'] },
  { metric: 'rate', factor: 1, names: ['ops/s', 'op/s', 'ops/sec', 'ops', 'iter/s', 'iter/sec', '/s', '1/s', 'hz'] },
  { metric: 'rate', factor: 1, names: ['req/s', 'requests/s', 'requests/sec', 'rps', 'qps', 'operations/second'] },
  { metric: 'size', factor: 1, names: ['b', 'byte', 'bytes'] },
  { metric: 'size', factor: 1e3, names: ['kb'] },
  { metric: 'size', factor: 1e6, names: ['mb'] },
  { metric: 'size', factor: 1e9, names: ['gb'] },
  { metric: 'size', factor: 2 ** 10, names: ['kib'] },
  { metric: 'size', factor: 2 ** 20, names: ['mib'] },
  { metric: 'size', factor: 2 ** 30, names: ['gib'] },
];

const listOf = (json: unknown): unknown => (isObject(json) && Array.isArray(json.benchmarks) ? json.benchmarks : json);

export const own: Format = {
  id: 'json',
  example: `node -e 'console.log(JSON.stringify([{ name: "parse", unit: "ms", value: 1.2 }]))'`,
  fits({ json }) {
    const list = listOf(json);
    return (
      Array.isArray(list) && list.length > 0 && list.every((one) => isObject(one) && 'name' in one && 'value' in one)
    );
  },
  read(output: Output): Read {
    return readWith(z.array(entry), { ...output, json: listOf(output.json) }, (entries) => {
      const [contrary] = entries.filter(isContrary);
      if (contrary !== undefined) {
        const { name, unit = '', better } = contrary;
        return {
          ok: false,
          problem: `"${clean(name, 60)}" has the unit ${clean(unit, 20)}, of which ${better} is never better`,
        };
      }
      return { ok: true, benchmarks: entries.map(measured) };
    });
  },
};

/** The unit of one operation: `ms/op` and `ns/iter` are times. */
function knownUnit(unit: string) {
  const name = unit
    .trim()
    .toLowerCase()
    .replace(/\s*\/\s*(?:op|iter|iteration|run|call)$/, '');
  return UNITS.find(({ names }) => names.includes(name));
}

const isContrary = ({ unit = '', better }: Entry): boolean => {
  const known = knownUnit(unit);
  return known !== undefined && better !== undefined && (known.metric === 'rate') !== (better === 'higher');
};

/** A value in another unit keeps the unit in its name, so that values of two units are never compared. */
function measured({ name, unit = '', value, better = 'lower' }: Entry): Measured {
  const known = knownUnit(unit);
  if (known !== undefined) return { group: null, name, values: { [known.metric]: value * known.factor } };
  const shown = unit.trim() === '' ? name : `${name} (${unit.trim()})`;
  return { group: null, name: shown, values: { [better === 'higher' ? 'score' : 'value']: value } };
}
