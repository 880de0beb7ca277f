import type { Access } from './access/access.ts';

const LIMIT_MS = 10_000;
/** A browser's limit. */
const MOST_REDIRECTS = 20;

/**
 * The status of a page's document if it is an error, else null. For an error without a body, Chromium shows its own page,
 * and Lighthouse does not report the status.
 *
 * @param access sent to the page's own origin only
 */
export async function errorStatus(url: string, access: Access, signal: AbortSignal): Promise<number | null> {
  const { origin } = new URL(url);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
  try {
    let at = new URL(url);
    for (let count = 0; count <= MOST_REDIRECTS; count++) {
      const headers = { accept: 'text/html', ...(at.origin === origin ? headersOf(access) : {}) };
      const response = await fetch(at, { signal: limit, redirect: 'manual', headers });
      await response.body?.cancel();
      const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (next === null) return response.status >= 400 ? response.status : null;
      at = new URL(next, at);
    }
    return null;
  } catch {
    signal.throwIfAborted();
    return null; // no response, which the visit reports itself
  }
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
