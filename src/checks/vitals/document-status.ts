import { ask } from '../../workspace/servers/ask.ts';
import type { Access } from './access/access.ts';

const LIMIT_MS = 10_000;
/** A browser's limit. */
const MOST_REDIRECTS = 20;

interface DocumentTrouble {
  /** The document's status if it is an error, else null. */
  readonly status: number | null;
  /** Redirects in a circle, or to a server that does not answer; null if there are none. */
  readonly redirects: string | null;
}

/**
 * Why a browser got no page. For an error without a body, Chromium shows its own page, and Lighthouse reports neither the
 * status nor the redirects.
 *
 * @param server where the page is
 * @param access sent to the page's own origin only
 */
export async function documentTrouble(
  url: string,
  server: { readonly ip?: string },
  access: Access,
  signal: AbortSignal,
): Promise<DocumentTrouble> {
  const page = new URL(url);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
  const went: string[] = [];
  const trail = () => went.map((one) => placeOf(new URL(one), page.origin)).join(' → ');
  let at = page;
  for (let count = 0; count <= MOST_REDIRECTS; count++) {
    const seen = went.indexOf(at.href);
    went.push(at.href);
    if (seen >= 0) return { status: null, redirects: `redirects lead in a circle: ${trail()}` };
    const headers = { accept: 'text/html', ...(at.origin === page.origin ? headersOf(access) : {}) };
    const ip = at.hostname === page.hostname ? (server.ip ?? null) : null;
    const answer = await ask(at, { ip, headers, signal: limit });
    signal.throwIfAborted();
    if (answer.type !== 'status') {
      // The visit itself reports a server that does not answer for the page.
      return { status: null, redirects: count === 0 ? null : `a redirect leads to where nobody answers: ${trail()}` };
    }
    const next = answer.location === null ? null : URL.parse(answer.location, at.href);
    if (next === null || !/^https?:$/.test(next.protocol)) {
      return { status: answer.status >= 400 ? answer.status : null, redirects: null };
    }
    next.hash = '';
    at = next;
  }
  return { status: null, redirects: `redirects never end: ${trail()}` };
}

/** Leaves out the query, which may hold secrets. A slash at the end stays, since it often causes circles. */
const placeOf = ({ origin, pathname }: URL, own: string): string => (origin === own ? pathname : origin + pathname);

function headersOf({ headers, cookies, basicAuth }: Access): Record<string, string> {
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  const credentials = basicAuth && Buffer.from(`${basicAuth.username}:${basicAuth.password}`).toString('base64');
  return {
    ...(cookie.length > 0 ? { cookie: cookie.join('; ') } : {}),
    ...(credentials ? { authorization: `Basic ${credentials}` } : {}),
    ...headers,
  };
}
