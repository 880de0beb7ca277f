import { decideAgain } from '../../../src/merge/decide-again.ts';
import { readReport } from '../../../src/merge/read-report.ts';
import type { Decisive } from '../../../src/model/plan.ts';
import { planOf } from '../../../src/model/recorded-plan.ts';
import type { Report } from '../../../src/model/report.ts';
import { annotations } from '../../../src/report/annotations.ts';
import { headline } from '../../../src/report/headline.ts';
import { renderHtml } from '../../../src/report/html/page.ts';
import { renderJson } from '../../../src/report/json.ts';
import { renderMarkdown } from '../../../src/report/markdown/markdown.ts';
import { renderTerminal } from '../../../src/report/terminal/terminal.ts';
import { readLog } from '../github/runner-log.ts';
import { unescapedIn } from './unescaped.ts';
import { unescapedInPage } from './unescaped-page.ts';

const LINKS = { runUrl: 'https://github.com/octo/app/actions/runs/1', repositoryUrl: 'https://github.com/octo/app' };

/** All that is done with a report from elsewhere. Throws where something gets through that should not. */
export function readAndShow(
  content: Buffer,
  plan: Decisive,
): { readonly outcome: 'refused' | 'read'; readonly milliseconds: number } {
  const start = performance.now();
  const read = readReport(content);
  const milliseconds = performance.now() - start;
  if (!read.ok) {
    // A message never quotes: what is not ASCII or has a mark of html can't be ours.
    if (!/^The report can't be used: [\w ,;.()*'-]+\.$/.test(read.message))
      throw new Error(`it quotes: ${read.message}`);
    return { outcome: 'refused', milliseconds };
  }
  const own = read.report.plan === undefined ? [] : [decideAgain(read.report, planOf(read.report.plan))];
  const decided = performance.now();
  const byPlan = decideAgain(read.report, plan);
  const decidedIn = performance.now() - decided;
  for (const report of [read.report, byPlan, ...own]) show(report);
  return { outcome: 'read', milliseconds: Math.max(milliseconds, decidedIn) };
}

/** Throws where something that is not ours shows. */
export function show(report: Report): void {
  const markdown = renderMarkdown(report, LINKS);
  const found = unescapedIn(markdown);
  if (found !== null) throw new Error(`unescaped in markdown: ${found}`);
  const page = renderHtml(report, LINKS);
  const inPage = unescapedInPage(page);
  if (inPage !== null) throw new Error(`unescaped in the page: ${inPage}`);
  const shown = [renderTerminal(report, { columns: 100, color: false }), headline(report)];
  for (const text of shown) {
    const control = /[^\P{Cc}\n]|[\u202a-\u202e]/u.exec(text);
    if (control !== null)
      throw new Error(
        `a control character in ${JSON.stringify(text.slice(Math.max(0, control.index - 30), control.index + 30))}`,
      );
  }
  for (const text of [markdown, page, ...shown, renderJson(report)]) {
    const [command] = readLog(text).commands;
    if (command !== undefined) throw new Error(`a command to the runner: ${command}`);
  }
  annotations(report);
  if ('polluted' in {}) throw new Error('the prototype of all objects was changed');
}
