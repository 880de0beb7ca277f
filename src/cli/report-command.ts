import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { joined, readReports } from '../join.ts';
import type { Outcome } from '../run.ts';
import type { ReportArguments } from './arguments.ts';

/**
 * Joins reports, and measures nothing.
 *
 * @throws UsageError if they can't be read or don't belong together.
 */
export async function joinFiles({
  files,
  name,
  output,
}: Pick<ReportArguments, 'files' | 'name' | 'output'>): Promise<Outcome> {
  const found = await readReports(files);
  const target = await realpath(join(output, 'report.json')).catch(() => null);
  for (const { path } of found) {
    if (target === null || (await realpath(path)) !== target) continue;
    throw new UsageError(
      `${path} is one of the reports to join, and would be overwritten. Name another folder with --output.`,
    );
  }
  return joined(found, name);
}
