import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ownOutput } from '../provenance/own-output.ts';
import { DEFAULT_FOLDERS, isNeverOutput } from './default-folders.ts';

/** A file that a browser can load. Paths are relative to the checkout's root, with forward slashes. */
export interface WebFile {
  readonly path: string;
  readonly mtimeMs: number;
  /** The folder of a framework's own that it lies in: `.next/static`; null if it lies in none. */
  readonly frameworkFolder: string | null;
}

export const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('/');

/**
 * The HTML, JavaScript and CSS in a folder of the checkout. Links are not followed, and hidden folders are left out,
 * but for those that frameworks write to. What perf-budget wrote there is no output of a build.
 *
 * @param leaveOut for a folder whose content does not count
 */
export async function webFilesIn(
  root: string,
  folder: string,
  leaveOut: (folder: string) => boolean = () => false,
): Promise<WebFile[]> {
  const found: WebFile[] = [];
  const reports: string[] = [];
  const walk = async (folder: string, frameworkFolder: string | null): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    await Promise.all(
      entries.map(async (entry) => {
        const path = joined(folder, entry.name);
        if (entry.name === 'report.json') reports.push(path);
        if (entry.isFile() && /\.(?:html?|[cm]?js|css)$/i.test(entry.name)) {
          const kept = await stat(join(root, path)).catch(() => null);
          if (kept !== null) found.push({ path, mtimeMs: kept.mtimeMs, frameworkFolder });
        }
        if (!entry.isDirectory() || isNeverOutput(entry.name) || leaveOut(path)) return;
        if (frameworkFolder !== null || !entry.name.startsWith('.')) return walk(path, frameworkFolder);
        for (const inner of frameworkFolders(root, folder, entry.name)) await walk(inner, inner);
      }),
    );
  };
  await walk(folder, null);
  const own = await ownOutput(root, [...reports, ...found.map(({ path }) => path)]);
  return found.filter(({ path }) => !own.has(path));
}

/** Folders inside a hidden one that frameworks write for browsers: `.next/static`. */
function frameworkFolders(root: string, folder: string, hidden: string): string[] {
  const known = DEFAULT_FOLDERS.filter((path) => path.startsWith(`${hidden}/`));
  // Next.js, with a `distDir` of the user's.
  const isNext = known.length === 0 && existsSync(join(root, folder, hidden, 'BUILD_ID'));
  return [...known, ...(isNext ? [`${hidden}/static`] : [])].map((path) => joined(folder, path));
}
