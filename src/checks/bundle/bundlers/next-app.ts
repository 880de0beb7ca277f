import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { shippedFile } from '../files/shipped-file.ts';
import { readPage } from '../html/page.ts';
import type { NextRoute } from './next-build.ts';

/** What Next's manifests say of the app router. */
export interface AppPages {
  /** Routes by the path of their source: `/(shop)/cart/page` is `/cart`. */
  readonly paths: Readonly<Record<string, string>>;
  /** Files of every route. */
  readonly mainFiles: readonly string[];
  /** A page of each route that was rendered by the build, and whether that is all of it. */
  readonly rendered: ReadonlyMap<string, { readonly path: string; readonly whole: boolean }>;
}

/** `server/app/…/page_client-reference-manifest.js`: the client components that a route may render, and their files. */
const referencesSchema = z.object({
  clientModules: z.record(z.string(), z.object({ chunks: z.array(z.string()) })),
  /** Of Next 14: paths. By the path of the source, without its extension. */
  entryCSSFiles: z
    .record(z.string(), z.array(z.union([z.string(), z.object({ path: z.string(), inlined: z.boolean().optional() })])))
    .default({}),
  entryJSFiles: z.record(z.string(), z.array(z.string())).default({}),
});

/** `/_next/static/chunks/app/%5Bid%5D/page-1a.js` and the like, with a host or a base path before; null: no such file. */
function staticFile(address: string): string | null {
  const [, path] = /(?:^|\/_next\/)(static\/[^?#]+)/.exec(address) ?? [];
  if (path === undefined) return null;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const present = (paths: readonly (string | null)[]): string[] => paths.filter((path) => path !== null);

/** Webpack's manifests name pages of the folders above, too, which the route does not render. */
const isOtherPage = (source: string, own: string): boolean =>
  /(?:^|\/)page$/.test(source) && !`/${source}`.endsWith(`/app${own}`);

const sourceOfChunk = (file: string): string => file.replace(/^static\/chunks\//, '').replace(/-[0-9a-f]+\.js$/, '');

/** Files by the route's manifest: a little more than it downloads, where a component is rendered for some visitors only. */
async function filesByReferences(folder: string, source: string): Promise<string[]> {
  const path = await shippedFile(folder, `server/app${source}_client-reference-manifest.js`);
  // globalThis.__RSC_MANIFEST["/blog/[slug]/page"] = {…};
  const [, json = ''] = /__RSC_MANIFEST\[".*?"\]\s*=\s*(\{.*\})\s*;?\s*$/s.exec(await readFile(path, 'utf8')) ?? [];
  const { clientModules, entryCSSFiles, entryJSFiles } = referencesSchema.parse(JSON.parse(json));
  const scripts = Object.values(clientModules)
    .map(({ chunks }) => present(chunks.map(staticFile)))
    .filter((files) => !files.some((file) => isOtherPage(sourceOfChunk(file), source)));
  const entries = [...Object.entries(entryCSSFiles), ...Object.entries(entryJSFiles)].flatMap(([key, files]) =>
    isOtherPage(key.replaceAll('\\', '/'), source) ? [] : files,
  );
  const paths = entries.map((file) => (typeof file === 'string' ? file : file.inlined === true ? '' : file.path));
  return [...scripts.flat(), ...present(paths.map(staticFile))].filter((file) => /\.(?:js|css)$/.test(file));
}

/** What a page that the build rendered loads is what its visitors download. Null where there is no such page. */
export async function filesOfPage(folder: string, router: 'app' | 'pages', path: string): Promise<string[] | null> {
  const file = `server/${router}${path === '/' ? '/index' : path}.html`;
  const page = await shippedFile(folder, file)
    .then(readPage)
    .catch(() => null);
  return page && present(page.initial.map(staticFile));
}

/** Another route's page that is shown in place, or an error page that belongs to none. */
const isNoRoute = (name: string): boolean => name === '/_global-error' || /\/\(\.{1,3}\)/.test(name);

export async function readAppRoutes(folder: string, pages: AppPages, notes: string[]): Promise<NextRoute[]> {
  // The slots of parallel routes share one.
  const sources = Map.groupBy(Object.keys(pages.paths), (source) => pages.paths[source] ?? source);
  const unread: string[] = [];
  const routes: NextRoute[] = [];
  for (const [name, ofRoute] of sources) {
    const own = ofRoute.filter((source) => source.endsWith('/page'));
    if (own.length === 0 || isNoRoute(name)) continue;
    const rendered = pages.rendered.get(name);
    const ofPage = rendered === undefined ? null : await filesOfPage(folder, 'app', rendered.path);
    const files = [...pages.mainFiles, ...(ofPage ?? [])];
    if (ofPage === null || rendered?.whole !== true) {
      for (const source of own) {
        await filesByReferences(folder, source).then(
          (more) => files.push(...more),
          () => unread.push(name),
        );
      }
    }
    routes.push({ name, files });
  }
  if (unread.length > 0) {
    notes.push(
      `Next's manifests of these routes could not be read, and only their common files are known: ${unread.join(', ')}.`,
    );
  }
  return routes;
}
