import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Imported, Importer } from '../../../src/init/importer.ts';
import { readProjectIn } from '../../../src/init/project.ts';
import type { Path } from '../../../src/init/read/source.ts';
import { type Files, temporaryFolder, writeFiles } from '../folders/temporary.ts';

/** What an importer makes of a config: its value, in a folder with these files. */
export async function imported(importer: Importer, value: unknown, files: Files = {}): Promise<Imported> {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, files);
  const project = await readProjectIn(folder.path, { mayRun: true, signal: new AbortController().signal });
  const lineOf = (path: Path): number => Number(path[0] ?? 0) + 1;
  return await importer.read(
    { file: importer.files.find((name) => name.endsWith('.json')) ?? 'config', folder: '', value, lineOf },
    project,
  );
}

/** A package.json that declares these. */
export const declares = (devDependencies: Readonly<Record<string, string>>, more: object = {}): Files => ({
  'package.json': JSON.stringify({ name: 'shop', devDependencies, ...more }),
});

/** The config that was written, as data. */
export const writtenIn = async (folder: string, name = 'perf-budget.yml') =>
  parse(await readFile(join(folder, name), 'utf8'));
