import { git } from './git.ts';

/**
 * The files that git tracks in a checkout, and the folders that hold them: relative to `root`, with forward slashes.
 * Empty if `root` is no repository.
 */
export async function trackedPaths(root: string): Promise<ReadonlySet<string>> {
  const signal = new AbortController().signal;
  const listed = await git(['ls-files', '-z'], { directory: root, token: null, serverUrl: '', signal });
  const paths = new Set<string>();
  if (!listed.ok) return paths;
  for (const file of listed.stdout.split('\0')) {
    for (let path = file; path !== '' && !paths.has(path); path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
      paths.add(path);
    }
  }
  return paths;
}
