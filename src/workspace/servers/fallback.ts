import { readFileSync, statSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';

/** The answer to a path without a file: a page of the site, or another address. */
type Answer =
  | { readonly file: string; readonly status: 200 | 404 }
  | { readonly location: string; readonly status: number };

/** @param path decoded, beginning with a slash, below the site's base path */
export type Fallback = (path: string) => Answer | null;

/**
 * Answers as hosts do: by `200.html`, else by the rules in `_redirects`, else by `404.html`, and with index.html if that is
 * the only page, as in a single-page app.
 *
 * @param pages paths of all html files in the folder, also of those that are there compressed alone.
 * @throws Error if the system refuses to read there
 */
export function fallbackOf(folder: string, pages: readonly string[]): Fallback {
  const page = (file: string, status: 200 | 404) => (pages.includes(file) ? ({ file, status } as const) : null);
  const isSinglePage = pages.every((one) => one === 'index.html');
  const rules = rulesIn(folder);
  return (path) => {
    const always = page('200.html', 200);
    if (always !== null) return always;
    for (const { from, to, status } of rules) {
      const found = from.exec(path);
      if (found === null) continue;
      const { groups = {} } = found;
      const target = to.replaceAll(/:(\w+)/g, (whole, name) => groups[name] ?? whole);
      if (status !== 200) return { location: encodeURI(target), status };
      const rewritten = page(target.replace(/^\//, '').replace(/(^|\/)$/, '$1index.html'), 200);
      if (rewritten !== null) return rewritten;
    }
    return page('404.html', 404) ?? (isSinglePage ? page('index.html', 200) : null);
  };
}

interface Rule {
  readonly from: RegExp;
  readonly to: string;
  readonly status: number;
}

/** Rewrites to pages, and redirects within the site: https://docs.netlify.com/manage/routing/redirects/overview/ */
function rulesIn(folder: string): Rule[] {
  const file = join(folder, '_redirects');
  if (!(statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line): Rule[] => {
      const [, from, to, status = '301'] =
        /^\s*(\/[^\s?]*)\s+(\/(?!\/)\S*)(?:\s+(200|30[1278])!?)?\s*(?:#.*)?$/.exec(line) ?? [];
      if (from === undefined || to === undefined) return [];
      const pattern = from
        .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
        .replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')
        .replace(/\/\*$/, '(?:/(?<splat>.*))?');
      return [{ from: new RegExp(`^${pattern}/?$`), to, status: Number(status) }];
    });
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
