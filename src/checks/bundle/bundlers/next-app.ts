import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readShipped, shippedFile } from '../files/shipped-file.ts';
import { readPage } from '../html/page.ts';

/** A route of a Next.js application, and the files that its visitors download at once. */
export interface NextRoute {
  /** `/`, `/blog/[slug]`. */
  readonly name: string;
  /** Relative to the folder that Next builds into, with forward slashes: `static/chunks/main-app-6d97bd.js`. */
  readonly files: readonly string[];
}

/** A page that the build rendered. `whole`: nothing is left to be rendered at a visit. */
export interface PrerenderedPage {
  readonly path: string;
  readonly whole: boolean;
}

/** `server/app/…/page_client-reference-manifest.js`: the client components that a route may render, and their files. */
const referencesSchema = z.object({
  clientModules: z.record(z.string(), z.object({ chunks: z.array(z.string()) })),
  /** By the path of the source, without its extension. Next 14 has strings here. */
  entryCSSFiles: z
    .record(z.string(), z.array(z.union([z.string(), z.object({ path: z.string(), inlined: z.boolean().optional() })])))
    .default({}),
  entryJSFiles: z.record(z.string(), z.array(z.string())).default({}),
});

/** `/_next/static/chunks/app/%5Bid%5D/page-1a.js` and the like, after a host or a base path; null if it is no such file. */
function staticFile(address: string): string | null {
  const [, path] = /(?:^|\/_next\/)(static\/[^?#]+)/.exec(address) ?? [];
  if (path === undefined) return null;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const staticFiles = (addresses: readonly string[]): string[] =>
  addresses.map(staticFile).filter((path) => path !== null);

/** webpack's manifests also name pages of the folders above, which the route does not render. */
const isOtherPage = (source: string, own: string): boolean =>
  /(?:^|\/)page$/.test(source) && !`/${source}`.endsWith(`/app${own}`);

const sourceOfChunk = (file: string): string => file.replace(/^static\/chunks\//, '').replace(/-[0-9a-f]+\.js$/, '');

/** Files by the route's manifest. A few are more than a visitor downloads, if only some visitors see a component. */
async function filesByReferences(folder: string, source: string): Promise<string[]> {
  const path = await shippedFile(folder, `server/app${source}_client-reference-manifest.js`);
  // globalThis.__RSC_MANIFEST["/blog/[slug]/page"] = {…};
  const [, json = ''] = /__RSC_MANIFEST\[".*?"\]\s*=\s*(\{.*\})\s*;?\s*$/s.exec(await readFile(path, 'utf8')) ?? [];
  const { clientModules, entryCSSFiles, entryJSFiles } = referencesSchema.parse(JSON.parse(json));
  const scripts = Object.values(clientModules)
    .map(({ chunks }) => staticFiles(chunks))
    .filter((files) => !files.some((file) => isOtherPage(sourceOfChunk(file), source)));
  const entries = [...Object.entries(entryCSSFiles), ...Object.entries(entryJSFiles)].flatMap(([key, files]) =>
    isOtherPage(key.replaceAll('\\', '/'), source) ? [] : files,
  );
  const paths = entries.map((file) => (typeof file === 'string' ? file : file.inlined === true ? '' : file.path));
  return [...scripts.flat(), ...staticFiles(paths)].filter((file) => /\.(?:js|css)$/.test(file));
}

/** The files that a prerendered page loads. Null if there is no such page. */
export async function filesOfPage(folder: string, router: 'app' | 'pages', path: string): Promise<string[] | null> {
  const file = `server/${router}${path === '/' ? '/index' : path}.html`;
  const page = await readShipped(folder, file)
    .then((html) => readPage(html.toString('utf8')))
    .catch(() => null);
  return page && staticFiles(page.initial);
}

/** Another route's page that is shown in place, or an error page without a route. */
const isNoRoute = (name: string): boolean => name === '/_global-error' || /\/\(\.{1,3}\)/.test(name);

/**
 * Routes of the app router, without the files of every route.
 *
 * @param paths routes by the path of their source: `/(shop)/cart/page` is `/cart`
 * @param prerendered pages by route
 * @param notes gains a sentence about routes that could not be read
 */
export async function appRoutes(
  folder: string,
  paths: Readonly<Record<string, string>>,
  prerendered: ReadonlyMap<string, PrerenderedPage>,
  notes: string[],
): Promise<NextRoute[]> {
  // The slots of parallel routes share one route.
  const sources = Map.groupBy(Object.keys(paths), (source) => paths[source] ?? source);
  const unread: string[] = [];
  const routes: NextRoute[] = [];
  for (const [name, ofRoute] of sources) {
    const own = ofRoute.filter((source) => source.endsWith('/page'));
    if (own.length === 0 || isNoRoute(name)) continue;
    const page = prerendered.get(name);
    const ofPage = page === undefined ? null : await filesOfPage(folder, 'app', page.path);
    const files = ofPage ?? [];
    if (ofPage === null || page?.whole !== true) {
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
    const named = unread.join(', ');
    notes.push(`Next's manifests of these routes could not be read; only their common files are known: ${named}.`);
  }
  return routes;
}
