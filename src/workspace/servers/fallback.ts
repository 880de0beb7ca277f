import type { IncomingMessage } from 'node:http';
import { type Rule, target } from './hosts/rule.ts';

/** The answer to a path without a file: a page of the site, or another address. */
type Answer =
  | { readonly file: string; readonly status: 200 | 404 }
  | { readonly location: string; readonly status: number };

/** @param path decoded, beginning with a slash, below the site's base path */
export type Fallback = (path: string) => Answer | null;

/**
 * Answers as hosts do: by `200.html`, else by the host's rules, else by `404.html`, and with index.html if that is the only
 * page, as in a single-page app.
 *
 * @param pages paths of all html files in the folder, also of those that are there compressed alone.
 */
export function fallbackOf(pages: readonly string[], rules: readonly Rule[]): Fallback {
  const page = (file: string, status: 200 | 404) => (pages.includes(file) ? ({ file, status } as const) : null);
  const isSinglePage = pages.every((one) => one === 'index.html');
  return (path) => {
    const always = page('200.html', 200);
    if (always !== null) return always;
    for (const rule of rules) {
      const parts = rule.match(path);
      if (parts === null) continue;
      const to = target(rule, parts);
      if (rule.status !== 200) return { location: encodeURI(to), status: rule.status };
      const rewritten = filesOf(to).find((file) => pages.includes(file));
      if (rewritten !== undefined) return { file: rewritten, status: 200 };
    }
    return page('404.html', 404) ?? (isSinglePage ? page('index.html', 200) : null);
  };
}

/** The files that a path may mean: `/app` is app, app.html or app/index.html. */
function filesOf(path: string): string[] {
  const file = path.replace(/^\//, '').replace(/[?#].*$/s, '');
  if (file === '' || file.endsWith('/')) return [`${file}index.html`];
  return [file, `${file}.html`, `${file}/index.html`];
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
