import type { Report, Result } from '../../../src/model/report.ts';

/** A report of a bundle `app` with one metric, which passes unless `change` says otherwise. */
export function makeReport(change: Partial<Result> = {}, of: Partial<Report> = {}): Report {
  const result: Result = {
    id: 'bundle/app/javascript',
    check: 'bundle',
    subject: 'app',
    variant: null,
    metric: 'javascript',
    label: 'JavaScript',
    unit: 'B',
    worse: 'higher',
    kind: 'exact',
    gates: true,
    baseline: 'measured',
    base: 100_000,
    head: 100_000,
    change: { absolute: 0, relative: 0, low: null, high: null, detectable: null, rounds: 1, launches: 1 },
    budget: { limit: 250_000, status: 'within', source: { file: 'perf-budget.yml', line: 4 } },
    threshold: { limit: 0.1, by: 'fraction', status: 'unchanged', source: null },
    verdict: 'pass',
    details: null,
    failures: [],
    ...change,
  };
  return {
    version: 1,
    verdict: 'pass',
    tool: { version: '0.1.0' },
    name: 'default',
    shard: null,
    base: { sha: 'b'.repeat(40), source: 'measured', reason: 'first parent of the merge commit' },
    head: { sha: 'a'.repeat(40), dirty: false },
    environment: {
      os: 'linux',
      arch: 'x64',
      cores: 2,
      cpu: 'a processor',
      node: '24.0.0',
      chromium: null,
      lighthouse: null,
      noise: null,
    },
    config: 'perf-budget.yml',
    results: [result],
    findings: [],
    samples: [],
    failures: [],
    notes: [],
    phases: [],
    ...of,
  };
}

/** The same, over its budget. */
export const makeFailure = (of: Partial<Report> = {}): Report =>
  makeReport(
    {
      head: 300_000,
      change: { absolute: 200_000, relative: 2, low: null, high: null, detectable: null, rounds: 1, launches: 1 },
      budget: { limit: 250_000, status: 'over', source: { file: 'perf-budget.yml', line: 4 } },
      threshold: { limit: 0.1, by: 'fraction', status: 'regressed', source: null },
      verdict: 'fail',
    },
    { verdict: 'fail', ...of },
  );
