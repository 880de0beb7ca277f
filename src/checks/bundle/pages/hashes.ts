import { posix } from 'node:path';
import type { NextBuild } from '../bundlers/next-build.ts';
import type { WebpackStats } from '../bundlers/webpack.ts';
import type { BundleOutput } from './bundle-output.ts';
import { locator } from './locate.ts';

/** The hash that webpack put into the name of an asset; null: none. */
export function hashIn({ name, info }: WebpackStats['assets'][number]): string | null {
  const hashes = [info?.contenthash ?? []].flat();
  return hashes.find((hash) => hash.length >= 4 && name.includes(hash)) ?? null;
}

const withoutExtension = (path: string): string => posix.basename(path).replace(/\.[^.]*$/, '');

/** `index-CD5neIF8` of the chunk `index`: what stands behind the name; null where nothing does. */
function restOfName(path: string, name: string): string | null {
  const own = withoutExtension(path);
  const rest = own.startsWith(name) ? own.slice(name.length) : '';
  return /^[-._][\w-]{6,}$/.test(rest) ? rest.slice(1) : null;
}

/** esbuild writes hashes in capital base 32. */
const ESBUILD_HASH = /-([A-Z2-7]{8})\.[^/]*$/;

const NEXT_WEBPACK_HASH = /(?:^|[-.])([0-9a-f]{16})$/;
const NEXT_TURBOPACK_HASH = /^(?:turbopack-)?([\w-]{8,})$/;

/** Turbopack's names are nothing but a hash. */
function nextHash(path: string, { bundler, buildId }: NextBuild): string | null {
  if (path.split('/').includes(buildId)) return buildId;
  if (!/\.(?:js|css)$/.test(path)) return null;
  const pattern = bundler === 'turbopack' ? NEXT_TURBOPACK_HASH : NEXT_WEBPACK_HASH;
  return pattern.exec(withoutExtension(path))?.[1] ?? null;
}

/** The part of a file's path that is a hash, as far as the bundler's report tells it, by the paths of the files. */
export function knownHashes({ paths, reports, next }: BundleOutput): ReadonlyMap<string, string> {
  const { viteManifest, metafile, webpackStats } = reports;
  const locate = locator(paths);
  const hashes: (readonly [path: string | null, hash: string | null])[] = [
    ...(next === null ? [] : paths.map((path) => [path, nextHash(path, next)] as const)),
    ...Object.values(viteManifest ?? {}).map(
      ({ file, name }) =>
        [locate.reported(file), name === undefined ? null : restOfName(file, posix.basename(name))] as const,
    ),
    ...Object.keys(metafile?.outputs ?? {}).map(
      (path) => [locate.reported(path), ESBUILD_HASH.exec(path)?.[1] ?? null] as const,
    ),
    ...(webpackStats?.assets ?? []).map((asset) => [locate.reported(asset.name), hashIn(asset)] as const),
  ];
  return new Map(hashes.filter((entry): entry is readonly [string, string] => entry[0] !== null && entry[1] !== null));
}
