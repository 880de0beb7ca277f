import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { type BundleOutput, findEntries } from '../../../src/checks/bundle/pages/entries.ts';

export type Files = Readonly<Record<string, string>>;

/** A folder of its own for one test. */
export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'entries-test-'));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

export async function outputIn(root: string, more: Partial<BundleOutput> = {}): Promise<BundleOutput> {
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((entry) => !entry.isDirectory() && !entry.name.endsWith('.map'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
  return { root, paths: paths.sort(), reports: [], ...more };
}

/** What is found for an output of these files. */
export async function entriesOf(files: Files, more: Partial<BundleOutput> = {}) {
  await using temporary = await temporaryFolder();
  await writeFiles(temporary.folder, files);
  return await findEntries(await outputIn(temporary.folder, more));
}
