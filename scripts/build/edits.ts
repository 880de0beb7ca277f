import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/** A change to a file of a package as it is bundled. */
export interface Edit {
  /** Path below the package's folder. */
  readonly file: string;
  /** Must occur in the file exactly once. A pattern has the flag g. */
  readonly find: string | RegExp;
  readonly replace: string;
  /** An import that `replace` needs. */
  readonly imports?: string;
}

/** Makes `edits` in the files of the package in `folder`. An edit that does not fit exactly once fails the build. */
export function editPlugin(folder: string, edits: readonly Edit[]): Plugin {
  return {
    name: 'edit',
    setup(build) {
      const files = new Map(Map.groupBy(edits, (edit) => join(folder, edit.file)));
      const unread = new Set(files.keys());
      build.onLoad({ filter: /\.js$/ }, async ({ path }) => {
        const wanted = files.get(path);
        if (!wanted) return null;
        unread.delete(path);
        return { contents: wanted.reduce(apply, await readFile(path, 'utf8')), loader: 'js' };
      });
      build.onEnd(() => ({
        errors: [...unread].map((path) => ({ text: `${path} has an edit, but is not in the bundle any more` })),
      }));
    },
  };
}

function apply(source: string, { file, find, replace, imports }: Edit): string {
  const found = typeof find === 'string' ? source.split(find).length - 1 : [...source.matchAll(find)].length;
  if (found !== 1) throw new Error(`the edit of ${file} must fit once, but fits ${found} times: ${find}`);
  const edited = source.replace(find, () => replace);
  return imports ? `${imports}\n${edited}` : edited;
}
