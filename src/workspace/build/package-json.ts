import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Manifest = Readonly<Record<string, unknown>>;

/** The package.json of a folder. Empty if there is none, or if it is malformed: npm reports that best. */
export const readPackageJson = async (folder: string): Promise<Manifest> => (await parsed(folder)) ?? {};

/** Whether the package.json of a folder is one that npm refuses to read. */
export const isMalformed = async (folder: string): Promise<boolean> => (await parsed(folder)) === null;

/** Null if it is malformed. */
async function parsed(folder: string): Promise<Manifest | null> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  try {
    const manifest: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof manifest === 'object' && manifest !== null ? { ...manifest } : null;
  } catch {
    return null;
  }
}
