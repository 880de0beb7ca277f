import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { logicalName } from '../../text/hashed-name.ts';
import type { CleanUrls } from './clean-urls.ts';
import { type Fallback, isNavigation } from './fallback.ts';
import { type HostRules, target } from './hosts/rule.ts';
import { contentOf, unpacking } from './precompressed.ts';

/**
 * Answers requests as the host of a folder does: by its redirects first, then by its files, else by its fallback.
 *
 * @param folder absolute
 * @param prefix the base path, without a slash at the end; empty for none
 */
export function folderHandler(
  folder: string,
  prefix: string,
  { urls, fallback, rules }: { readonly urls: CleanUrls; readonly fallback: Fallback; readonly rules: HostRules },
) {
  const files = sirv(folder, {
    etag: true,
    dotfiles: true,
    gzip: true,
    brotli: true,
    setHeaders: (response, pathname) => {
      const cache = isHashed(pathname) ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate';
      response.setHeader('Cache-Control', cache);
    },
  });
  const unpacked = unpacking(files);
  const answerWithoutFile = (path: string, request: IncomingMessage, response: ServerResponse) => {
    const answer = isNavigation(request) ? fallback(path) : null;
    if (answer === null) {
      response.writeHead(404).end();
      return;
    }
    if ('location' in answer) {
      response.writeHead(answer.status, { Location: prefix + withoutPrefix(answer.location, prefix) }).end();
      return;
    }
    response.writeHead(answer.status, {
      'Content-Type': 'text/html;charset=utf-8',
      'Cache-Control': 'public, max-age=0, must-revalidate',
    });
    contentOf(join(folder, answer.file)).pipe(response);
  };
  return (request: IncomingMessage, response: ServerResponse) => {
    const { url = '/' } = request;
    const redirect = (to: string) => response.writeHead(301, { Location: to }).end();
    const inside = withoutPrefix(url, prefix);
    const [, escaped = '', query = ''] = /^([^?]*)(.*)$/.exec(inside) ?? [];
    if (escaped === '') {
      redirect(`${prefix}/${query}`);
      return;
    }
    const path = decoded(escaped);
    // A site that is served as it is written may be the repository, whose `.git` can hold a token.
    if (/(?:^|\/)\.git(?:\/|$)/i.test(path)) return void response.writeHead(404).end();
    const moved = movedBy(rules, urls, path);
    if (moved !== null) {
      response.writeHead(moved.status, { Location: prefix + encodeURI(withoutPrefix(moved.to, prefix)) + query }).end();
      return;
    }
    const found = urls.find(path);
    if (found !== null && 'redirect' in found) {
      const outside = url.slice(0, url.length - inside.length);
      redirect(outside + (path.endsWith('/') ? escaped.slice(0, -1) : `${escaped}/`) + query);
      return;
    }
    // sirv decodes the path, so a `%` in a file's name is escaped.
    const pathname = (found?.file ?? path).replaceAll('%', '%25');
    Object.assign(request, { url: inside, _parsedUrl: { raw: inside, pathname } });
    files(request, response, () => unpacked(request, response, () => answerWithoutFile(path, request, response)));
  };
}

/** Where the host redirects a path, whether or not there is a file; null if it does not. */
function movedBy(
  { beforeFiles, withoutHtml }: HostRules,
  { addressOf }: CleanUrls,
  path: string,
): { readonly to: string; readonly status: number } | null {
  for (const rule of beforeFiles) {
    const parts = rule.match(path);
    if (parts !== null) return { to: target(rule, parts), status: rule.status };
  }
  const address = withoutHtml && /\.html?$/i.test(path) ? addressOf(path) : null;
  return address === null ? null : { to: address, status: 308 };
}

export function decoded(path: string): string {
  try {
    return decodeURIComponent(path).normalize();
  } catch {
    return path;
  }
}

/** Files are also served at the root, as the html of some sites expects both. */
export const withoutPrefix = (url: string, prefix: string): string =>
  prefix !== '' && (url === prefix || url.startsWith(`${prefix}/`)) ? url.slice(prefix.length) : url;

/** Whether the file's name holds a hash of its content, so that it never changes under this name. */
const isHashed = (pathname: string): boolean => logicalName(pathname) !== pathname;
