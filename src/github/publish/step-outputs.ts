import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { countBreaches } from '../../compare/exit-code.ts';
import { countUndecided } from '../../compare/undecided.ts';
import type { Report } from '../../model/report.ts';
import { type ReportFiles, writeReportFiles } from '../../report/files.ts';
import { renderHtml } from '../../report/html/page.ts';
import { renderMarkdown } from '../../report/markdown/markdown.ts';
import type { Outcome } from '../../run.ts';
import { SUMMARY_BYTES } from '../api/limits.ts';
import type { Environment } from '../environment.ts';
import type { Publication, PublishRequest } from './publish.ts';

/** Writes them outside of the workspace, because a later step may check whether that is clean. */
export async function writeFiles(
  outcome: Pick<Outcome, 'report' | 'files'>,
  { temp, runUrl, repositoryUrl }: Environment,
  place: Pick<PublishRequest, 'directory' | 'configSha' | 'foreignRun'>,
): Promise<ReportFiles> {
  const folder = await mkdtemp(join(temp, 'perf-budget-'));
  const links = { runUrl, repositoryUrl, ...place };
  return writeReportFiles(folder, outcome, {
    markdown: renderMarkdown(outcome.report, { ...links, limitBytes: SUMMARY_BYTES }),
    html: renderHtml(outcome.report, links),
  });
}

export function setOutputs(report: Report, files: ReportFiles, { commentUrl }: Pick<Publication, 'commentUrl'>): void {
  const { breaches, overBudget, regressions } = countBreaches(report);
  core.setOutput('verdict', report.verdict);
  core.setOutput('report', files.json);
  core.setOutput('markdown', files.markdown);
  core.setOutput('html', files.html);
  core.setOutput('files', [files.json, files.markdown, files.html, ...files.others].join('\n'));
  core.setOutput('comment-url', commentUrl ?? '');
  core.setOutput('breaches', breaches);
  core.setOutput('over-budget', overBudget);
  core.setOutput('regressions', regressions);
  core.setOutput('undecided', countUndecided(report));
}
