import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { withFigures } from '../../src/explain/explain.ts';
import type { Finding } from '../../src/model/finding.ts';
import { aFinding } from '../support/reports/a-report.ts';

const codes = checks.flatMap(({ id, explain }) =>
  Object.keys(explain.words.findings).map((code) => [id, code] as const),
);

describe('The figures of a finding', () => {
  it.each(codes)('of %s, %s, are those of its metric where it has none of its own', (check, code) => {
    const key = { check, subject: 'app', variant: null, part: null, metric: 'total' };
    const none = { ...aFinding({ ...key, code, current: null, target: null }), ...key } as Finding;
    const found = withFigures(none, [{ ...key, base: 100, head: 150, budget: null }]);
    expect(found).toMatchObject({ code, current: 150, target: 100 });
    expect(withFigures({ ...none, current: 7 }, [{ ...key, base: 100, head: 150, budget: null }])).toMatchObject({
      current: 7,
      target: null,
    });
  });

  it('of a new subject aim at its budget', () => {
    const key = { check: 'api', subject: 'app', variant: null, part: null, metric: 'queries' };
    const none = { ...aFinding({ ...key, current: null, target: null }), ...key } as Finding;
    const budget = { limit: 10, status: 'over', source: null } as const;
    expect(withFigures(none, [{ ...key, base: null, head: 41, budget }])).toMatchObject({
      current: 41,
      target: 10,
    });
  });
});
