import type { ViteManifest } from '../bundlers/vite.ts';
import { type Edges, isCode } from './graph.ts';
import type { Locator } from './locate.ts';

/** What Vite's manifest says that files lead to: with their stylesheets, which scripts don't name. */
export function viteEdges(manifest: ViteManifest, locate: Locator): ReadonlyMap<string, Edges> {
  const files = (names: readonly string[]) => names.map((name) => locate.reported(name)).filter(isCode);
  const chunks = (keys: readonly string[] = []) =>
    files(keys.map((key) => manifest[key]?.file).filter((name) => name !== undefined));
  const edges = new Map<string, Edges>();
  for (const { file, imports, dynamicImports, css = [] } of Object.values(manifest)) {
    const path = locate.reported(file);
    const known = path === null ? undefined : edges.get(path);
    if (path === null) continue;
    edges.set(path, {
      static: [...(known?.static ?? []), ...chunks(imports), ...files(css)],
      dynamic: [...(known?.dynamic ?? []), ...chunks(dynamicImports)],
    });
  }
  return edges;
}
