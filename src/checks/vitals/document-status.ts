import { ask } from '../../workspace/servers/ask.ts';
import type { Access } from './access/access.ts';

const LIMIT_MS = 10_000;
/** A browser's limit. */
const MOST_REDIRECTS = 20;

/**
 * The status of a page's document if it is an error, else null. For an error without a body, Chromium shows its own page,
 * and Lighthouse does not report the status.
 *
 * @param server where the page is
 * @param access sent to the page's own origin only
 */
export async function errorStatus(
  url: string,
  server: { readonly ip?: string },
  access: Access,
  signal: AbortSignal,
): Promise<number | null> {
  const page = new URL(url);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
  let at = page;
  for (let count = 0; count <= MOST_REDIRECTS; count++) {
    const headers = { accept: 'text/html', ...(at.origin === page.origin ? headersOf(access) : {}) };
    const ip = at.hostname === page.hostname ? (server.ip ?? null) : null;
    const answer = await ask(at, { ip, headers, signal: limit });
    signal.throwIfAborted();
    if (answer.type !== 'status') return null; // the visit reports itself that there is none
    const next = answer.location === null ? null : URL.parse(answer.location, at.href);
    if (next === null || !/^https?:$/.test(next.protocol)) return answer.status >= 400 ? answer.status : null;
    at = next;
  }
  return null;
}

function headersOf({ headers, cookies, basicAuth }: Access): Record<string, string> {
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  const credentials = basicAuth && Buffer.from(`${basicAuth.username}:${basicAuth.password}`).toString('base64');
  return {
    ...(cookie.length > 0 ? { cookie: cookie.join('; ') } : {}),
    ...(credentials ? { authorization: `Basic ${credentials}` } : {}),
    ...headers,
  };
}
