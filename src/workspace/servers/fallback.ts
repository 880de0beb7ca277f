import { readFileSync, statSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';

/** Answers a path without a file, as hosts do: with a page of the site, and 200 only if the site is one page. */
export interface Fallback {
  readonly file: string;
  readonly status: 200 | 404;
}

/**
 * `200.html` and a rule in `_redirects` make any site a single-page app, and `404.html` makes it none. Without them it is
 * one if index.html is its only page.
 *
 * @param pages paths of all html files in the folder, also of those that are there compressed alone.
 * @throws Error if the system refuses to read there
 */
export function fallbackOf(folder: string, pages: readonly string[]): Fallback | null {
  if (pages.includes('200.html')) return { file: '200.html', status: 200 };
  const isRewritten = hasRewrite(folder);
  if (!isRewritten && pages.includes('404.html')) return { file: '404.html', status: 404 };
  const isSinglePage = pages.every((page) => page === 'index.html');
  return pages.includes('index.html') && (isRewritten || isSinglePage) ? { file: 'index.html', status: 200 } : null;
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** https://docs.netlify.com/manage/routing/redirects/rewrites-proxies/#history-pushstate-and-single-page-apps */
function hasRewrite(folder: string): boolean {
  const file = join(folder, '_redirects');
  return isFile(file) && /^\s*\/\*\s+\/(?:index\.html)?\s+200!?\s*$/m.test(readFileSync(file, 'utf8'));
}

/** Whether a browser goes to a page, rather than to ask for a file, a script or data. */
export function isNavigation({ method, headers }: IncomingMessage): boolean {
  const destination = headers['sec-fetch-dest'];
  return (
    (method === 'GET' || method === 'HEAD') &&
    (headers.accept ?? '').includes('text/html') &&
    (destination === undefined || ['document', 'iframe', 'frame'].includes(String(destination)))
  );
}
