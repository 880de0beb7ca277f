import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../model/report.ts';
import type { Attachment } from '../model/visit.ts';
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
  for (const { name, content } of files) await writeFile(join(folder, name), content);
  return { ...paths, others: files.map(({ name }) => join(folder, name)) };
}
