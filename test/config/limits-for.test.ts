import { describe, expect, test } from 'vitest';
import type { Threshold } from '../../src/model/plan.ts';
import { planOf, subjectOf } from '../support/plans/from-yaml.ts';

/** A config with one endpoint; `own` are lines of it, `general` ones of the whole config. */
const written = (own: readonly string[], general: readonly string[]) =>
  [
    'servers: { api: { start: npm start } }', // line 1
    'api:',
    '  list:', // line 3
    '    server: api',
    '    request: GET /',
    ...own.map((line) => `    ${line}`), // from line 6
    ...general,
  ].join('\n');

async function limitOf(metric: string, own: readonly string[] = [], general: readonly string[] = []) {
  const { metrics } = subjectOf(await planOf(written(own, general)), 'api', 'list');
  const found = metrics.find((limited) => limited.metric.id === metric);
  if (found === undefined) throw new Error(`no metric ${metric}`);
  return found;
}

const OWN_METRIC = 'p95: 1%';
const OWN_GROUP = 'response-time: 2%';
const GENERAL_METRIC = 'p95: 3%';
const GENERAL_GROUP = 'response-time: 4%';

interface Case {
  readonly own: readonly string[];
  readonly general: readonly string[];
  readonly limit: number | null;
  /** Line of the config. */
  readonly line: number | null;
}

const CASES: Readonly<Record<string, Case>> = {
  'the metric, as the subject says': {
    own: [OWN_GROUP, OWN_METRIC],
    general: [GENERAL_METRIC, GENERAL_GROUP],
    limit: 0.01,
    line: 8,
  },
  'its group, as the subject says': {
    own: [OWN_GROUP],
    general: [GENERAL_METRIC, GENERAL_GROUP],
    limit: 0.02,
    line: 7,
  },
  'the metric, for all': { own: [], general: [GENERAL_GROUP, GENERAL_METRIC], limit: 0.03, line: 8 },
  'its group, for all': { own: [], general: [GENERAL_GROUP], limit: 0.04, line: 7 },
  'the default, on the line of the subject': { own: [], general: [], limit: 0.2, line: 3 },
  'no limit, where the subject says off for the metric': {
    own: ['p95: off', OWN_GROUP],
    general: [GENERAL_METRIC],
    limit: null,
    line: null,
  },
  'no limit, where the subject says off for the group': {
    own: ['response-time: off'],
    general: [GENERAL_METRIC],
    limit: null,
    line: null,
  },
  'the limit of the subject, although off is said for all': {
    own: [OWN_METRIC],
    general: ['response-time: off', 'p95: off'],
    limit: 0.01,
    line: 7,
  },
  'no limit, where off is said of the metric for all': {
    own: [],
    general: ['p95: off', GENERAL_GROUP],
    limit: null,
    line: null,
  },
  'no limit, where off is said of the group for all': {
    own: [],
    general: ['response-time: off'],
    limit: null,
    line: null,
  },
};

describe('A threshold is the first found of', () => {
  test.each(Object.entries(CASES))('%s', async (_, { own, general, limit, line }) => {
    const section = (lines: readonly string[], indent: string) =>
      lines.length === 0 ? [] : ['thresholds:', ...lines.map((one) => `${indent}${one}`)];
    const { threshold } = await limitOf('p95', section(own, '  '), section(general, '  '));
    const expected: Threshold | null =
      limit === null
        ? null
        : {
            limit,
            by: 'fraction',
            written: own.length + general.length > 0,
            source: { file: 'perf-budget.yml', line: line ?? 0 },
          };
    expect(threshold).toEqual(expected);
  });

  test('an amount too, in the unit of the metric', async () => {
    expect((await limitOf('p95', ['thresholds: { p95: +150 ms }'])).threshold).toMatchObject({
      limit: 150,
      by: 'amount',
    });
  });
});

describe('A metric that does not gate by itself', () => {
  test('has no threshold by default', async () => {
    expect((await limitOf('p50')).threshold).toBeNull();
  });

  test('does not take the threshold of its group', async () => {
    expect(
      (await limitOf('p50', ['thresholds: { response-time: 1% }'], ['thresholds: { response-time: 2% }'])).threshold,
    ).toBeNull();
  });

  test('takes one of its own name', async () => {
    expect((await limitOf('p50', [], ['thresholds: { p50: 2% }'])).threshold).toMatchObject({ limit: 0.02 });
  });

  test('keeps its default budget', async () => {
    expect((await limitOf('p99')).budget).toMatchObject({ limit: 1_000, written: false });
  });
});

describe('A budget is', () => {
  test('what the subject says', async () => {
    expect((await limitOf('p95', ['budgets:', '  p99: 2 s', '  p95: 250 ms'])).budget).toEqual({
      limit: 250,
      written: true,
      ratchet: false,
      source: { file: 'perf-budget.yml', line: 8 },
    });
  });

  test('the default otherwise, on the line of the subject', async () => {
    expect((await limitOf('p95')).budget).toEqual({
      limit: 500,
      written: false,
      ratchet: false,
      source: { file: 'perf-budget.yml', line: 3 },
    });
  });

  test('zero, where that was written', async () => {
    expect((await limitOf('error-rate', ['budgets: { error-rate: 0 }'])).budget).toMatchObject({
      limit: 0,
      written: true,
    });
  });

  test('none, where off was written', async () => {
    expect((await limitOf('p95', ['budgets: { p95: off }'])).budget).toBeNull();
  });

  test('none, where there is no default', async () => {
    expect((await limitOf('p50')).budget).toBeNull();
  });
});

test('A metric that is named like its group stands for both', async () => {
  expect((await limitOf('error-rate', [], ['thresholds: { error-rate: 10% }'])).threshold).toMatchObject({
    limit: 0.1,
  });
});
