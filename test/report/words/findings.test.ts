import { describe, expect, test } from 'vitest';
import type { ReportFinding } from '../../../src/report/report.ts';
import { describeFinding } from '../../../src/report/words/findings.ts';
import { plain } from '../../../src/report/words/inline.ts';
import { aFinding, failing } from '../a-report.ts';

const told = (given: Partial<ReportFinding>) => plain(describeFinding(aFinding(given), failing()));

const onHome = { check: 'vitals', subject: 'home', variant: 'mobile', suggestion: null, kind: 'cpu' } as const;

describe('a finding in words', () => {
  test('a package that is new', () => {
    expect(told({})).toBe(
      'app: +71 kB lodash 4.17.21, new, imported by src/checkout/total.ts. Import only the functions that are used.',
    );
  });

  test('a package that grew, measured before minification', () => {
    const evidence = { name: 'react', minified: false };
    expect(told({ code: 'bundle.package-grew', current: 30_000, target: 20_000, evidence, suggestion: null })).toBe(
      'app: +10 kB react, imported by src/checkout/total.ts (before minification).',
    );
  });

  test('a long task', () => {
    const task = { code: 'vitals.long-task-grew', metric: 'tbt', location: 'checkout-*.js', current: 573, target: 308 };
    expect(told({ ...onHome, ...task, evidence: {} })).toBe(
      'home, mobile: the longest task took 308 ms → 573 ms, in checkout-*.js.',
    );
  });

  test('a part of the LCP', () => {
    const phase = { code: 'vitals.lcp-phase-grew', metric: 'lcp', location: 'img.hero', current: 900, target: 300 };
    expect(told({ ...onHome, ...phase, evidence: { phase: 'resourceLoadDelay' } })).toBe(
      'home, mobile: resource load delay of the LCP took 300 ms → 900 ms, of img.hero.',
    );
  });

  test('a code and a suggestion that nobody knows here are told from their data', () => {
    const finding = {
      code: 'database.query-repeated',
      evidence: { query: 'select 1', calls: 11, nested: { a: 1 } },
      location: 'src/list.ts',
      suggestion: { code: 'batch-the-query', effort: 'low' as const },
    };
    expect(told(finding)).toBe('app: +71 kB query repeated in src/list.ts: query select 1, calls 11. Batch the query.');
  });

  test('a code that is the name of something every object has', () => {
    expect(told({ code: 'constructor', evidence: {}, suggestion: { code: 'toString', effort: 'low' } })).toBe(
      'app: +71 kB constructor in src/checkout/total.ts. To string.',
    );
  });

  test('without figures, or with those of a metric that has no result, no amount is made up', () => {
    expect(told({ code: 'x.query-repeated', kind: 'database', metric: 'calls', evidence: {}, suggestion: null })).toBe(
      'app: query repeated in src/checkout/total.ts.',
    );
    expect(told({ current: null, target: null, suggestion: null })).toMatch(/^app: lodash/);
  });
});
