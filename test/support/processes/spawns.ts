import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Spawn {
  readonly file: string;
  readonly args: readonly string[];
  /** `NAME=value` */
  readonly env: readonly string[];
}

/** Lets a Node.js process, and all that it starts, write down what they start. */
export const recordSpawns = (path: string): Readonly<Record<string, string>> => ({
  RECORD_SPAWNS: path,
  NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'record-spawns.mjs'))}`,
});

export async function readSpawns(path: string): Promise<Spawn[]> {
  const text = await readFile(path, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
