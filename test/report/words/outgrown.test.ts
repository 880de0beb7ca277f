import { expect, test } from 'vitest';
import { renderMarkdown } from '../../../src/report/markdown/markdown.ts';
import { renderTerminal } from '../../../src/report/terminal/terminal.ts';
import { outgrownWords } from '../../../src/report/words/outgrown.ts';
import { plain } from '../../../src/text/inline.ts';
import { failingReportOfApp } from '../../support/reports/a-report.ts';

const about = { id: 'bundle/app/javascript', label: 'perf-budget:accept', by: 'ada', at: null };
const report = (accepted: number | null, by: string | null = 'ada') =>
  failingReportOfApp({ outgrown: [{ ...about, by, accepted }] });

test.each([
  [report(250_000), /^app JavaScript was accepted at 250.kB by ada, and is 300.kB now \(\+50.kB\)\. Remove the label/],
  [report(250_000, null), /^app JavaScript was accepted at 250.kB, and is 300.kB now/],
  [
    report(null),
    /^app JavaScript began to fail after the label was set by ada\. Remove the label perf-budget:accept and set/,
  ],
])('A breach that has outgrown its label is reported as it was accepted and as it is: %#', (one, expected) => {
  expect(outgrownWords(one).map(plain)).toEqual([expect.stringMatching(expected)]);
  expect(renderMarkdown(one)).toContain('Remove the label `perf-budget:accept`');
  expect(renderTerminal(one, { columns: 500, color: false })).toMatch(/^Worse than accepted\n- app JavaScript/m);
});

test('Of many the first are named and the others counted', () => {
  const outgrown = Array.from({ length: 8 }, () => ({ ...about, accepted: null }));
  expect(outgrownWords(failingReportOfApp({ outgrown })).map(plain).at(-1)).toBe(
    '3 more results have outgrown their labels.',
  );
});
