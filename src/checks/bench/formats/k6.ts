import { z } from 'zod';
import { isObject } from '../../../text/parse-json.ts';
import { type Format, given, type Measured, readWith } from './format.ts';

/** The end-of-test summary of k6, in its three shapes. Times are milliseconds. */
const values = z.record(z.string(), z.unknown());
const metric = z.looseObject({
  type: z.string().optional(),
  contains: z.string().optional(),
  values: values.optional(),
});

/** `--summary-export`, whose metrics have their values beside their thresholds, and `handleSummary`. */
const byName = z.object({ metrics: z.record(z.string(), metric) });
/** `--new-machine-readable-summary`. */
const listed = z.object({ results: z.object({ metrics: z.array(metric.extend({ name: z.string() })) }) });

/** Parts of `http_req_duration` and of the set-up of a connection, and times that hold the pauses of the script. */
const LEFT_OUT =
  /^(?:http_req_(?:blocked|connecting|tls_handshaking|sending|waiting|receiving|looking_up)|iteration_duration|group_duration)(?:\{|$)/;

const PERCENTILES = [
  ['p50', ['p(50)', 'med', 'p50']],
  ['p90', ['p(90)', 'p90']],
  ['p95', ['p(95)', 'p95']],
  ['p99', ['p(99)', 'p99']],
  ['max', ['max']],
] as const;

export const k6: Format = {
  id: 'k6',
  example: 'k6 run --summary-export="$PERF_BUDGET_OUTPUT" load.js',
  fits: ({ json }) =>
    isObject(json) && (isObject(json.metrics) || (isObject(json.results) && Array.isArray(json.results.metrics))),
  read(output) {
    if (isObject(output.json) && 'results' in output.json) {
      return readWith(listed, output, ({ results }) => ({
        ok: true,
        benchmarks: results.metrics.flatMap((one) => measured(one.name, one)),
      }));
    }
    return readWith(byName, output, ({ metrics }) => ({
      ok: true,
      benchmarks: Object.entries(metrics).flatMap(([name, one]) => measured(name, one)),
    }));
  },
};

function measured(name: string, { contains, values, ...flat }: z.infer<typeof metric>): Measured[] {
  if (LEFT_OUT.test(name)) return [];
  const figures: Readonly<Record<string, unknown>> = values ?? flat;
  const number = (...keys: readonly string[]): number | null => {
    const found = keys.map((key) => figures[key]).find((value) => typeof value === 'number');
    return typeof found === 'number' ? found : null;
  };
  if (/^http_reqs(?:\{|$)/.test(name)) return [{ group: null, name, values: given({ rate: number('rate') }) }];
  if (/^http_req_failed(?:\{|$)/.test(name))
    return [{ group: null, name, values: given({ 'error-rate': number('rate', 'value') }) }];
  // The old export does not say which trends are times.
  if (number('med', 'p(50)', 'p50', 'p(95)', 'p95', 'avg') === null || (contains ?? 'time') !== 'time') return [];
  return [
    { group: null, name, values: given(Object.fromEntries(PERCENTILES.map(([id, keys]) => [id, number(...keys)]))) },
  ];
}
