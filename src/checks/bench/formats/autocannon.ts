import { z } from 'zod';
import { isObject } from '../../../text/parse-json.ts';
import { type Format, given, readWith } from './format.ts';

/** Latencies are whole milliseconds, without a 95th percentile. */
const count = z.number().nullish();

const schema = z.object({
  title: z.string().nullish(),
  url: z.string(),
  latency: z.object({ p50: count, p90: count, p99: count, max: count }),
  requests: z.object({ average: count, total: count }),
  errors: count,
  timeouts: count,
  non2xx: count,
});

export const autocannon: Format = {
  id: 'autocannon',
  example: 'npx autocannon --json --duration 2 $PERF_BUDGET_URL/items',
  fits: ({ json }) => isObject(json) && isObject(json.latency) && isObject(json.requests) && 'connections' in json,
  read: (output) =>
    readWith(schema, output, ({ title, url, latency, requests, errors, timeouts, non2xx }) => {
      // `errors` includes the time-outs. Requests without an answer are not in `total`.
      const failed = Math.max(errors ?? 0, timeouts ?? 0);
      const answered = requests.total ?? 0;
      const asked = answered + failed;
      const { p50, p90, p99, max } = latency;
      // Without any answer, autocannon's figures are zeros.
      const figures = answered === 0 ? {} : { rate: requests.average, p50, p90, p99, max };
      const rate = asked === 0 ? null : ((non2xx ?? 0) + failed) / asked;
      return {
        ok: true,
        benchmarks: [{ group: null, name: title ?? pathOf(url), values: given({ ...figures, 'error-rate': rate }) }],
      };
    }),
};

/** The sides have ports of their own, so a benchmark's name has only the path. */
function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}
