import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { UsageError } from '../errors.ts';
import { type FoundReport, readReports } from '../join.ts';

/** As many as a matrix has jobs. */
const MOST_REPORTS = 256;

/**
 * The reports that the input `reports` names.
 *
 * @param patterns files, folders with a report.json, or globs; relative to the workspace.
 * @throws UsageError if a pattern matches nothing, or a file that is not a report.
 */
export async function findReports(patterns: readonly string[], workspace: string): Promise<FoundReport[]> {
  const paths = new Set<string>();
  const unmatched: string[] = [];
  for (const pattern of patterns) {
    const found = await matches(pattern, workspace);
    if (found.length === 0) unmatched.push(pattern);
    for (const path of found) paths.add(path);
  }
  if (unmatched.length > 0) {
    const what = unmatched.map((pattern) => JSON.stringify(pattern)).join(', ');
    throw new UsageError(
      `reports: there is no file for ${what} in ${workspace}. Does actions/download-artifact come before this step, and did the measuring jobs upload their report?`,
    );
  }
  if (paths.size > MOST_REPORTS) {
    throw new UsageError(`reports: the patterns match ${paths.size} files, and at most ${MOST_REPORTS} can be joined`);
  }
  return readReports([...paths].toSorted());
}

async function matches(pattern: string, workspace: string): Promise<string[]> {
  const path = resolve(workspace, pattern);
  if (await stat(path).catch(() => null)) return [path];
  const found = await glob(pattern.replaceAll('\\', '/'), {
    cwd: workspace,
    absolute: true,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  return found.map((one) => resolve(one));
}
