/** GitHub redirects to a renamed repository, and to the store of an artifact. */
const MOST_REDIRECTS = 3;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Too many redirects, as in a circle. */
export class RedirectError extends Error {
  override readonly name = 'RedirectError';
}

/**
 * Follows a few redirects; `fetch` alone follows twenty. It keeps the method: after 301 and 302, `fetch` would turn a
 * write into a read. Only the token's own origin gets the token.
 */
export function followFew(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    let url = new URL(String(input));
    for (let redirects = 0; ; redirects += 1) {
      const response = await fetch(url.href, { ...init, headers: Object.fromEntries(headers), redirect: 'manual' });
      const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
      if (location === null) return response;
      await response.body?.cancel();
      if (redirects === MOST_REDIRECTS) throw new RedirectError(`it redirects more than ${MOST_REDIRECTS} times`);
      const next = new URL(location, url);
      if (next.origin !== url.origin) headers.delete('authorization');
      url = next;
    }
  };
}
