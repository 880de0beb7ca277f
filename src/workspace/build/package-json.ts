import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The package.json of a folder. Empty if there is none, or npm could not read it: npm reports that best. */
export async function readPackageJson(folder: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? { ...manifest } : {};
  } catch {
    return {};
  }
}
