import { readFile } from 'node:fs/promises';
import { UsageError } from '../../errors.ts';

/**
 * What the runner says of the event; null if it names no file. GitHub's client reads the same file as soon as it is loaded,
 * and its failure would end the process without a word of ours: this comes first.
 *
 * @throws UsageError if the file is not there, or no JSON.
 */
export async function readPayload(path: string | undefined): Promise<unknown> {
  if (!path) return null;
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UsageError(
      `The payload of the event can't be read: GITHUB_EVENT_PATH is ${path}, and JSON was expected there, as the runner writes it. ${String(error)}`,
    );
  }
}
