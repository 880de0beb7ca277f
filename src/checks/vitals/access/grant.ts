import type { CDPSession, Page, Protocol } from 'puppeteer-core';
import type { Access } from './access.ts';

/**
 * Sends the headers and cookies of `access` with every request to `origin` from now on. No other origin receives them: no
 * other scheme, host or port, nor the target of a redirect. Call it before a page's first visit, in a Chromium with
 * `accessFlags`.
 *
 * Not covered: a WebSocket handshake has the cookies, but not the headers, which DevTools can't add to it. If there are
 * headers, a `fetch` that the origin redirects elsewhere arrives without its `Origin`, which Chromium drops from requests
 * that DevTools continues.
 *
 * @throws Error if a cookie can't be limited to the origin
 */
export async function grantAccess(page: Page, origin: string, access: Access): Promise<void> {
  const headers = grantedHeaders(access);
  if (headers.length > 0) await sendHeaders(page, origin, headers);
  if (Object.keys(access.cookies).length > 0) await setCookies(page, origin, access.cookies);
}

/** Chromium flags that `grantAccess` needs. */
export const accessFlags = ({ cookies }: Access): readonly string[] =>
  // By the standard, a cookie applies to all ports of its host (https://www.rfc-editor.org/rfc/rfc6265#section-8.5).
  Object.keys(cookies).length > 0 ? ['--enable-features=EnablePortBoundCookies'] : [];

/** Additional headers for the origin, with names in lower case. */
function grantedHeaders({ headers, basicAuth }: Access): Protocol.Fetch.HeaderEntry[] {
  const granted = Object.entries(headers).map(([name, value]) => ({ name: name.toLowerCase(), value }));
  if (basicAuth === null) return granted;
  const credentials = Buffer.from(`${basicAuth.username}:${basicAuth.password}`).toString('base64');
  return [...granted, { name: 'authorization', value: `Basic ${credentials}` }];
}

/**
 * Uses the browser's session rather than the page's, which would miss frames, workers, service workers and popups. It
 * pauses at each hop of a redirect, so headers added to one hop do not reach the next.
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
  // A script's own `authorization` wins, as it does after a browser's own password prompt.
  const added = granted.filter(({ name }) => name !== 'authorization' || !names.has(name));
  const kept = Object.entries(own).filter(([key]) => !added.some(({ name }) => name === key.toLowerCase()));
  return [...kept.map(([name, value]) => ({ name, value })), ...added];
}

/** A request that is not continued would hang until Lighthouse gives up on the page. */
async function goOn(session: CDPSession, how: Protocol.Fetch.ContinueRequestRequest): Promise<void> {
  try {
    await session.send('Fetch.continueRequest', how);
  } catch {
    // Usually the page cancelled it, or Chromium is ending. Then this fails too, and nothing waits for it.
    await session.send('Fetch.failRequest', { requestId: how.requestId, errorReason: 'Aborted' }).catch(() => {});
  }
}

/** Sets cookies as the origin itself would: its scripts can read them, and it can replace them. */
async function setCookies(page: Page, origin: string, cookies: Access['cookies']): Promise<void> {
  const { protocol, hostname, port } = new URL(origin);
  const isSecure = protocol === 'https:';
  const session = await page.createCDPSession();
  for (const [name, value] of Object.entries(cookies)) {
    // Chromium trusts loopback, so these can be set there without TLS.
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
    if (!set.success) throw new Error(`Chromium rejects the cookie ${name} for ${origin}`);
  }
  const elsewhere = `${protocol}//${hostname}:${port === '1' ? 2 : 1}/`;
  const leaked = await session.send('Network.getCookies', { urls: [elsewhere] });
  if (leaked.cookies.some(({ name }) => Object.hasOwn(cookies, name))) {
    throw new Error("this Chromium can't limit cookies to one port of a host; update it to use `cookies`");
  }
  await session.detach();
}
