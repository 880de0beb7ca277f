import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { readBounded } from '../files/read-bounded.ts';
import { appRoutes, filesOfPage, type NextRoute, type PrerenderedPage } from './next-app.ts';

/** A build as its Next.js manifests report it. */
export interface NextBuild {
  readonly bundler: 'webpack' | 'turbopack';
  /** A folder in the path of a few files. Different in every build, unless the project sets it. */
  readonly buildId: string;
  /** The start of the paths of shipped files, relative to the bundle's folder: `static/`; empty if that is `static` itself. */
  readonly shipped: string;
  readonly routes: readonly NextRoute[];
  /** Files of dynamic imports by the id of the imported module. Null if the build does not say. */
  readonly dynamic: ReadonlyMap<string, readonly string[]> | null;
  /** Whole sentences about what could not be read. */
  readonly notes: readonly string[];
}

const files = z.array(z.string());

/** `build-manifest.json` of Next 13 to 16, webpack and Turbopack. */
const buildManifest = z.object({
  /** For browsers without modules. */
  polyfillFiles: files.default([]),
  lowPriorityFiles: files.default([]),
  /** Loaded by every route of the app router. */
  rootMainFiles: files.default([]),
  /** Files by page of the pages router. */
  pages: z.record(z.string(), files),
});

/** `app-path-routes-manifest.json`: `/(shop)/cart/page` is the route `/cart`. */
const appPaths = z.record(z.string(), z.string());

/** `prerender-manifest.json`: the pages that the build rendered, and their routes. */
const prerenderManifest = z.object({
  routes: z.record(
    z.string(),
    z.object({
      srcRoute: z.string().nullable().optional(),
      experimentalPPR: z.boolean().optional(),
      renderingMode: z.string().optional(),
      response: z.string().optional(),
    }),
  ),
});

/** `react-loadable-manifest.json` of webpack builds. */
const loadableManifest = z.record(z.string(), z.object({ id: z.union([z.string(), z.number()]), files }));

/** Pages that no visitor asks for. */
const FRAME = ['/_app', '/_document', '/_error'];

const MOST_BYTES = 64_000_000;

/** Null if it is not a readable file. Reading a pipe would never end. */
async function readText(path: string): Promise<string | null> {
  const file = await readBounded(path, MOST_BYTES);
  return file.kind === 'read' ? file.content.toString('utf8') : null;
}

/** Null if the file is absent, or does not fit the schema; a note reports the latter. */
async function readJson<T>(folder: string, name: string, schema: z.ZodType<T>, notes: string[]): Promise<T | null> {
  const text = await readText(join(folder, name));
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    notes.push(`Next's ${name} could not be read: its format is unknown.`);
    return null;
  }
}

const isTurbopack = ({ rootMainFiles, pages }: z.infer<typeof buildManifest>): boolean =>
  [rootMainFiles, ...Object.values(pages)].flat().some((file) => basename(file).startsWith('turbopack-'));

/** One prerendered page of each route. */
function prerenderedPages({ routes }: z.infer<typeof prerenderManifest>): Map<string, PrerenderedPage> {
  const pages = new Map<string, PrerenderedPage>();
  for (const [path, page] of Object.entries(routes).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const route = page.srcRoute ?? path;
    const { experimentalPPR, renderingMode = 'STATIC', response = 'complete' } = page;
    const whole = experimentalPPR !== true && renderingMode === 'STATIC' && response === 'complete';
    if (!pages.has(route) || path === route) pages.set(route, { path, whole });
  }
  return pages;
}

/**
 * Reads a Next.js build in `root`, which is `.next` (or the project's own name for it), or `static` in it. Null if it
 * is no such build. A static export (`out`) does not count: it has pages like any site.
 */
export async function readNext(root: string): Promise<NextBuild | null> {
  const inStatic = basename(root) === 'static';
  const folder = inStatic ? dirname(root) : root;
  const buildId = await readText(join(folder, 'BUILD_ID'));
  const notes: string[] = [];
  const manifest = await readJson(folder, 'build-manifest.json', buildManifest, notes);
  if (buildId === null || (manifest === null && notes.length === 0)) return null;

  const { polyfillFiles, lowPriorityFiles, rootMainFiles, pages } = manifest ?? buildManifest.parse({ pages: {} });
  const paths = (await readJson(folder, 'app-path-routes-manifest.json', appPaths, notes)) ?? {};
  const prerendered = await readJson(folder, 'prerender-manifest.json', prerenderManifest, notes);
  const loadable = await readJson(folder, 'react-loadable-manifest.json', loadableManifest, notes);
  const pageRoutes: NextRoute[] = [];
  for (const [name, own] of Object.entries(pages)) {
    if (FRAME.includes(name)) continue;
    const listed = [...(pages['/_app'] ?? []), ...own, ...lowPriorityFiles];
    pageRoutes.push({ name, files: (await filesOfPage(folder, 'pages', name)) ?? listed });
  }
  const pagesOf = prerenderedPages(prerendered ?? { routes: {} });
  const ofApp = await appRoutes(folder, paths, pagesOf, notes);
  const routes = [...ofApp.map(({ name, files }) => ({ name, files: [...rootMainFiles, ...files] })), ...pageRoutes];
  const legacy = new Set(polyfillFiles);
  return {
    bundler: manifest !== null && isTurbopack(manifest) ? 'turbopack' : 'webpack',
    buildId: buildId.trim(),
    shipped: inStatic ? '' : 'static/',
    routes: routes
      .map((route) => ({ ...route, files: [...new Set(route.files)].filter((file) => !legacy.has(file)) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    dynamic: loadable && new Map(Object.values(loadable).map((module) => [String(module.id), module.files])),
    notes,
  };
}
