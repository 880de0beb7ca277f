import { mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Report } from '../model/report.ts';
import type { Attachment } from '../model/visit.ts';
import { isLogName, LOGS_FOLDER } from '../text/log-name.ts';
import { withoutCommands } from '../text/runner-commands.ts';
import { renderJson } from './json.ts';

/** Paths of the written files. */
export interface ReportFiles {
  readonly json: string;
  readonly markdown: string;
  readonly html: string;
  /** Files that explain the report. */
  readonly others: readonly string[];
}

/** Writes the reports of a run into an existing folder. */
export async function writeReportFiles(
  folder: string,
  { report, files }: { readonly report: Report; readonly files: readonly Attachment[] },
  { markdown, html }: { readonly markdown: string; readonly html: string },
): Promise<ReportFiles> {
  const paths = {
    json: join(folder, 'report.json'),
    markdown: join(folder, 'report.md'),
    html: join(folder, 'report.html'),
  };
  await writeFile(paths.json, renderJson(report));
  await writeFile(paths.markdown, markdown);
  await writeFile(paths.html, html);
  await removeLogs(join(folder, LOGS_FOLDER));
  for (const { name, content } of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    // A later step may print a log, and what a command printed must not speak to the runner then, either.
    await writeFile(
      join(folder, name),
      typeof content === 'string' && isLogName(basename(name)) ? withoutCommands(content) : content,
    );
  }
  return { ...paths, others: files.map(({ name }) => join(folder, name)) };
}

/** Those of an earlier run say nothing of this one. */
async function removeLogs(folder: string): Promise<void> {
  const logs = (await readdir(folder).catch(() => [])).filter(isLogName);
  for (const name of logs) await rm(join(folder, name), { force: true });
  await rmdir(folder).catch(() => {}); // there is none, or it has files of somebody else's
}
