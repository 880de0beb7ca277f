import { expect, test } from 'vitest';
import { annotations } from '../../src/report/annotations.ts';
import { renderMarkdown } from '../../src/report/markdown/markdown.ts';
import { aReport, CONFIG, failing, quiet, slowList } from '../support/reports/a-report.ts';

test('stand on the config line of each broken limit, and nowhere else', () => {
  expect(annotations(failing())).toEqual([
    {
      file: CONFIG,
      line: 30,
      level: 'failure',
      title: 'app JavaScript: regressed',
      message: 'app JavaScript went from 153 kB to 250 kB: +97 kB (+63 %), past its threshold of +10 %',
    },
    {
      file: CONFIG,
      line: 14,
      level: 'failure',
      title: 'list resumes p95: over budget',
      message: 'list resumes p95 is 612 ms, over its budget of 500 ms',
    },
  ]);
});

test('none for limits that hold, for defaults, and for what was accepted', () => {
  const source = { file: CONFIG, line: 3 };
  const within = quiet(3, () => ({ budget: { limit: 500, status: 'within', source } }));
  const byDefault = slowList({ budget: { limit: 500, status: 'over', source: null } });
  const accepted = slowList({ verdict: 'accepted' });
  expect(annotations(aReport({ results: [...within, byDefault, accepted] }))).toEqual([]);
});

test('a limit that breaks without failing the run is a warning', () => {
  expect(annotations(aReport({ results: [slowList({ verdict: 'warn' })] }))[0]?.level).toBe('warning');
});

test('the annotation of a ratchet says that base has reached the limit', () => {
  const budget = { limit: 500, status: 'over', source: { file: CONFIG, line: 14 }, ratchet: true } as const;
  const report = aReport({ verdict: 'fail', results: [slowList({ budget })] });
  expect(annotations(report)[0]?.message).toBe(
    'list resumes p95 is 612 ms, over its budget of 500 ms, which base has reached (ratchet)',
  );
  expect(renderMarkdown(report)).toContain('| 500\u202fms (ratchet), +20\u202f% |');
});
