import { appendFile } from 'node:fs/promises';
import { SUMMARY_BYTES } from '../api/limits.ts';

/** Writes the job summary. Call it once: the limit holds for the whole step, and beyond it the runner drops everything. */
export async function writeSummary(path: string, render: (limitBytes: number) => string): Promise<void> {
  await appendFile(path, render(SUMMARY_BYTES));
}
