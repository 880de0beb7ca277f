import { mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Report } from '../model/report.ts';
import type { Attachment } from '../model/visit.ts';
import { isLogName, LOGS_FOLDER } from '../text/log-name.ts';
import { renderJson } from './json.ts';

/** Paths of the written files. */
export interface ReportFiles {
  readonly json: string;
  readonly markdown: string;
  /** Files that explain the report. */
  readonly others: readonly string[];
}

/** Writes the reports of a run into an existing folder. */
export async function writeReportFiles(
  folder: string,
  { report, files }: { readonly report: Report; readonly files: readonly Attachment[] },
  markdown: string,
): Promise<ReportFiles> {
  const paths = { json: join(folder, 'report.json'), markdown: join(folder, 'report.md') };
  await writeFile(paths.json, renderJson(report));
  await writeFile(paths.markdown, markdown);
  await removeLogs(join(folder, LOGS_FOLDER));
  for (const { name, content } of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return { ...paths, others: files.map(({ name }) => join(folder, name)) };
}

/** Those of an earlier run say nothing of this one. */
async function removeLogs(folder: string): Promise<void> {
  const logs = (await readdir(folder).catch(() => [])).filter(isLogName);
  for (const name of logs) await rm(join(folder, name), { force: true });
  await rmdir(folder).catch(() => {}); // there is none, or it has files of somebody else's
}
