import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { detectBuild } from '../../../workspace/build/commands.ts';
import type { OutputFolder } from './output-folder.ts';
import type { Project } from './project.ts';

/** A site that is served as it is written: no build runs, and its page lies here. Null if it is none. */
export async function plainSite({ kind }: Project, directory: string): Promise<OutputFolder | null> {
  if (kind !== 'unknown' || (await detectBuild(directory)) !== null) return null;
  const html = await readFile(join(directory, 'index.html'), 'utf8').catch(() => '');
  // One that begins with other text is a template of a generator, such as Jekyll.
  if (!/^\uFEFF?\s*</.test(html)) return null;
  return { path: '.', reason: 'its index.html is here, and no build runs', page: 'index.html', others: [] };
}
