import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { FORMATS, formatOf, outputOf } from '../../../src/checks/bench/formats/formats.ts';

/** What the tools themselves wrote, in the versions that the names have. */
const recorded = (name: string): Promise<string> => readFile(join(import.meta.dirname, 'recorded', name), 'utf8');

/** Reads a text as the format that fits it. */
function read(text: string) {
  const output = outputOf(text);
  const format = formatOf(output);
  return { format: format?.id ?? null, ...format?.read(output) };
}

const benchmarksIn = (text: string) => {
  const result = read(text);
  if (!('benchmarks' in result) || result.benchmarks === undefined) throw new Error(JSON.stringify(result));
  return result.benchmarks;
};

const round = (value: number): number => Number(value.toPrecision(4));
const figures = (text: string) =>
  benchmarksIn(text).map(({ name, values, failed }) => [
    name,
    failed ?? Object.fromEntries(Object.entries(values).map(([id, value]) => [id, round(value)])),
  ]);

describe('Of what a tool wrote, the right number is taken:', () => {
  it.each([
    [
      'vitest-5.json',
      'vitest',
      [
        ['parse > small > JSON.parse', { time: 481 }],
        ['parse > large > split', { time: 6362 }],
        ['parse > large > JSON.parse', { time: 36_550 }],
      ],
    ],
    [
      'vitest-3.json',
      'vitest',
      [
        ['parse > small', { time: 651 }],
        ['parse > large', { time: 33_530 }],
      ],
    ],
    [
      'tinybench-6.json',
      'tinybench',
      [
        ['upper', { time: 291 }],
        ['broken', 'it threw an error'],
      ],
    ],
    [
      'tinybench-3.json',
      'tinybench',
      [
        ['upper', { time: 200 }],
        ['broken', 'it threw an error'],
      ],
    ],
    ['tinybench-2.json', 'tinybench', [['upper', { time: 2467 }]]],
    [
      'hyperfine-1.15.json',
      'hyperfine',
      [
        ['one', { time: 25_090_000 }],
        ['sleep 0.03', { time: 32_040_000 }],
      ],
    ],
    [
      'go-1.19.txt',
      'go',
      [
        ['Join', { time: 61.47, allocated: 5, allocations: 1 }],
        ['Sleep/short=1/x-2', { time: 361_000 }],
        ['Join', { time: 156.4, allocated: 5, allocations: 1 }],
        ['Sleep/short=1/x-2', { time: 308_700 }],
      ],
    ],
    ['go-1.19.jsonl', 'go', [['Join', { time: 91.54, allocated: 5, allocations: 1 }]]],
    [
      'autocannon-9.json',
      'autocannon',
      [['/items', { rate: 628, p50: 6, p90: 35, p99: 112, max: 119, 'error-rate': 0 }]],
    ],
  ])('%s', async (name, format, expected) => {
    const text = await recorded(name);
    expect(read(text).format).toBe(format);
    expect(figures(text)).toEqual(expected);
  });

  it('vitest names the files that define them', async () => {
    const { files } = read(await recorded('vitest-5.json')) as { files?: readonly string[] };
    expect(files).toEqual(['/repo/bench/parse.bench.ts']);
  });

  it('what vitest read from a file of an earlier run is none of them', async () => {
    const text = (await recorded('vitest-5.json')).replace('"name": "split"', '"fromStore": true, "name": "split"');
    expect(figures(text).map(([name]) => name)).toEqual(['parse > small > JSON.parse', 'parse > large > JSON.parse']);
  });
});

/** The three shapes of the summary, as https://grafana.com/docs/k6/latest/results-output/end-of-test documents them. */
const trend = { avg: 245.67, min: 123.45, med: 234.56, max: 456.78, 'p(90)': 387.65, 'p(95)': 421.32 };
const K6 = {
  'summary export': {
    root_group: { name: '' },
    metrics: {
      http_req_duration: { ...trend, thresholds: { 'p(95)<500': false } },
      'http_req_duration{name:login}': trend,
      http_req_waiting: trend,
      iteration_duration: trend,
      http_reqs: { count: 1500, rate: 24.79 },
      http_req_failed: { value: 0.02, passes: 30, fails: 1470 },
      vus: { value: 1, min: 1, max: 10 },
    },
  },
  handleSummary: {
    metrics: {
      http_req_duration: { type: 'trend', contains: 'time', values: trend, thresholds: { 'p(95)<500': { ok: true } } },
      'http_req_duration{name:login}': { type: 'trend', contains: 'time', values: trend },
      payload: { type: 'trend', contains: 'data', values: trend },
      http_reqs: { type: 'counter', contains: 'default', values: { count: 1500, rate: 24.79 } },
      http_req_failed: { type: 'rate', contains: 'default', values: { rate: 0.02, passes: 30, fails: 1470 } },
    },
  },
  'machine-readable summary': {
    version: '1.0.0',
    results: {
      metrics: [
        { name: 'http_req_duration', type: 'trend', contains: 'time', values: trend },
        { name: 'http_req_duration{name:login}', type: 'trend', contains: 'time', values: trend },
        { name: 'http_req_blocked', type: 'trend', contains: 'time', values: trend },
        { name: 'http_reqs', type: 'counter', contains: 'default', values: { count: 1500, rate: 24.79 } },
        { name: 'http_req_failed', type: 'rate', contains: 'default', values: { rate: 0.02 } },
      ],
    },
  },
};

