import { z } from 'zod';
import { isObject } from '../../../text/parse-json.ts';
import { type Format, given, type Measured, NS_PER_MS, readWith } from './format.ts';

/** Times are milliseconds. A number that JSON can't hold is null there. */
const number = z.number().nullish();

const task = z.object({
  name: z.string(),
  latency: z.object({ p50: number, mean: number }).nullish(),
  /** Read from a file of an earlier run, and not measured now. */
  fromStore: z.boolean().nullish(),
});

/** Since vitest 5: the report of its JSON reporter, in which tests have benchmarks. */
const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({
          benchmarks: z.array(z.object({ name: z.string(), tasks: z.array(task) })).optional(),
        }),
      ),
    }),
  ),
});

/** Until vitest 4: the file of `--outputJson`. */
const older = z.object({
  files: z.array(
    z.object({
      filepath: z.string(),
      groups: z.array(
        z.object({
          fullName: z.string(),
          benchmarks: z.array(z.object({ name: z.string(), median: number, mean: number })),
        }),
      ),
    }),
  ),
});

const timed = (group: string, name: string, median: number | null | undefined, mean: number | null | undefined) => {
  const ms = median ?? mean;
  const time = typeof ms === 'number' ? ms * NS_PER_MS : null;
  return { group, name, values: given({ time }) } satisfies Measured;
};

/** The names of a describe and of the benchmarks below it, without the file. */
const withoutFile = (fullName: string): string => fullName.split(' > ').slice(1).join(' > ');

export const vitest: Format = {
  id: 'vitest',
  example: 'npx vitest bench --run --reporter=json --outputFile="$PERF_BUDGET_OUTPUT"',
  fits: ({ json }) =>
    isObject(json) && (Array.isArray(json.testResults) || (Array.isArray(json.files) && hasGroups(json.files))),
  failure: ({ json }) => failureIn(json),
  read(output) {
    if (isObject(output.json) && 'files' in output.json) {
      return readWith(older, output, ({ files }) => ({
        ok: true,
        files: files.map(({ filepath }) => filepath),
        benchmarks: files.flatMap(({ filepath, groups }) =>
          groups.flatMap(({ fullName, benchmarks }) =>
            benchmarks.map(({ name, median, mean }) =>
              timed(filepath, [withoutFile(fullName), name].filter((one) => one !== '').join(' > '), median, mean),
            ),
          ),
        ),
      }));
    }
    return readWith(report, output, ({ testResults }) => {
      const found = testResults.flatMap(({ name: file, assertionResults }) =>
        assertionResults.flatMap(({ benchmarks = [] }) =>
          benchmarks.flatMap(({ name, tasks }) =>
            tasks
              .filter(({ fromStore }) => fromStore !== true)
              .map((one) => timed(file, `${name} > ${one.name}`, one.latency?.p50, one.latency?.mean)),
          ),
        ),
      );
      if (found.length === 0)
        return { ok: false, problem: 'they hold tests and no benchmarks', hint: 'run vitest bench' };
      return { ok: true, benchmarks: found, files: testResults.map(({ name }) => name) };
    });
  },
};

const failures = z.object({
  testResults: z.array(
    z.object({
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), failureMessages: z.array(z.string()).nullish() })),
    }),
  ),
});

/** The first failed test, or the first file that could not be loaded. */
function failureIn(json: unknown): string | null {
  const { data } = failures.safeParse(json);
  const [first] = (data?.testResults ?? []).flatMap(({ message, assertionResults }) => [
    ...assertionResults.flatMap(({ fullName, failureMessages }) =>
      (failureMessages ?? []).map((text) => `${fullName}: ${text}`),
    ),
    ...(message ? [message] : []),
  ]);
  return first?.split('\n')[0] ?? null;
}

const hasGroups = (files: readonly unknown[]): boolean =>
  files.every((file) => isObject(file) && Array.isArray(file.groups));
