import { basename } from 'node:path';
import type { Metafile } from 'esbuild';

/**
 * Gives the files of a bundle names that stay the same when their content changes: an entry, or a module that is loaded
 * by `import()`, has the name of its source, and code that several of these share has theirs, such as `action+cli.js`.
 *
 * @param outputs texts by the names that esbuild gave, which contain a hash.
 */
export function nameFiles(outputs: ReadonlyMap<string, string>, { outputs: graph }: Metafile): Map<string, string> {
  const users = new Map<string, Set<string>>();
  function visit(path: string, user: string): void {
    const known = users.get(path) ?? new Set();
    if (known.has(user)) return;
    users.set(path, known.add(user));
    for (const { path: imported, kind, external } of graph[path]?.imports ?? []) {
      if (kind === 'import-statement' && !external) visit(imported, user);
    }
  }
  const entries = Object.entries(graph).flatMap(([path, { entryPoint }]) =>
    entryPoint === undefined ? [] : [[path, basename(entryPoint, '.ts')] as const],
  );
  for (const [path, name] of entries) visit(path, name);

  const names = new Map(
    Object.keys(graph).map((path) => {
      const own = entries.find(([entry]) => entry === path)?.[1];
      return [basename(path), `${own ?? [...(users.get(path) ?? [])].toSorted().join('+')}.js`];
    }),
  );
  if (new Set(names.values()).size < names.size) throw new Error(`two files of one name: ${[...names.values()]}`);
  const rename = (text: string) =>
    [...names].reduce((renamed, [from, to]) => renamed.replaceAll(`"./${from}"`, `"./${to}"`), text);
  return new Map([...outputs].map(([name, text]) => [names.get(name) ?? name, rename(text)]));
}
