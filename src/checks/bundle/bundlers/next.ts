import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { readBounded } from '../files/read-bounded.ts';
import { type AppPages, filesOfPage, readAppRoutes } from './next-app.ts';
import type { NextBuild, NextRoute } from './next-build.ts';

const files = z.array(z.string());

/** `build-manifest.json` of Next 13 to 16, webpack and Turbopack. */
const buildManifestSchema = z.object({
  /** For browsers without modules. */
  polyfillFiles: files.default([]),
  lowPriorityFiles: files.default([]),
  /** Of every route of the app router. */
  rootMainFiles: files.default([]),
  /** Of the pages router. */
  pages: z.record(z.string(), files),
});

/** `app-path-routes-manifest.json`: `/(shop)/cart/page` is the route `/cart`. */
const appPathsSchema = z.record(z.string(), z.string());

/** Of `prerender-manifest.json`: the pages that were rendered, and the routes that they are of. */
const prerenderedSchema = z.object({
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
const loadableSchema = z.record(z.string(), z.object({ id: z.union([z.string(), z.number()]), files }));

/** Not what a visitor asks for. */
const FRAME = ['/_app', '/_document', '/_error'];

const MOST_BYTES = 64_000_000;

/** Null where it is no file that can be read: a pipe would be waited for without end. */
async function readText(path: string): Promise<string | null> {
  const file = await readBounded(path, MOST_BYTES);
  return file.kind === 'read' ? file.content.toString('utf8') : null;
}

/** Null where the file is not there, or is not what it should be: then a note says so. */
async function readJson<T>(folder: string, name: string, schema: z.ZodType<T>, notes: string[]): Promise<T | null> {
  const text = await readText(join(folder, name));
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    notes.push(`Next's ${name} could not be read: it is not of a form that is known.`);
    return null;
  }
}

type BuildManifest = z.infer<typeof buildManifestSchema>;

const isTurbopack = ({ rootMainFiles, pages }: BuildManifest): boolean =>
  [rootMainFiles, ...Object.values(pages)].flat().some((file) => basename(file).startsWith('turbopack-'));

/** Which page of a route was rendered at build time, and whether nothing is left to be rendered at a visit. */
function rendered({ routes }: z.infer<typeof prerenderedSchema>): AppPages['rendered'] {
  const pages = new Map<string, { path: string; whole: boolean }>();
  for (const [path, page] of Object.entries(routes).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const route = page.srcRoute ?? path;
    const { experimentalPPR, renderingMode = 'STATIC', response = 'complete' } = page;
    const whole = experimentalPPR !== true && renderingMode === 'STATIC' && response === 'complete';
    if (!pages.has(route) || path === route) pages.set(route, { path, whole });
  }
  return pages;
}

/**
 * What Next.js built into `root`, which is `.next` (or what the project calls it), or `static` in it. Null: it is no
 * build of Next's. A static export (`out`) is none: it has pages like any site.
 */
export async function readNext(root: string): Promise<NextBuild | null> {
  const inStatic = basename(root) === 'static';
  const folder = inStatic ? dirname(root) : root;
  const buildId = await readText(join(folder, 'BUILD_ID'));
  const notes: string[] = [];
  const manifest = await readJson(folder, 'build-manifest.json', buildManifestSchema, notes);
  if (buildId === null || (manifest === null && notes.length === 0)) return null;

  const { polyfillFiles, lowPriorityFiles, rootMainFiles, pages } =
    manifest ?? buildManifestSchema.parse({ pages: {} });
  const bundler = manifest !== null && isTurbopack(manifest) ? 'turbopack' : 'webpack';
  const appPaths = await readJson(folder, 'app-path-routes-manifest.json', appPathsSchema, notes);
  const prerendered = await readJson(folder, 'prerender-manifest.json', prerenderedSchema, notes);
  const loadable = await readJson(folder, 'react-loadable-manifest.json', loadableSchema, notes);
  const legacy = new Set(polyfillFiles);
  const pageRoutes: NextRoute[] = [];
  for (const [name, own] of Object.entries(pages)) {
    if (FRAME.includes(name)) continue;
    const listed = [...(pages['/_app'] ?? []), ...own, ...lowPriorityFiles];
    pageRoutes.push({ name, files: (await filesOfPage(folder, 'pages', name)) ?? listed });
  }
  const appRoutes = await readAppRoutes(
    folder,
    { paths: appPaths ?? {}, mainFiles: rootMainFiles, rendered: rendered(prerendered ?? { routes: {} }) },
    notes,
  );
  return {
    bundler,
    buildId: buildId.trim(),
    shipped: inStatic ? '' : 'static/',
    routes: [...appRoutes, ...pageRoutes]
      .map((route) => ({ ...route, files: [...new Set(route.files)].filter((file) => !legacy.has(file)) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    dynamic: loadable && new Map(Object.values(loadable).map((module) => [String(module.id), module.files])),
    notes,
  };
}
