import type { CDPSession, Page, Protocol } from 'puppeteer-core';
import type { Access } from './access.ts';

/**
 * Lets everything that is loaded from now on in to `origin`, with the headers and cookies of `access`; no other origin is
 * sent any of them: no other scheme, host or port, and none that a redirect leads to. Before the first visit of a page,
 * in a Chromium with `accessFlags`. Throws where a cookie can't be kept to the origin.
 *
 * Not covered: the handshake of a WebSocket has the cookies, but not the headers, which DevTools can't add to it. And where
 * headers are sent, a `fetch` that the origin redirects elsewhere arrives there without its `Origin`: Chromium drops it from
 * requests that DevTools let go on.
 */
export async function grantAccess(page: Page, origin: string, access: Access): Promise<void> {
  const headers = grantedHeaders(access);
  if (headers.length > 0) await sendHeaders(page, origin, headers);
  if (Object.keys(access.cookies).length > 0) await setCookies(page, origin, access.cookies);
}

/** Chromium's switches without which `grantAccess` can't grant this. */
export const accessFlags = ({ cookies }: Access): readonly string[] =>
  // By the standard a cookie is for all ports of its host (https://www.rfc-editor.org/rfc/rfc6265#section-8.5).
  Object.keys(cookies).length > 0 ? ['--enable-features=EnablePortBoundCookies'] : [];

/** What the origin is sent in addition, by names in lower case. */
function grantedHeaders({ headers, basicAuth }: Access): Protocol.Fetch.HeaderEntry[] {
  const granted = Object.entries(headers).map(([name, value]) => ({ name: name.toLowerCase(), value }));
  if (basicAuth === null) return granted;
  const credentials = Buffer.from(`${basicAuth.username}:${basicAuth.password}`).toString('base64');
  return [...granted, { name: 'authorization', value: `Basic ${credentials}` }];
}

/**
 * The browser's own session, rather than the page's, sees the requests of frames, workers, service workers and popups as
 * well. It pauses each hop of a redirect anew, and what is added to one does not go on to the next.
 */
async function sendHeaders(page: Page, origin: string, granted: readonly Protocol.Fetch.HeaderEntry[]): Promise<void> {
  const session = await page.browser().target().createCDPSession();
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    const headers = isAt(request.url, origin) ? withGranted(request.headers, granted) : null;
    void goOn(session, headers === null ? { requestId } : { requestId, headers });
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: `${origin}/*`, requestStage: 'Request' }] });
}

const isAt = (url: string, origin: string): boolean => URL.canParse(url) && new URL(url).origin === origin;

function withGranted(
  own: Protocol.Network.Headers,
  granted: readonly Protocol.Fetch.HeaderEntry[],
): Protocol.Fetch.HeaderEntry[] {
  const names = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  // A script that signs its requests itself goes on doing so, as it does behind a browser's own prompt for a password.
  const added = granted.filter(({ name }) => name !== 'authorization' || !names.has(name));
  const kept = Object.entries(own).filter(([key]) => !added.some(({ name }) => name === key.toLowerCase()));
  return [...kept.map(([name, value]) => ({ name, value })), ...added];
}

/** A request that is not gone on with would hang until Lighthouse gives the page up. */
async function goOn(session: CDPSession, how: Protocol.Fetch.ContinueRequestRequest): Promise<void> {
  try {
    await session.send('Fetch.continueRequest', how);
  } catch {
    // Mostly since the page has cancelled it, or Chromium ends: then this fails, too, and nobody waits.
    await session.send('Fetch.failRequest', { requestId: how.requestId, errorReason: 'Aborted' }).catch(() => {});
  }
}

/** As if the origin itself had set them: its scripts can read them, and it can replace them. */
async function setCookies(page: Page, origin: string, cookies: Access['cookies']): Promise<void> {
  const { protocol, hostname, port } = new URL(origin);
  const isSecure = protocol === 'https:';
  const session = await page.createCDPSession();
  for (const [name, value] of Object.entries(cookies)) {
    // On loopback, which Chromium trusts, these can be set without TLS, too.
    const secure = isSecure || /^__(host|secure)-/i.test(name);
    const cookie: Protocol.Network.SetCookieRequest = {
      name,
      value,
      url: `${origin}/`,
      path: '/',
      secure,
      sourceScheme: secure ? 'Secure' : 'NonSecure',
      sourcePort: Number(port || (isSecure ? 443 : 80)),
    };
    const set = await session.send('Network.setCookie', cookie).catch(() => ({ success: false }));
    if (!set.success) throw new Error(`Chromium does not take the cookie ${name} for ${origin}`);
  }
  const elsewhere = `${protocol}//${hostname}:${port === '1' ? 2 : 1}/`;
  const leaked = await session.send('Network.getCookies', { urls: [elsewhere] });
  if (leaked.cookies.some(({ name }) => Object.hasOwn(cookies, name))) {
    throw new Error(
      "this Chromium can't keep cookies to one port of a host; perf-budget needs a newer one for `cookies`",
    );
  }
  await session.detach();
}
