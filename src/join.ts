import { lstat, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from './errors.ts';
import { FILE_LIMITS } from './merge/limits.ts';
import { joinReports } from './merge/packages.ts';
import { readReport } from './merge/read-report.ts';
import type { Report } from './model/report.ts';
import type { Attachment } from './model/visit.ts';
import type { Outcome } from './run.ts';
import { isBesideReport } from './text/beside-report.ts';
import { isLogName } from './text/log-name.ts';
import { clean } from './text/sanitize.ts';

/** Files next to a report that are larger than this are not copied; bytes. */
const LARGEST_ATTACHMENT = 20_000_000;

/** A report, and the file that it was read from. */
export interface FoundReport {
  readonly path: string;
  readonly report: Report;
}

/**
 * Reads the reports in these files; for a folder, its report.json. A file that is named twice is read once.
 * @throws UsageError if any file can't be read. It lists them all.
 */
export async function readReports(paths: readonly string[]): Promise<FoundReport[]> {
  const mistakes: string[] = [];
  const found: FoundReport[] = [];
  for (const given of new Set(paths)) {
    const read = await readOne(given);
    if (typeof read === 'string') mistakes.push(`${clean(given)}: ${read}`);
    else if (!found.some(({ path }) => resolve(path) === resolve(read.path))) found.push(read);
  }
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'));
  return found;
}

/** Returns a string with the reason if the report can't be read. */
async function readOne(given: string): Promise<FoundReport | string> {
  const isFolder = (await stat(given).catch(() => null))?.isDirectory() ?? false;
  const path = isFolder ? join(given, 'report.json') : given;
  const file = await stat(path).catch(() => null);
  if (!file?.isFile()) return isFolder ? 'there is no report.json in this folder' : 'there is no such file';
  if (file.size > FILE_LIMITS.bytes) return 'it is far larger than any report';
  const content = await readFile(path).catch(() => null);
  if (content === null) return 'it cannot be read';
  const read = readReport(content);
  return read.ok ? { path, report: read.report } : read.message;
}

/**
 * Joins the reports, with the files that lie next to them.
 * @throws UsageError if they don't belong together.
 */
export async function joined(found: readonly FoundReport[], name: string | null): Promise<Outcome> {
  const report = joinReports(
    found.map((one) => one.report),
    name,
  );
  const files: Attachment[] = [];
  for (const { name, title } of report.files ?? []) {
    const holders = found.filter((one) => one.report.files?.some((file) => file.name === name));
    const content = await firstExisting(
      holders.map(({ path }) => dirname(path)),
      name,
    );
    if (content !== null) files.push({ name, title, content });
  }
  const kept = new Set(files.map((file) => file.name));
  const { files: listed, ...rest } = report;
  const outcome = listed === undefined ? rest : { ...rest, files: listed.filter((file) => kept.has(file.name)) };
  return { report: outcome, files, evidence: [] };
}

/** A report may name any file, so no name is read but those that perf-budget gives. Links are not followed. */
async function firstExisting(folders: readonly string[], name: string): Promise<Attachment['content'] | null> {
  if (!isBesideReport(name)) return null;
  for (const folder of folders) {
    const path = join(folder, name);
    const isWithin = dirname(path) === join(folder) || (await lstat(dirname(path)).catch(() => null))?.isDirectory();
    const file = await lstat(path).catch(() => null);
    if (!isWithin || !file?.isFile() || file.size > LARGEST_ATTACHMENT) continue;
    const content = await readFile(path).catch(() => null);
    if (content !== null) return isLogName(basename(name)) ? content.toString() : content;
  }
  return null;
}
