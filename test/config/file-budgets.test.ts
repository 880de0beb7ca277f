import { describe, expect, test } from 'vitest';
import type { BundleSettings } from '../../src/checks/bundle/settings.ts';
import { allMetrics } from '../../src/checks/vitals/metrics.ts';
import { limitedOf, mistakesOf, planOf, subjectOf } from '../support/plans/from-yaml.ts';

const bundle = (budgets: string) => `bundle: { app: { path: dist, budgets: { ${budgets} } } }`;

const globsOf = async (text: string) =>
  (subjectOf(await planOf(text), 'bundle', 'app').subject.settings as BundleSettings).fileBudgets;

describe('A key of a bundle’s budgets that is no metric', () => {
  test.each(['assets/vendor-*.js', 'index.html', '*', '**/*.{png,webp}', '[a-z]*.js', 'assets/große datei.js'])(
    'is a path or a glob: %s',
    async (glob) => {
      expect(await globsOf(bundle(`total: 1 MB, "${glob}": 90 kB`))).toEqual([glob]);
    },
  );

  test('is a metric of its own, with a budget and a threshold', async () => {
    const text = `bundle:\n  app:\n    path: dist\n    budgets:\n      "assets/vendor-*.js": 90 kB, +2 kB`;
    expect(await limitedOf(text, 'assets/vendor-*.js')).toEqual({
      metric: {
        id: 'assets/vendor-*.js',
        label: 'assets/vendor-*.js',
        unit: 'B',
        worse: 'higher',
        kind: 'exact',
        compared: 'ratio',
        gates: false,
        group: 'bundle-size',
        floor: 1_000,
        budget: null,
      },
      budget: { limit: 90_000, written: true, ratchet: false, source: { file: 'perf-budget.yml', line: 5 } },
      threshold: { limit: 2_000, by: 'amount', written: true, source: { file: 'perf-budget.yml', line: 5 } },
    });
  });

  test('has no threshold of its group', async () => {
    expect((await limitedOf(bundle('"*.js": 90 kB'), '*.js')).threshold).toBeNull();
  });
});

describe('It is told like a person would:', () => {
  const known = 'javascript, css, images, fonts, html, other, total, initial, async, a glob of files (assets/*.js)';
  test.each<[string, string, ...string[]]>([
    [
      'a metric that is misspelt, beside a file',
      bundle('"a.js": 1 kB, javscript: 1 kB'),
      '1:55  bundle.app.budgets.javscript: there is no such key here. Did you mean "javascript"?',
    ],
    [
      'a name that is like no metric, and no glob',
      bundle('vendor: 1 kB'),
      `1:41  bundle.app.budgets.vendor: there is no such key here; known are ${known}`,
    ],
    [
      'a glob of 201 characters',
      bundle(`"${'x'.repeat(200)}*": 1 kB`),
      `1:41  bundle.app.budgets.${'x'.repeat(59)}…: there is no such key here; known are ${known}`,
    ],
    [
      'a limit of a file that is none, and a key that is none',
      bundle('"a.js": 1 KB, vendor: 1 kB'),
      '1:49  bundle.app.budgets.a.js: "1 KB" is not a size → write 1 kB',
      `1:55  bundle.app.budgets.vendor: there is no such key here; known are ${known}`,
    ],
    [
      'a file of a page',
      'servers: { site: { static: dist } }\nvitals: { home: { server: site, budgets: { "a.js": 1 kB } } }',
      `2:44  vitals.home.budgets.a.js: there is no such key here; known are ${allMetrics.map(({ id }) => id).join(', ')}`,
    ],
  ])('%s', async (_, text, ...mistakes) => {
    expect(await mistakesOf(text)).toEqual(mistakes.map((mistake) => `perf-budget.yml:${mistake}`));
  });

  test('a name with a control character', async () => {
    const [mistake] = await mistakesOf(bundle('"a\\u0007.js": 1 kB'));
    expect(mistake).toContain('there is no such key here');
  });
});
