import { expect, test } from 'vitest';
import { renderMarkdown } from '../../../src/report/markdown/markdown.ts';
import { renderTerminal } from '../../../src/report/terminal/terminal.ts';
import { relaxedGroups, relaxedSentence } from '../../../src/report/words/relaxed.ts';
import { plain } from '../../../src/text/inline.ts';
import { aReport, everyRelaxation, quiet } from '../../support/reports/a-report.ts';

const about = { variant: null, metric: null, rule: 'setting', from: null, to: null, source: null } as const;
const exclude = { key: 'exclude', from: 'none', to: 'vendor/**' };
const inApp = { ...about, check: 'bundle', subject: 'app', setting: exclude };

test('A setting is reported as it was and as it is, apart from the limits', () => {
  const start = { key: 'start', from: 'node a.js', to: 'node b.js' };
  const inServer = { ...about, check: 'servers', subject: 'site', setting: start };
  const groups = relaxedGroups(aReport({ loosened: [inApp, ...everyRelaxation(), inServer] }));
  expect(groups.map(({ title, all }) => [title, all.length])).toEqual([
    ['This change loosens limits', everyRelaxation().length],
    ['This change alters how it is measured', 2],
  ]);
  expect(groups[1]?.all.map((one) => plain(relaxedSentence(one)))).toEqual([
    'app exclude none → vendor/**',
    'server site start node a.js → node b.js',
  ]);
});

test('Of many settings the comment names the first few and folds the rest; the terminal lists all', () => {
  const loosened = Array.from({ length: 8 }, (_, index) => ({ ...inApp, setting: { ...exclude, key: `k${index}` } }));
  const report = aReport({ results: quiet(2), loosened });
  const markdown = renderMarkdown(report);
  expect(markdown).toMatch(
    /^\*\*This change alters how it is measured:\*\* .*k4 `none` → `vendor\/\*\*` and 3 more\.$/m,
  );
  expect(markdown).toContain('<summary>This change alters how it is measured: 3 more</summary>');
  for (const { setting } of loosened) {
    expect(markdown).toContain(`${setting.key} \`none\` →`);
    expect(renderTerminal(report, { columns: 80, color: false })).toContain(`- app ${setting.key} none → vendor/**`);
  }
});