test.each(Object.entries(K6))(
  'The %s of k6 gives the percentiles of its requests, their rate and that of failures',
  (_, json) => {
    const text = JSON.stringify(json);
    const times = { p50: 234.6, p90: 387.6, p95: 421.3, max: 456.8 };
    expect(read(text).format).toBe('k6');
    expect(figures(text)).toEqual([
      ['http_req_duration', times],
      ['http_req_duration{name:login}', times],
      ['http_reqs', { rate: 24.79 }],
      ['http_req_failed', { 'error-rate': 0.02 }],
    ]);
  },
);

describe('A list of names, units and values', () => {
  it.each([
    ['ms', 'parse', { time: 2_000_000 }],
    ['µs/op', 'parse', { time: 2_000 }],
    ['ns/iter', 'parse', { time: 2 }],
    ['ops/sec', 'parse', { rate: 2 }],
    ['KiB', 'parse', { size: 2_048 }],
    ['', 'parse', { value: 2 }],
    ['frames', 'parse (frames)', { value: 2 }],
  ])('takes the unit %s for what it is', (unit, name, values) => {
    const text = JSON.stringify([{ name: 'parse', unit, value: 2, range: '± 3', extra: 'x' }]);
    expect(read(text).format).toBe('json');
    expect(figures(text)).toEqual([[name, values]]);
  });

  it('may say that more is better', () => {
    const text = JSON.stringify({ benchmarks: [{ name: 'game', unit: 'fps', value: '60', better: 'higher' }] });
    expect(figures(text)).toEqual([['game (fps)', { score: 60 }]]);
  });

  it('is refused where it says so of a time', () => {
    const text = JSON.stringify([{ name: 'game', unit: 'ms', value: 60, better: 'higher' }]);
    expect(read(text)).toMatchObject({ ok: false, problem: '"game" has the unit ms, of which higher is never better' });
  });
});

describe('Results that hold nothing say why:', () => {
  it.each([
    [
      'tests without benchmarks',
      { testResults: [{ name: '/a', assertionResults: [{}] }] },
      'they hold tests and no benchmarks',
    ],
    ['tasks of tinybench as they are', [{}, {}], 'they are tasks of tinybench without their results'],
    ['another shape than documented', { testResults: [{ name: 1 }] }, 'testResults.0.name: '],
  ])('%s', (_, json, problem) => {
    expect(read(JSON.stringify(json))).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
  });

  it.each(['', 'all is well', '{}', '[]', '[1, 2]', 'null'])('%j is of no format', (text) => {
    expect(read(text).format).toBeNull();
  });
});

test('JSON is found after the lines that a package manager prints', () => {
  const text = '\n> app@1.0.0 bench\n> node bench.js\n\n[{ "name": "a", "unit": "ms", "value": 1 }]\ndone\n';
  expect(figures(text)).toEqual([['a', { time: 1_000_000 }]]);
});

test('Every format is described in docs/bench.md with its example', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../docs/bench.md'), 'utf8');
  expect(FORMATS.map(({ id }) => id).filter((id) => !page.includes(`\n| \`${id}\` |`))).toEqual([]);
});

test('Any text is read or refused in an instant, whatever it holds', () => {
  const many = JSON.stringify(
    Array.from({ length: 100_000 }, (_, index) => ({ name: `b${index}`, unit: 'ms', value: 1 })),
  );
  const hostile = [
    many,
    many.slice(0, -1),
    '[\n'.repeat(100_000),
    '{\n'.repeat(100_000),
    `Benchmark${'a'.repeat(100_000)} 1 ${'1 x '.repeat(50_000)}!`,
    '{"testResults":[{"name":"__proto__","assertionResults":[{"benchmarks":[{"name":"constructor","tasks":[]}]}]}]}',
  ];
  for (const text of hostile) expect(() => read(text)).not.toThrow();
});

test('The report of vitest says why a run failed', () => {
  const failed = { fullName: 'parse large', failureMessages: ['Error: no corpus\n    at x.ts:1'] };
  const json = { testResults: [{ name: '/a', message: '', assertionResults: [failed] }] };
  const output = outputOf(JSON.stringify(json));
  expect(formatOf(output)?.failure?.(output)).toBe('parse large: Error: no corpus');
});
