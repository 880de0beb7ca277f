import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative, sep } from 'node:path';
import type { Duplex } from 'node:stream';
import compression from 'compression';
import type { ServerSettings } from '../../model/plan.ts';
import { FETCH_LARGE_FILES, pointersIn, pointerWords } from '../git/large-files.ts';
import { resolveInside } from '../git/resolve-inside.ts';
import { basePathOf } from './base-path.ts';
import { cleanUrls } from './clean-urls.ts';
import { fallbackOf } from './fallback.ts';
import { decoded, folderHandler, withoutPrefix } from './folder-handler.ts';
import { readHostRules } from './hosts/read-host-rules.ts';
import { unpackedPaths } from './precompressed.ts';
import { proxyTo } from './proxy.ts';
import type { RunningServer, StartServerOptions, StartServerResult } from './server.ts';

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Serves a folder on 127.0.0.1 like a production host: compressed, with files that have a hash in their name cached for
 * good and all others revalidated, below the base path that its html uses. Files that are compressed already are served as
 * they are. Pages have clean addresses, as in clean-urls.ts. A path without a file is answered as in fallback.ts if a
 * browser goes there, else with 404. Paths that belong to a server behind it are answered by that server.
 */
export async function serveFolder(
  name: string,
  settings: Extract<ServerSettings, { kind: 'static' }>,
  options: Pick<StartServerOptions, 'side' | 'directory' | 'behind' | 'quiet'>,
): Promise<StartServerResult> {
  try {
    return await serve(name, settings, options);
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    return { ok: false, message: `Server ${name} can't serve ${settings.static}: ${why}` };
  }
}

/** @throws Error if the system refuses to read the folder, or to listen */
async function serve(
  name: string,
  { static: path, basePath, proxy }: Extract<ServerSettings, { kind: 'static' }>,
  { side, directory, behind = {}, quiet = false }: Pick<StartServerOptions, 'side' | 'directory' | 'behind' | 'quiet'>,
): Promise<StartServerResult> {
  const folder = resolveInside(directory, path);
  if (folder === null) {
    return { ok: false, message: `Server ${name} can't serve ${path}: it lies outside of the repository` };
  }
  if (!(statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false)) {
    if (side === 'base') {
      // Head's config names it, which base need not have.
      const message = `Server ${name} can't serve ${path}: base has no such folder, so there is no base to compare with`;
      return { ok: false, message };
    }
    const hint = `Name the folder that the build writes: servers.${name}.static is relative to the working directory.`;
    return { ok: false, message: `Server ${name} can't serve ${path}: there is no such folder in head`, hint };
  }
  const files = await filesIn(folder);
  const paths = unpackedPaths(files);
  const pages = paths.filter((file) => /\.html?$/i.test(file));
  const prefix = basePath ?? (await basePathOf(folder, pages.slice(0, MOST_PAGES_READ)));
  const { rules, note: ofHost } = readHostRules(folder, directory);
  const urls = cleanUrls(pages, rules.trailingSlash);
  const handle = folderHandler(folder, prefix, { urls, fallback: fallbackOf(pages, rules.afterFiles), rules });
  // Its types are Express's, but it works with Node's own.
  const compress = compression() as unknown as Middleware;
  const { upstreamOf, pass, upgrade } = proxyTo(upstreams(proxy ?? {}, behind));
  const server = createServer((request, response) => {
    const upstream = upstreamOf(request.url ?? '/');
    if (upstream !== null) {
      pass(upstream, request, response);
      return;
    }
    // A file that can't be read breaks its answer off: by now the answer has a status.
    response.on('pipe', (file) => file.on('error', () => response.destroy()));
    compress(request, response, () => handle(request, response));
  });
  const sockets = new Set<Duplex>();
  server.on('upgrade', (request, socket, head) => {
    const upstream = upstreamOf(request.url ?? '/');
    sockets.add(socket.on('close', () => sockets.delete(socket)));
    if (upstream === null) socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
    else upgrade(upstream, request, socket, head);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const pointers = quiet ? [] : await pointersIn(folder, files);
  const notes = [
    ...(pointers.length > 0 ? [`${pointerWords(pointers)}. ${FETCH_LARGE_FILES}`] : []),
    ...(ofHost === null || quiet ? [] : [ofHost]),
  ];
  const note = `Server ${name}: ${notes.join('. ')}.`;
  let closing: Promise<void> | undefined;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
    });
  return {
    ok: true,
    ...(notes.length > 0 && { note }),
    server: {
      origin: `http://127.0.0.1:${port}`,
      ...(prefix === '' ? {} : { basePath: prefix }),
      pages: urls.addresses,
      spelled: spelledAs(paths, prefix),
      pid: null,
      failure: () => null,
      [Symbol.asyncDispose]: () => {
        closing ??= close();
        return closing;
      },
    },
  };
}

const upstreams = (proxy: Readonly<Record<string, string>>, behind: Readonly<Record<string, RunningServer>>) =>
  Object.fromEntries(
    Object.entries(proxy).flatMap(([prefix, name]) => {
      const server = behind[name];
      return server === undefined ? [] : [[prefix, { name, server }]];
    }),
  );

/** A site's pages agree on its base path. */
const MOST_PAGES_READ = 10;

/** Paths of the files in a folder, the shallowest first. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const depth = (file: string) => file.split('/').length;
  return files.toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

function spelledAs(files: readonly string[], prefix: string): (path: string) => string | null {
  const known = new Map(files.map((file) => [`/${file.normalize()}`.toLowerCase(), `/${file}`]));
  return (path) => {
    const asked = decoded(withoutPrefix(path, prefix));
    const file = known.get(asked.toLowerCase()) ?? null;
    return file === asked ? null : file;
  };
}
