import { describe, expect, test } from 'vitest';
import { parseRule } from '../../src/settings/rule.ts';
import { limitedOf, mistakesOf, planOf, subjectOf } from '../support/plans/from-yaml.ts';

const SIZE = { unit: 'B', worse: 'higher' } as const;
const TIME = { unit: 'ms', worse: 'higher' } as const;
const SHARE = { unit: 'fraction', worse: 'higher' } as const;
const SCORE = { unit: 'score', worse: 'higher' } as const;
const RATE = { unit: '1/s', worse: 'lower' } as const;
const AVAILABILITY = { unit: 'fraction', worse: 'lower' } as const;

describe('A line of budgets is a budget, a threshold by its sign, or both:', () => {
  test.each([
    ['250 kB', SIZE, { limit: 250_000 }, null],
    ['250 kB, +5 kB', SIZE, { limit: 250_000 }, { limit: 5_000, by: 'amount' }],
    ['250 kB,+2%', SIZE, { limit: 250_000 }, { limit: 0.02, by: 'fraction' }],
    [' 1 MiB , + 2 % ', SIZE, { limit: 1_048_576 }, { limit: 0.02, by: 'fraction' }],
    ['+5 kB', SIZE, null, { limit: 5_000, by: 'amount' }],
    ['+0%', SIZE, null, { limit: 0, by: 'fraction' }],
    ['off', SIZE, 'off', null],
    ['off, +5 kB', SIZE, 'off', { limit: 5_000, by: 'amount' }],
    ['500 ms, +20%', TIME, { limit: 500 }, { limit: 0.2, by: 'fraction' }],
    ['1%, +50%', SHARE, { limit: 0.01 }, { limit: 0.5, by: 'fraction' }],
    ['0.1, +0.02', SCORE, { limit: 0.1 }, { limit: 0.02, by: 'amount' }],
    [0.1, SCORE, { limit: 0.1 }, null],
    ['200/s, -5%', RATE, { limit: 200 }, { limit: 0.05, by: 'fraction' }],
    ['200, \u221210', RATE, { limit: 200 }, { limit: 10, by: 'amount' }],
    [-10, RATE, null, { limit: 10, by: 'amount' }],
    [200, RATE, { limit: 200 }, null],
    ['99%, -1%', AVAILABILITY, { limit: 0.99 }, { limit: 0.01, by: 'fraction' }],
  ] as const)('%j of %j', (input, metric, budget, threshold) => {
    expect(parseRule(input, metric)).toEqual({ ok: true, budget, threshold });
  });
});

describe('A line that can not be meant is refused, with what to write:', () => {
  test.each([
    ['250 kB, 5 kB', SIZE, '"250 kB, 5 kB" has two budgets; a threshold begins with +', 'write it like 250 kB, +5%'],
    ['250 kB, off', SIZE, '"250 kB, off" has two budgets; "off" takes the budget away', 'write it like 250 kB, +5%'],
    ['+5 kB, +2%', SIZE, '"+5 kB, +2%" has two thresholds', 'write it like 250 kB, +5%'],
    ['+5 kB, 250 kB', SIZE, '"+5 kB, 250 kB" begins with its threshold', 'write it like 250 kB, +5%'],
    ['250 kB, +5 kB, +2%', SIZE, '"250 kB, +5 kB, +2%" has two thresholds', 'write it like 250 kB, +5%'],
    ['250 kB,', SIZE, '"250 kB," has nothing beside its comma', 'write it like 250 kB, +5%'],
    ['2,5 s', TIME, '"2,5 s" has a comma in a number', 'write a decimal with a point: 2.5'],
    ['', SIZE, '"" is not a size', 'write it like 250 kB'],
    ['250 KB, +5 kB', SIZE, '"250 KB" is not a size', 'write 250 kB'],
    ['250 kB, +5 KB', SIZE, '"+5 KB" is not a size', 'write +5 kB, or as a fraction like +10%'],
    ['250 kB, +5', SIZE, '"+5" has no unit', 'did you mean +5%? An amount is written like +250 kB'],
    ['250 kB, -5 kB', SIZE, '"250 kB, -5 kB" has two budgets; a threshold begins with +', 'write it like 250 kB, +5%'],
    ['-5 kB', SIZE, '"-5 kB" is negative', 'write it like 250 kB, or "off" for no limit'],
    ['+5%', RATE, '"+5%" is a change for the better: of this metric, less is worse', 'write a threshold as -5%'],
    ['200/s, 5%', RATE, '"200/s, 5%" has two budgets; a threshold begins with -', 'write it like 200/s, -5%'],
    ['99%, -10', AVAILABILITY, '-10 as a fraction is 1000%', 'did you mean -10%?'],
  ] as const)('%j of %j', (input, metric, message, hint) => {
    expect(parseRule(input, metric)).toEqual({ ok: false, message, hint });
  });
});

