import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { shippedFile } from '../files/shipped-file.ts';
import { fileType } from '../metrics.ts';
import { type Bundler, type Edges, styleOf } from './bundler.ts';
import type { NextBuild } from './next-manifests.ts';

/**
 * webpack's import of the module 2010: `n.e(10).then(n.bind(n,2010))`, `Promise.all([n.e(257),n.e(10)]).then(…)`. After
 * `Promise.resolve()` stands a module of the script itself.
 */
const IMPORTED_MODULE = /(?:\.e\([^()]*\)|\)\]\))\.then\(\w+(?:\.t)?\.bind\(\w+,(?:(\d+)|"([^"]*)")/g;

/** `static/chunks/app/blog/[slug]/page-1a2b3c4d5e6f7a8b.js`: chunks that have a name beside their hash. */
const NAMED_CHUNK = /(?:^|\/)chunks\/((?:app|pages)\/.*|main|main-app|framework|webpack|polyfills)-[0-9a-f]{16}\.js$/;

/** webpack's chunks have names. Turbopack's have none, but a file that only one route has is that route's. */
function idOf(path: string, { buildId, bundler }: NextBuild, routes: readonly string[]): string | null {
  const [only, ...others] = routes;
  if (only === undefined) return null;
  const [, chunk] = NAMED_CHUNK.exec(path) ?? [];
  const [, unhashed] = path.includes(`${buildId}/`) ? path.split(`${buildId}/`) : [];
  const id = chunk ?? unhashed ?? (bundler === 'turbopack' && others.length === 0 ? only : null);
  return id !== null && fileType(path) === 'css' ? styleOf(id) : id;
}

/** Turbopack's names are nothing but a hash. */
const HASH = { webpack: /(?:^|[-.])([0-9a-f]{16})$/, turbopack: /^(?:turbopack-)?([\w-]{8,})$/ };

function hashIn(path: string, { bundler, buildId }: NextBuild): string | null {
  if (path.split('/').includes(buildId)) return buildId;
  if (!/\.(?:js|css)$/.test(path)) return null;
  return HASH[bundler].exec(posix.basename(path).replace(/\.[^.]*$/, ''))?.[1] ?? null;
}

/** Next.js. Its report is what its manifests say, not one file. */
export const next = {
  rendersPages: true,

  names(build, locate) {
    const routes = build.routes.flatMap(({ name, files }) =>
      locate.reportedCode(files).map((path) => ({ name, path })),
    );
    const byPath = Map.groupBy(routes, ({ path }) => path);
    return locate.paths.map((path) => {
      const names = byPath.get(path)?.map(({ name }) => name) ?? [];
      return { path, id: idOf(path, build, names), hash: hashIn(path, build) };
    });
  },

  entries: ({ routes }, locate) => routes.map(({ name, files }) => ({ name, files: locate.reportedCode(files) })),

  /**
   * Dynamic imports of a webpack build, by the ids of the modules that its scripts import: the scripts do not name the
   * files. Turbopack's scripts name them.
   */
  async edges({ dynamic }, locate, root) {
    const edges = new Map<string, Edges>();
    if (dynamic === null) return edges;
    for (const path of locate.paths.filter((name) => /\.js$/.test(name))) {
      const code = await shippedFile(root, path)
        .then((file) => readFile(file, 'utf8'))
        // The graph reads the file too, and reports it.
        .catch(() => '');
      const modules = [...code.matchAll(IMPORTED_MODULE)].map(([, number, name]) => number ?? name ?? '');
      edges.set(path, { static: [], dynamic: locate.reportedCode(modules.flatMap((id) => dynamic.get(id) ?? [])) });
    }
    return edges;
  },

  /** With either, the edges of files are complete. */
  loadedLater:
    ({ bundler, dynamic }) =>
    () =>
      bundler === 'turbopack' || dynamic !== null ? [] : null,
} satisfies Bundler<NextBuild>;
