import { describe, expect, test } from 'vitest';
import { relaxedLimits } from '../../src/config/relaxed.ts';
import type { Plan, PlannedSubject } from '../../src/model/plan.ts';
import type { Relaxation } from '../../src/model/report.ts';
import { planOf } from '../support/plans/from-yaml.ts';

const api = (lines: string) =>
  `servers: { api: { start: x } }\napi:\n  list:\n    server: api\n    request: GET /\n${lines}`;
const bundle = (lines: string) => `bundle:\n  app:\n    path: dist\n${lines}`;

const between = async (base: string, head: string) => relaxedLimits(await planOf(base), await planOf(head));

/** `javascript budget 250000 value → none`. */
const line = ({ metric, rule, from, to }: Relaxation): string => {
  const shown = (limit: Relaxation['from']) => (limit === null ? 'none' : `${limit.limit} ${limit.by}`);
  return `${metric?.id ?? 'all'} ${rule} ${shown(from)} → ${shown(to)}`;
};

const lines = async (base: string, head: string) => (await between(base, head)).map(line);

describe('A limit is loosened by', () => {
  test.each<[string, string, string, ...string[]]>([
    [
      'a higher budget',
      bundle('    budgets: { css: 9 kB }'),
      bundle('    budgets: { css: 10 kB }'),
      'css budget 9000 value → 10000 value',
    ],
    [
      'a lower one, where less is worse',
      api('    budgets: { availability: 99% }'),
      api('    budgets: { availability: 98% }'),
      'availability budget 0.99 value → 0.98 value',
    ],
    [
      'a budget above the default',
      bundle(''),
      bundle('    budgets: { javascript: 300 kB }'),
      'javascript budget 256000 value → 300000 value',
    ],
    ['a budget that is deleted', bundle('    budgets: { css: 9 kB }'), bundle(''), 'css budget 9000 value → none'],
    [
      'a budget that is deleted, down to the default',
      bundle('    budgets: { javascript: 100 kB }'),
      bundle(''),
      'javascript budget 100000 value → 256000 value',
    ],
    [
      'a default that is turned off',
      bundle(''),
      bundle('    budgets: { javascript: off }\n    thresholds: { css: off }'),
      'javascript budget 256000 value → none',
      'css threshold 0.1 fraction → none',
    ],
    [
      'a larger threshold',
      bundle('    budgets: { css: +2% }'),
      bundle('    thresholds: { css: 5% }'),
      'css threshold 0.02 fraction → 0.05 fraction',
    ],
    [
      'a larger amount',
      bundle('    budgets: { css: +5 kB }'),
      bundle('    budgets: { css: +6 kB }'),
      'css threshold 5000 amount → 6000 amount',
    ],
    [
      'a threshold for all, in each metric that takes it',
      bundle(''),
      `${bundle('')}\nthresholds: { bundle-size: 20% }`,
      'javascript threshold 0.1 fraction → 0.2 fraction',
      'css threshold 0.1 fraction → 0.2 fraction',
      'total threshold 0.1 fraction → 0.2 fraction',
    ],
    [
      'a fraction in the place of an amount, maybe',
      bundle('    budgets: { css: +5 kB }'),
      bundle('    budgets: { css: +1% }'),
      'css threshold 5000 amount → 0.01 fraction',
    ],
    [
      'an amount in the place of a fraction, maybe',
      bundle(''),
      bundle('    budgets: { css: +1 kB }'),
      'css threshold 0.1 fraction → 1000 amount',
    ],
    [
      'a ratchet that is turned off',
      bundle('    ratchet: true'),
      bundle(''),
      'javascript ratchet 256000 value → 256000 value',
    ],
  ])('%s', async (_, base, head, ...expected) => {
    expect(await lines(base, head)).toEqual(expected);
  });
});

describe('It is not loosened by', () => {
  test.each<[string, string, string]>([
    ['nothing', bundle('    budgets: { css: "9 kB, +5%" }'), bundle('    budgets: { css: "9000 B, +5%" }')],
    ['a lower budget', bundle('    budgets: { css: 9 kB }'), bundle('    budgets: { css: 8 kB }')],
    ['a first budget', bundle(''), bundle('    budgets: { css: 9 kB }')],
    ['a budget below the default', bundle(''), bundle('    budgets: { javascript: 200 kB }')],
    ['the default, written out', bundle(''), bundle('    budgets: { javascript: 250 KiB }')],
    ['a smaller threshold', bundle(''), bundle('    thresholds: { bundle-size: 5% }')],
    [
      'a threshold of nothing, whatever it was',
      bundle('    budgets: { css: +5 kB }'),
      bundle('    budgets: { css: +0% }'),
    ],
    ['a first threshold', bundle(''), bundle('    budgets: { images: +50% }')],
    ['a ratchet', bundle(''), bundle('    ratchet: true')],
    ['a subject more', bundle(''), `${bundle('')}\n  docs: { path: docs, budgets: { javascript: 9 MB } }`],
    ['other words for the same', bundle('    budgets: { css: +5% }'), bundle('    thresholds: { css: 0.05 }')],
  ])('%s', async (_, base, head) => {
    expect(await lines(base, head)).toEqual([]);
  });
});

