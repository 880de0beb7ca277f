import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Report } from '../model/report.ts';
import type { Attachment } from '../model/visit.ts';
import { isBesideReport } from '../text/beside-report.ts';
import { isLogName, LOGS_FOLDER } from '../text/log-name.ts';
import { isObject, parseJson } from '../text/parse-json.ts';
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
  await removeEarlier(folder, paths.json);
  await writeFile(paths.json, renderJson(report));
  await writeFile(paths.markdown, markdown);
  await writeFile(paths.html, html);
  for (const { name, content } of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    // A later step may print a log. The runner must not obey a command in it then, either.
    await writeFile(
      join(folder, name),
      typeof content === 'string' && isLogName(basename(name)) ? withoutCommands(content) : content,
    );
  }
  return { ...paths, others: files.map(({ name }) => join(folder, name)) };
}

/**
 * Removes files of an earlier run, which would mislead. Its report may name any file: only names of our form are
 * removed.
 */
async function removeEarlier(folder: string, report: string): Promise<void> {
  const earlier = parseJson(await readFile(report, 'utf8').catch(() => ''));
  const files: readonly unknown[] = isObject(earlier) && Array.isArray(earlier.files) ? earlier.files : [];
  const named = files.map((file) => (isObject(file) ? String(file.name) : '')).filter(isBesideReport);
  const logs = (await readdir(join(folder, LOGS_FOLDER)).catch(() => [])).filter(isLogName);
  for (const name of [...named, ...logs.map((log) => join(LOGS_FOLDER, log))])
    await rm(join(folder, name), { force: true });
  await rmdir(join(folder, LOGS_FOLDER)).catch(() => {}); // there is none, or it has files of somebody else's
}
