import { expect, it } from 'vitest';
import { projectedFinding } from '../../src/merge/projected-finding.ts';
import type { ReportFinding } from '../../src/model/report.ts';

it("no name and no place of a stranger's functions is shown", () => {
  const finding: ReportFinding = {
    ...{ check: 'api', subject: 'list', variant: null, metric: 'cpu', code: 'process.slower-function' },
    ...{ impact: 'high', kind: 'cpu', location: 'src/shop.js', current: 8, target: 4 },
    evidence: {
      ...{ function: 'visit_example_com', place: 'src/shop.js:10', within: 'deflateSync', ofChange: 0.5 },
      profiles: { base: 'list-base.cpuprofile', head: 'list-head.cpuprofile' },
    },
    suggestion: { code: 'compare-profiles', effort: 'medium' },
  };
  expect(projectedFinding(finding)).toMatchObject({
    ...{ location: null, current: 8, target: 4, evidence: { ofChange: 0.5, profiles: {} } },
    suggestion: { code: 'compare-profiles' },
  });
  expect(JSON.stringify(projectedFinding(finding))).not.toMatch(/visit_example|shop|deflate|cpuprofile/);
});
