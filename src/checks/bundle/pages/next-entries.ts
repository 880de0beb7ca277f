import { readFile } from 'node:fs/promises';
import type { NextBuild } from '../bundlers/next-build.ts';
import { type Named, styleOf } from '../entries/named.ts';
import { shippedFile } from '../files/shipped-file.ts';
import { fileType } from '../metrics.ts';
import { type Edges, isCode } from './graph.ts';
import type { Locator } from './locate.ts';

/**
 * webpack's import of the module 2010: `n.e(10).then(n.bind(n,2010))`, `Promise.all([n.e(257),n.e(10)]).then(…)`. What
 * `Promise.resolve()` stands before is in the script itself.
 */
const IMPORTED_MODULE = /(?:\.e\([^()]*\)|\)\]\))\.then\(\w+(?:\.t)?\.bind\(\w+,(?:(\d+)|"([^"]*)")/g;

/**
 * Dynamic imports of a webpack build of Next's, by the ids of the modules that its scripts ask for: what such a script
 * loads can't be read off it otherwise. Turbopack's scripts name the files themselves.
 */
export async function nextEdges(
  root: string,
  paths: readonly string[],
  dynamic: NonNullable<NextBuild['dynamic']>,
  locate: Locator,
): Promise<ReadonlyMap<string, Edges>> {
  const edges = new Map<string, Edges>();
  for (const path of paths.filter((name) => /\.js$/.test(name))) {
    const code = await shippedFile(root, path)
      .then((file) => readFile(file, 'utf8'))
      // The graph tells of it.
      .catch(() => '');
    const modules = [...code.matchAll(IMPORTED_MODULE)].map(([, number, name]) => number ?? name ?? '');
    const files = modules.flatMap((id) => dynamic.get(id) ?? []).map((file) => locate.reported(file));
    edges.set(path, { static: [], dynamic: files.filter(isCode) });
  }
  return edges;
}

/** Routes with the files of theirs that are shipped. */
export const nextRoutes = ({ routes }: NextBuild, locate: Locator) =>
  routes.map(({ name, files }) => ({ name, files: files.map((file) => locate.reported(file)).filter(isCode) }));

/** `static/chunks/app/blog/[slug]/page-1a2b3c4d5e6f7a8b.js`: chunks that have a name beside their hash. */
const NAMED_CHUNK = /(?:^|\/)chunks\/((?:app|pages)\/.*|main|main-app|framework|webpack|polyfills)-[0-9a-f]{16}\.js$/;

/** webpack's chunks have names. Turbopack's have none, but a file that only one route has is that route's. */
export function nextIds(next: NextBuild, locate: Locator): Named[] {
  const routes = nextRoutes(next, locate);
  const routesOf = Map.groupBy(
    routes.flatMap(({ name, files }) => files.map((file) => ({ name, file }))),
    ({ file }) => file,
  );
  return [...routesOf].flatMap(([file, ofFile]): Named[] => {
    const [, chunk] = NAMED_CHUNK.exec(file) ?? [];
    const [, unhashed] = file.includes(`${next.buildId}/`) ? file.split(`${next.buildId}/`) : [];
    const [only, ...others] = ofFile.map(({ name }) => name);
    const id = chunk ?? unhashed ?? (next.bundler === 'turbopack' && others.length === 0 ? only : undefined);
    return id === undefined ? [] : [[file, fileType(file) === 'css' ? styleOf(id) : id]];
  });
}
