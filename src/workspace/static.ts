import { existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import compression from 'compression';
import sirv from 'sirv';
import { logicalName } from '../text/hashed-name.ts';
import { resolveInside } from './checkout-root.ts';
import type { StartServerOptions, StartServerResult } from './server.ts';

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Serves a folder on 127.0.0.1 like a production host: compressed, with files that have a hash in their name cached for
 * good and all others revalidated, index.html for every path that is no file, and 404 for a missing file.
 */
export async function serveFolder(
  name: string,
  path: string,
  { side, directory }: Pick<StartServerOptions, 'side' | 'directory'>,
): Promise<StartServerResult> {
  const folder = resolveInside(directory, path);
  if (folder === null) {
    return { ok: false, message: `Server ${name} can't serve ${path}: it lies outside of the repository` };
  }
  if (!(statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false)) {
    const hint = `Name the folder that the build writes: servers.${name}.static is relative to the working directory.`;
    return { ok: false, message: `Server ${name} can't serve ${path}: there is no such folder in ${side}`, hint };
  }
  if (!existsSync(join(folder, 'index.html'))) {
    return { ok: false, message: `Server ${name} can't serve ${path}: there is no index.html in it, in ${side}` };
  }
  // Its types are Express's, but it works with Node's own.
  const compress = compression() as unknown as Middleware;
  const files = sirv(folder, {
    etag: true,
    single: true,
    setHeaders: (response, pathname) => {
      const cache = isHashed(pathname) ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate';
      response.setHeader('Cache-Control', cache);
    },
  });
  const server = createServer((request, response) => compress(request, response, () => files(request, response)));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    ok: true,
    server: {
      origin: `http://127.0.0.1:${port}`,
      pid: null,
      failure: () => null,
      [Symbol.asyncDispose]: () => {
        closing ??= close();
        return closing;
      },
    },
  };
}

/** Whether the file's name holds a hash of its content, so that it never changes under this name. */
const isHashed = (pathname: string): boolean => logicalName(pathname) !== pathname;
