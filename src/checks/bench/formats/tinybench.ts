import { z } from 'zod';
import { isObject } from '../../../text/parse-json.ts';
import { type Format, given, NS_PER_MS, type Output, type Read, readWith } from './format.ts';

/** Times are milliseconds. Since tinybench 3 they lie in `latency`. */
const number = z.number().nullish();

const task = z.object({
  name: z.string(),
  result: z
    .object({
      latency: z.object({ p50: number, mean: number }).nullish(),
      mean: number,
      error: z.unknown().optional(),
      state: z.string().nullish(),
    })
    .nullish(),
});

const listOf = (json: unknown): unknown => (isObject(json) && Array.isArray(json.tasks) ? json.tasks : json);

const HINT =
  'write JSON.stringify(bench.tasks.map(({ name, result }) => ({ name, result }))): the tasks themselves are empty as JSON';

export const tinybench: Format = {
  id: 'tinybench',
  example: 'node bench.js',
  fits({ json }) {
    const list = listOf(json);
    if (!Array.isArray(list) || list.length === 0) return false;
    // A task of tinybench 4 or later is an empty object as JSON.
    return list.every((one) => isObject(one) && ('result' in one || Object.keys(one).length === 0));
  },
  read(output: Output): Read {
    const list = listOf(output.json);
    if (Array.isArray(list) && list.every((one) => isObject(one) && Object.keys(one).length === 0))
      return { ok: false, problem: 'they are tasks of tinybench without their results', hint: HINT };
    return readWith(z.array(task), { ...output, json: list }, (tasks) => ({
      ok: true,
      benchmarks: tasks.map(({ name, result }) => {
        const ms = result?.latency?.p50 ?? result?.latency?.mean ?? result?.mean;
        const hasFailed = result?.error !== undefined || result?.state === 'errored';
        return {
          group: null,
          name,
          values: given({ time: typeof ms === 'number' ? ms * NS_PER_MS : null }),
          ...(hasFailed && { failed: 'it threw an error' }),
        };
      }),
    }));
  },
};
