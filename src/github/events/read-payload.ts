import { readFile } from 'node:fs/promises';
import { UsageError } from '../../errors.ts';

/**
 * Reads the runner's file on the event; null if the runner names none. GitHub's client reads the same file when it is
 * loaded, and its failure would end the process without a message of ours. So this runs first.
 *
 * @throws UsageError if the file does not exist or is not JSON.
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
