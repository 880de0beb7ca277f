import { appendFile } from 'node:fs/promises';
import { SUMMARY_BYTES } from '../api/limits.ts';

/** Writes the job summary. It must be called once: the limit is the step's, and past it the runner drops everything. */
export async function writeSummary(path: string, render: (limitBytes: number) => string): Promise<void> {
  await appendFile(path, render(SUMMARY_BYTES));
}