test('It is told with its metric, and with the line of head’s config that sets it', async () => {
  expect(await between(bundle(''), bundle('    budgets:\n      css: 1 kB\n      javascript: 300 kB'))).toEqual([
    {
      check: 'bundle',
      subject: 'app',
      variant: null,
      metric: { id: 'javascript', label: 'JavaScript', unit: 'B', worse: 'higher' },
      rule: 'budget',
      from: { limit: 256_000, by: 'value' },
      to: { limit: 300_000, by: 'value' },
      source: { file: 'perf-budget.yml', line: 6 },
    },
  ]);
});

test('Where a limit is gone, the line is that of its subject', async () => {
  const [gone] = await between(bundle('    budgets: { css: 9 kB }'), bundle(''));
  expect(gone?.source).toEqual({ file: 'perf-budget.yml', line: 2 });
});

test('A ratchet that goes with its budget is told once', async () => {
  expect(
    await lines(
      bundle('    ratchet: true\n    budgets: { javascript: off, css: 9 kB }'),
      bundle('    budgets: { javascript: off }'),
    ),
  ).toEqual(['css budget 9000 value → none']);
});

describe('A subject that is no longer checked', () => {
  test('is told as such', async () => {
    expect(await between(`${bundle('')}\n  docs: { path: docs }`, bundle(''))).toEqual([
      {
        check: 'bundle',
        subject: 'docs',
        variant: null,
        metric: null,
        rule: 'subject',
        from: null,
        to: null,
        source: null,
      },
    ]);
  });

  test('is not, where base only had it by default', async () => {
    const base = await planOf(bundle(''));
    const detected = { ...base, subjects: base.subjects.map((planned) => ({ ...planned, source: null })) };
    expect(relaxedLimits(detected, { subjects: [] })).toEqual([]);
  });
});

describe('Of a subject with variants', () => {
  const withVariants = (plan: Plan, variants: readonly (string | null)[]): { subjects: PlannedSubject[] } => ({
    subjects: plan.subjects.flatMap((planned) =>
      variants.map((variant) => ({ ...planned, subject: { ...planned.subject, variant } })),
    ),
  });
  const strict = () => planOf(bundle('    budgets: { css: 9 kB }'));
  const loose = () => planOf(bundle('    budgets: { css: 10 kB }'));

  test('each is compared with its own', async () => {
    const found = relaxedLimits(withVariants(await strict(), ['a', 'b']), withVariants(await loose(), ['b', 'a']));
    expect(found.map(({ variant }) => variant)).toEqual(['a', 'b']);
  });

  test('all are compared with the one that there was before', async () => {
    const found = relaxedLimits(withVariants(await strict(), [null]), withVariants(await loose(), ['a', 'b']));
    expect(found.map(({ variant, rule }) => [variant, rule])).toEqual([
      ['a', 'budget'],
      ['b', 'budget'],
    ]);
  });

  test('one may be gone', async () => {
    const found = relaxedLimits(withVariants(await strict(), ['a', 'b']), withVariants(await strict(), ['b']));
    expect(found.map(({ variant, rule }) => [variant, rule])).toEqual([['a', 'subject']]);
  });
});

test('A fraction is compared with an amount by what it comes to of the size of base', async () => {
  const base = await planOf(bundle('    thresholds: { css: 10% }'));
  const head = await planOf(bundle('    thresholds: { css: +5 kB }'));
  expect(relaxedLimits(base, head, () => 80_000)).toEqual([]);
  expect(relaxedLimits(base, head, () => 40_000).map(line)).toEqual(['css threshold 0.1 fraction → 5000 amount']);
});

const server = (limits: string, name = 'api') =>
  `servers: { ${name}: { start: x${limits} } }\napi: { list: { server: ${name}, request: GET / } }`;

test("A server's own limits are loosened like those of a subject", async () => {
  expect(
    await lines(
      server(', budgets: { memory: 300 MB }'),
      server(', budgets: { memory: 400 MB }, thresholds: { memory: off }'),
    ),
  ).toEqual([
    'memory budget 300000000 value → 400000000 value',
    'memory threshold 0.15 fraction → none',
    'heap threshold 0.15 fraction → none',
  ]);
});

test('A server of another name loosens nothing, but for a limit of its own', async () => {
  expect(await lines(server(''), server('', 'web'))).toEqual([]);
  expect(await lines(server(', budgets: { memory: 1 MB }'), server('', 'web'))).toEqual(['all subject none → none']);
});
