import { isObject, parseJson } from '../../../text/parse-json.ts';
import type { Format, Measured } from './format.ts';

/**
 * The lines of `go test -bench` (https://go.dev/design/14313-benchmark-format): a name with the number of its processors,
 * how often it ran, and pairs of a number and its unit.
 */
const LINE = /^Benchmark(\S*?)(?:-\d+)?\s+(\d+)((?:\s+[-+\d.eE]+\s+\S+)+)\s*$/;
const PAIR = /([-+\d.eE]+)\s+(\S+)/g;
const PACKAGE = /^pkg:\s*(\S+)/;

const METRICS: Readonly<Record<string, string>> = { 'ns/op': 'time', 'B/op': 'allocated', 'allocs/op': 'allocations' };

export const go: Format = {
  id: 'go',
  example: 'go test -run "^$" -bench . -benchtime 100ms ./...',
  fits: ({ text }) => linesOf(text).some((line) => LINE.test(line)),
  read({ text }) {
    const runs: Measured[] = [];
    let group: string | null = null;
    for (const line of linesOf(text)) {
      group = PACKAGE.exec(line)?.[1] ?? group;
      const [, name, , pairs] = LINE.exec(line) ?? [];
      if (name === undefined || pairs === undefined) continue;
      const values = Object.fromEntries(
        [...pairs.matchAll(PAIR)].flatMap(([, number, unit = '']) =>
          Object.hasOwn(METRICS, unit) ? [[METRICS[unit], Number(number)]] : [],
        ),
      );
      runs.push({ group, name: name === '' ? 'Benchmark' : name, values });
    }
    return { ok: true, benchmarks: medians(runs) };
  },
};

/** The lines of a text, or those inside the events of `go test -json`. */
function linesOf(text: string): string[] {
  if (!text.trimStart().startsWith('{')) return text.split(/\r?\n/);
  const printed = text.split('\n').flatMap((line) => {
    const event = line.startsWith('{') ? parseJson(line) : null;
    return isObject(event) && event.Action === 'output' && typeof event.Output === 'string' ? [event] : [];
  });
  // The events of several packages mix, and one line may come in several events.
  return [...Map.groupBy(printed, ({ Package }) => Package).values()].flatMap((events) =>
    events
      .map(({ Output }) => Output)
      .join('')
      .split('\n'),
  );
}

/** One benchmark for its runs of `-count`, with the median of each value. */
const medians = (runs: readonly Measured[]): Measured[] =>
  [...Map.groupBy(runs, ({ group, name }) => `${group} ${name}`).values()].map((same) => {
    const [first] = same as [Measured];
    const values = Object.keys(first.values).map((metric): [string, number] => [
      metric,
      median(same.flatMap((one) => one.values[metric] ?? [])),
    ]);
    return { ...first, values: Object.fromEntries(values) };
  });

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  return (low + high) / 2;
}
