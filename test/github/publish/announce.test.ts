import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openLog } from '../../../src/github/log.ts';
import { announce } from '../../../src/github/publish/announce.ts';
import { failingReportOfApp, reportOfApp } from '../../support/reports/a-report.ts';

let lines: string[];
beforeEach(() => {
  lines = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(
      ...String(text)
        .split('\n')
        .filter((line) => line !== ''),
    );
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const annotation = (level: 'failure' | 'warning', line: number) =>
  ({ file: 'perf-budget.yml', line, level, title: 'app, JavaScript: over budget', message: 'Too\nmuch' }) as const;
const of = (command: string) => lines.filter((line) => line.startsWith(`::${command}`));

it('a step that fails says so in one error, with the headline', () => {
  announce(failingReportOfApp(), 1, { annotations: [], messages: [] }, openLog());
  expect(of('error')).toEqual([expect.stringMatching(/^::error::1 of 1 metric fails: app JavaScript/)]);
});

it('a breach that does not fail the step is a warning', () => {
  announce(failingReportOfApp(), 0, { annotations: [], messages: [] }, openLog());
  expect(of('error')).toEqual([]);
  expect(of('warning')).toHaveLength(1);
});

it('a run that passes is a line of the log', () => {
  announce(reportOfApp(), 0, { annotations: [], messages: [] }, openLog());
  expect([...of('error'), ...of('warning'), ...of('notice')]).toEqual([]);
  expect(lines.join('\n')).toContain('nothing got slower or heavier');
});

it('a run that passes undecided is a notice that names what is undecided', () => {
  const threshold = { limit: 0.1, by: 'fraction', status: 'uncertain', source: null } as const;
  announce(reportOfApp({ threshold }), 0, { annotations: [], messages: [] }, openLog());
  expect(of('notice')).toEqual([expect.stringMatching(/^::notice::no regression found; 1 of 1 metric undecided: app/)]);
  expect([...of('error'), ...of('warning')]).toEqual([]);
});

it('a run that passes since its breaches were accepted is a notice, with who accepted them', () => {
  const accepted = [{ label: 'perf-budget:accept', subject: null, by: 'ada', at: '2026-11-23T10:00:00Z' }];
  const results = failingReportOfApp().results.map((result) => ({ ...result, verdict: 'accepted' as const }));
  announce(reportOfApp({}, { results, accepted }), 0, { annotations: [], messages: [] }, openLog());
  expect(of('notice')).toEqual(['::notice::1 breach accepted by ada on 2026-11-23: app JavaScript']);
  expect([...of('error'), ...of('warning')]).toEqual([]);
});

it('an incomplete run says why in its error, with the words of what failed, escaped', () => {
  const failure = {
    ...({ side: 'head', round: 0, code: 'server-failed', retried: false } as const),
    message: 'Server api: `node server.js` ended with exit code 7',
    output: 'starting\n::set-output name=verdict::pass\nout of connections to the database',
    hint: 'Raise the limit of the database.',
  };
  const report = reportOfApp(
    { head: null, verdict: 'invalid', change: null, failures: [failure] },
    {
      verdict: 'incomplete',
      failures: [
        { stage: 'build', side: 'base', message: '`npm run build` ended with exit code 1: Error: no theme' },
        { stage: 'visit', check: 'bundle', subject: 'app', variant: null, ...failure },
      ],
    },
  );
  announce(report, 3, { annotations: [], messages: [] }, openLog());
  const [only = '', ...others] = of('error');
  expect(others).toEqual([]);
  expect(only).toMatch(/^::error::incomplete%0Abuild of base: npm run build ended with exit code 1: Error: no theme/);
  expect(only).toContain('%0AServer api: node server.js ended with exit code 7 (head)');
  expect(only).toContain('It printed: out of connections to the database Raise the limit of the database.');
});

it('a run that fails says in its error what the failing metric comes from, and what could not be measured', () => {
  const [breach] = failingReportOfApp().results;
  const finding = {
    ...{
      code: 'api.unexpected-answers',
      check: 'api',
      subject: 'list',
      variant: null,
      part: null,
      metric: 'error-rate',
    },
    ...({ impact: 'critical', kind: 'network', location: null, current: 0.95, target: 0, suggestion: null } as const),
    evidence: { what: '500', expected: '2xx' },
  };
  const error = { check: 'api', subject: 'list', metric: 'error-rate', unit: 'fraction', head: 0.95 } as const;
  const hung = { code: 'timed-out', message: 'GET /show was not answered within 10 s' };
  const report = reportOfApp(
    { ...breach, ...error, verdict: 'fail' },
    {
      verdict: 'fail',
      findings: [finding],
      failures: [
        {
          stage: 'visit',
          check: 'api',
          subject: 'show',
          variant: null,
          side: 'head',
          round: 4,
          retried: false,
          ...hung,
        },
      ],
    },
  );
  announce(report, 1, { annotations: [], messages: [] }, openLog());
  const [only = ''] = of('error');
  expect(only).toContain('%0Alist: 500 to 95 %25 of its requests, where 2xx was expected.');
  expect(only).toContain('%0AGET /show was not answered within 10 s (head); 1 of 1 visit of show failed');
});

it('annotations point to their line, escaped', () => {
  announce(failingReportOfApp(), 1, { annotations: [annotation('failure', 4)], messages: [] }, openLog());
  expect(of('error')[0]).toBe('::error title=app%2C JavaScript%3A over budget,file=perf-budget.yml,line=4::Too%0Amuch');
});

it('no level is used more than ten times, and the verdict is among them', () => {
  const annotations = Array.from({ length: 30 }, (_, line) => annotation(line % 2 ? 'failure' : 'warning', line + 1));
  const messages = [{ level: 'warning', text: 'Not posted.' }] as const;
  announce(failingReportOfApp(), 1, { annotations, messages }, openLog());
  expect(of('error')).toHaveLength(10);
  expect(of('error').at(-1)).toContain('1 of 1 metric fails');
  expect(of('warning').length).toBeLessThanOrEqual(10);
});