const bundle = (lines: readonly string[]) =>
  ['bundle:', '  app:', '    path: dist', ...lines.map((line) => `    ${line}`)].join('\n');

describe('The threshold of such a line', () => {
  test('goes before that of the group, with the line that it stands in, and the budget stays the default', async () => {
    const text = bundle(['thresholds: { bundle-size: 20% }', 'budgets:', '  css: 9 kB', '  javascript: +5 kB']);
    expect(await limitedOf(`${text}\nthresholds: { javascript: 30% }`, 'javascript')).toMatchObject({
      budget: { limit: 256_000, written: false },
      threshold: { limit: 5_000, by: 'amount', written: true, source: { file: 'perf-budget.yml', line: 7 } },
    });
  });

  test('is for its metric alone', async () => {
    const text = bundle(['budgets: { javascript: "250 kB, +5 kB" }']);
    expect(await limitedOf(text, 'css')).toMatchObject({ budget: null, threshold: { limit: 0.1, written: false } });
  });

  test('stays where the budget is taken away', async () => {
    expect(await limitedOf(bundle(['budgets: { javascript: "off, +5 kB" }']), 'javascript')).toMatchObject({
      budget: null,
      threshold: { limit: 5_000 },
    });
  });

  test('makes a metric fail that has none by itself', async () => {
    expect(await limitedOf(bundle(['budgets: { images: +10% }']), 'images')).toMatchObject({
      budget: null,
      threshold: { limit: 0.1, by: 'fraction' },
    });
  });

  test('keeps the plus of a bare number, which YAML would drop', async () => {
    const page = ['servers: { site: { static: dist } }', 'vitals:', '  home:', '    server: site', '    budgets:'];
    for (const line of ['cls: +0.02', 'cls: "+0.02"']) {
      const plan = await planOf([...page, `      ${line}`].join('\n'));
      const cls = subjectOf(plan, 'vitals', 'home').metrics.find(({ metric }) => metric.id === 'cls');
      expect(cls, line).toMatchObject({ budget: { limit: 0.1 }, threshold: { limit: 0.02, by: 'amount' } });
    }
  });
});

describe('It is told like a person would:', () => {
  test.each<[string, string, string]>([
    [
      'a threshold that is there twice',
      bundle(['budgets: { css: "9 kB, +5%" }', 'thresholds: { css: 10% }']),
      '5:19  bundle.app.thresholds.css: its threshold is in budgets already: css: "9 kB, +5%" → keep one of the two',
    ],
    [
      'one in braces, where a comma ends a value',
      bundle(['budgets: { javascript: 250 kB, +5 kB, css: 9 kB }']),
      '4:36  bundle.app.budgets.+5 kB: between { and } a comma ends a value. Put both in quotes: javascript: "250 kB, +5 kB"',
    ],
    [
      'one with a decimal point in braces',
      bundle(['budgets: { javascript: 250 kB, +1.5 kB }']),
      '4:36  bundle.app.budgets.+1.5 kB: between { and } a comma ends a value. Put both in quotes: javascript: "250 kB, +1.5 kB"',
    ],
    [
      'a budget that is a list',
      bundle(['budgets: { css: [9 kB, +5%] }']),
      '4:21  bundle.app.budgets.css: expected a quantity, found a list → write it like 250 kB',
    ],
  ])('%s', async (_, text, mistake) => {
    expect(await mistakesOf(text)).toEqual([`perf-budget.yml:${mistake}`]);
  });

  test('a threshold that is there twice, together with the mistakes of other keys', async () => {
    const text = bundle(['budgets: { css: "9 kB, +5%", html: 1 }', 'thresholds: { css: 10%, fonts: x }']);
    expect((await mistakesOf(text)).map((mistake) => mistake.split('  ')[1]?.split(': ')[0])).toEqual([
      'bundle.app.budgets.html',
      'bundle.app.thresholds.css',
      'bundle.app.thresholds.fonts',
    ]);
  });
});
