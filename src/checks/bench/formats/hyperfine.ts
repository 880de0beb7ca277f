import { z } from 'zod';
import { isObject } from '../../../text/parse-json.ts';
import { type Format, given, NS_PER_S, readWith } from './format.ts';

/** Times are seconds; memory is the most that each run used, in bytes. */
const schema = z.object({
  results: z.array(
    z.object({
      command: z.string(),
      median: z.number().nullish(),
      mean: z.number().nullish(),
      memory_usage_byte: z.array(z.number()).nullish(),
    }),
  ),
});

export const hyperfine: Format = {
  id: 'hyperfine',
  example: 'hyperfine --warmup 1 --runs 5 --export-json "$PERF_BUDGET_OUTPUT" "node cli.js"',
  fits: ({ json }) =>
    isObject(json) &&
    Array.isArray(json.results) &&
    json.results.every((one) => isObject(one) && typeof one.command === 'string' && 'times' in one),
  read: (output) =>
    readWith(schema, output, ({ results }) => ({
      ok: true,
      benchmarks: results.map(({ command, median, mean, memory_usage_byte: memory }) => {
        const seconds = median ?? mean;
        return {
          group: null,
          name: command,
          values: given({
            time: typeof seconds === 'number' ? seconds * NS_PER_S : null,
            'peak-memory': memory && memory.length > 0 ? memory.reduce((most, one) => Math.max(most, one), 0) : null,
          }),
        };
      }),
    })),
};
