import type { Metafile } from '../bundlers/esbuild.ts';
import type { ViteManifest } from '../bundlers/vite.ts';
import type { WebpackStats } from '../bundlers/webpack.ts';
import { type Named, styleOf } from '../entries/named.ts';
import type { BundleOutput } from './bundle-output.ts';
import { hashIn } from './hashes.ts';
import { type Locator, locator } from './locate.ts';
import { nextIds } from './next-entries.ts';

/** Keys of shared chunks are made of their hashes, so only what has a source is named. */
const viteIds = (manifest: ViteManifest, locate: Locator): Named[] =>
  Object.values(manifest).flatMap(({ file, src, css = [] }): Named[] => {
    if (src === undefined) return [];
    const [style, ...others] = css;
    const styles: Named[] = style === undefined || others.length > 0 ? [] : [[locate.reported(style), styleOf(src)]];
    return [[locate.reported(file), src], ...styles];
  });

const esbuildIds = ({ outputs }: Metafile, locate: Locator): Named[] =>
  Object.entries(outputs).flatMap(([path, { entryPoint, cssBundle }]): Named[] => {
    if (entryPoint === undefined) return [];
    const script: Named = [locate.reported(path), entryPoint];
    return cssBundle === undefined ? [script] : [script, [locate.reported(cssBundle), styleOf(entryPoint)]];
  });

function webpackIds({ assets, chunks = [] }: WebpackStats, locate: Locator): Named[] {
  const named = new Map<string, string>();
  for (const { names = [], files } of chunks) {
    for (const type of ['js', 'css']) {
      const own = files.filter((file) => file.replace(/\?.*$/s, '').endsWith(`.${type}`));
      const [file, ...others] = own;
      const [name] = names;
      if (file === undefined || others.length > 0 || name === undefined) continue;
      named.set(file, type === 'css' ? styleOf(name) : name);
    }
  }
  return assets.flatMap((asset): Named[] => {
    const hash = hashIn(asset);
    const id = named.get(asset.name) ?? (hash === null ? null : asset.name.replaceAll(hash, '*'));
    return id === null ? [] : [[locate.reported(asset.name), id]];
  });
}

/**
 * What the bundler calls the files, the same in every build, by their paths. A name that two files would have is no name
 * of either.
 */
export function fileIds({ paths, reports, next }: BundleOutput): ReadonlyMap<string, string> {
  const { viteManifest, metafile, webpackStats } = reports;
  const locate = locator(paths);
  const ids = new Map<string, string>();
  const owners = new Map<string, Set<string>>();
  for (const [path, id] of [
    ...(next === null ? [] : nextIds(next, locate)),
    ...(viteManifest === null ? [] : viteIds(viteManifest, locate)),
    ...(metafile === null ? [] : esbuildIds(metafile, locate)),
    ...(webpackStats === null ? [] : webpackIds(webpackStats, locate)),
  ]) {
    if (path === null || ids.has(path)) continue;
    ids.set(path, id);
    owners.set(id, (owners.get(id) ?? new Set()).add(path));
  }
  return new Map([...ids].filter(([, id]) => owners.get(id)?.size === 1));
}
