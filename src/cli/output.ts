import { constants } from 'node:fs';
import { access, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { type ReportFiles, writeReportFiles } from '../report/files.ts';
import { renderHtml } from '../report/html/page.ts';
import { renderMarkdown } from '../report/markdown/markdown.ts';
import type { Outcome } from '../run.ts';
import { pathInside } from '../text/path-inside.ts';

/**
 * Checks the output folder before anything is measured, so that no report is lost.
 *
 * @throws UsageError if it can't be written to.
 */
export async function checkOutput(output: string): Promise<void> {
  let nearest = resolve(output);
  for (;;) {
    const found = await stat(nearest).catch(() => null);
    if (found?.isDirectory()) break;
    if (found) throw new UsageError(`--output ${output}: ${nearest} is a file, and a folder was expected`);
    nearest = dirname(nearest);
  }
  await access(nearest, constants.W_OK).catch(() => {
    throw new UsageError(`--output ${output}: ${nearest} can't be written to`);
  });
}

/** Writes the report's files and returns their paths, relative to the current folder. */
export async function writeReport(outcome: Outcome, output: string): Promise<ReportFiles> {
  const folder = resolve(output);
  // A new folder is ignored by git, so that the next run's head does not look changed.
  if (await mkdir(folder, { recursive: true })) await writeFile(join(folder, '.gitignore'), '*\n');
  const shown = pathInside(process.cwd(), folder) ?? folder;
  const { report } = outcome;
  return writeReportFiles(shown, outcome, { markdown: `${renderMarkdown(report)}\n`, html: renderHtml(report) });
}
