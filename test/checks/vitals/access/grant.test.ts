import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, launch } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import type { Access } from '../../../../src/checks/vitals/access/access.ts';
import { NO_ACCESS } from '../../../../src/checks/vitals/access/access.ts';
import { accessFlags, grantAccess } from '../../../../src/checks/vitals/access/grant.ts';
import { findChromium, findSandbox } from '../../../../src/checks/vitals/browser/chromium.ts';
import { until } from '../../../support/browser/visit-process.ts';

const ACCESS: Access = {
  headers: { 'X-Preview': 'KEY-OF-PREVIEW' },
  cookies: { session: 'SESSION-OF-ADA', '__Host-id': 'ID-OF-ADA' },
  basicAuth: { username: 'ada', password: 'wörd' },
};
const BASIC = `Basic ${Buffer.from('ada:wörd').toString('base64')}`;
const SECRETS = ['KEY-OF-PREVIEW', 'SESSION-OF-ADA', 'ID-OF-ADA', BASIC.slice('Basic '.length)];

/** A server of everything, that writes down what it is asked: `GET 127.0.0.1:1234/path`, with all headers. */
async function server(asked: Map<string, IncomingMessage['headers']>, pages: (url: URL) => string) {
  const note = ({ method, url, headers }: IncomingMessage, kind = method) => {
    asked.set(`${kind} ${headers.host}${url?.split('?')[0]}`, headers);
  };
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    note(request);
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('access-control-allow-headers', 'x-custom');
    response.setHeader('content-type', url.pathname.endsWith('.js') ? 'text/javascript' : 'text/html');
    if (url.pathname === '/rotate') response.setHeader('set-cookie', 'session=ROTATED; Path=/');
    const to = url.searchParams.get('to');
    if (to === null) response.end(pages(url));
    else response.writeHead(Number(url.searchParams.get('status') ?? 302), { location: to }).end();
  };
  const listening = createServer(answer);
  listening.on('upgrade', (request, socket) => {
    note(request, 'WS');
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return {
    port: (listening.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      listening.closeAllConnections();
      await new Promise((resolve) => listening.close(resolve));
    },
  };
}

async function chromium(flags: readonly string[]): Promise<AsyncDisposable & { browser: Browser }> {
  const found = findChromium();
  if ('problem' in found) throw new Error(found.problem);
  const sandbox = (await findSandbox(found.path)).works ? [] : ['--no-sandbox'];
  const browser = await launch({ executablePath: found.path, pipe: true, args: [...flags, ...sandbox] });
  return { browser, [Symbol.asyncDispose]: () => browser.close() };
}

/** What a page can think of to send: itself, frames, workers and popups, to itself, another port and another host. */
const everything = (own: string, port: string, host: string) => `<!doctype html><h1>Hi</h1>
<img src="/image"><img src="${port}/image"><img src="${host}/image"><script>
const get = (url, options) => fetch(url, { credentials: 'include', ...options }).catch(() => {});
const through = (...hops) => hops.reduceRight((to, hop) => hop + '?to=' + encodeURIComponent(to));
const load = (tag, attributes) => document.head.append(Object.assign(document.createElement(tag), attributes));
addEventListener('load', async () => {
  await get('/signed', { headers: { authorization: 'Bearer of the page' } });
  for (const to of ['${port}', '${host}']) {
    await get(to + '/asked');
    await get(to + '/preflight', { headers: { 'x-custom': '1' } });
    await get(through('/hop-1', to + '/away'));
    await get(through('/hop-2', to + '/there', '${own}/back'), { mode: 'no-cors' });
    await get(through('/hop-3', to + '/posted') + '&status=307', { method: 'POST', body: 'x' });
    navigator.sendBeacon(to + '/beacon', 'x');
    new WebSocket(to.replace('http', 'ws') + '/socket');
    load('iframe', { src: to + '/frame' });
    window.open(to + '/popup');
  }
  await get(through('/hop-4', '/own'));
  navigator.sendBeacon('/beacon', 'x');
  new WebSocket('${own}'.replace('http', 'ws') + '/socket');
  new EventSource('/events');
  load('link', { rel: 'prefetch', href: '/prefetched' });
  load('iframe', { src: '/frame' });
  window.open('/popup');
  new Worker('/worker.js');
  new SharedWorker('/shared.js');
  await navigator.serviceWorker.register('/service.js');
  await get('/cookie/' + document.cookie.replaceAll('; ', '/'));
  await get('/rotate');
  await get('/rotated');
});
</script>`;

const script = (name: string, port: string, host: string) =>
  ['', port, host].map((to) => `fetch('${to}/from-${name}', { credentials: 'include' }).catch(() => {});`).join('');

describe.skipIf(process.platform !== 'linux')('Access is granted', () => {
  test('access is granted to the origin of the page and to no other, whatever sends the request, and along no redirect', async () => {
    const asked = new Map<string, IncomingMessage['headers']>();
    const at = (port: number) => ({ port: `http://127.0.0.1:${port}`, host: `http://localhost:${port}` });
    let [own, port, host] = ['', '', ''];
    const pages = ({ pathname }: URL): string => {
      if (pathname === '/') return everything(own, port, host);
      const name = /^\/(worker|shared|service|frame|popup)(?:\.js)?$/.exec(pathname)?.[1];
      if (name === undefined) return '';
      const text = script(name, port, host);
      return pathname.endsWith('.js') ? text : `<title>x</title><script>${text}</script>`;
    };
    await using first = await server(asked, pages);
    await using second = await server(asked, pages);
    own = at(first.port).port;
    port = at(second.port).port;
    host = at(first.port).host;

    await using chrome = await chromium(accessFlags(ACCESS));
    const page = await chrome.browser.newPage();
    await grantAccess(page, own, ACCESS);
    await page.goto(`${own}/`);

    const name = (url: string) => url.replace('http://', '');
    const sources = ['frame', 'popup', 'worker', 'shared', 'service'].map((source) => `GET /from-${source}`);
    const simple = [
      'GET /image',
      'GET /own',
      'POST /beacon',
      'GET /events',
      'GET /prefetched',
      'GET /frame',
      'GET /popup',
    ];
    const hops = [1, 2, 3, 4].map((hop) => `${hop === 3 ? 'POST' : 'GET'} /hop-${hop}`);
    const files = ['GET /worker.js', 'GET /shared.js', 'GET /service.js'];
    const granted = ['GET /', 'GET /signed', 'GET /rotate', ...simple, ...hops, ...files, ...sources];
    const elsewhere = ['image', 'asked', 'preflight', 'away', 'there', 'frame', 'popup'].map((path) => `GET /${path}`);
    const denied = [...elsewhere, 'POST /posted', 'POST /beacon', 'WS /socket', 'OPTIONS /preflight', ...sources];
    const of = (origin: string, request: string) => request.replace(' /', ` ${name(origin)}/`);
    const expected = [
      ...[...granted, 'WS /socket', 'GET /rotated', 'GET /back'].map((request) => of(own, request)),
      ...[port, host].flatMap((origin) => denied.map((request) => of(origin, request))),
    ];
    const missing = () => expected.filter((request) => !asked.has(request));
    await Promise.race([until(() => missing().length === 0), new Promise((resolve) => setTimeout(resolve, 20_000))]);
    expect(missing()).toEqual([]);

    for (const request of granted) {
      expect(asked.get(of(own, request)), request).toMatchObject({
        'x-preview': 'KEY-OF-PREVIEW',
        authorization: request === 'GET /signed' ? 'Bearer of the page' : BASIC,
      });
    }
    // The jar's order, and what has been replaced meanwhile, are the browser's own business.
    for (const request of ['GET /', 'GET /image', 'GET /signed', 'GET /hop-1', 'GET /own', 'WS /socket']) {
      expect(asked.get(of(own, request))?.cookie?.split('; ').sort(), request).toEqual([
        '__Host-id=ID-OF-ADA',
        'session=SESSION-OF-ADA',
      ]);
    }
    // As the page's scripts see them, and as the server has replaced one of them.
    const seen = [...asked.keys()].find((request) => request.includes('/cookie/'));
    expect(seen?.split('/').slice(2).sort()).toEqual(['__Host-id=ID-OF-ADA', 'session=SESSION-OF-ADA']);
    expect(asked.get(of(own, 'GET /rotated'))?.cookie?.split('; ').sort()).toEqual([
      '__Host-id=ID-OF-ADA',
      'session=ROTATED',
    ]);
    // Back from elsewhere it is the own origin's request again.
    expect(asked.get(of(own, 'GET /back'))).toMatchObject({ 'x-preview': 'KEY-OF-PREVIEW' });

    const leaks = [...asked].filter(
      ([request, headers]) =>
        !request.includes(` ${name(own)}/`) && SECRETS.some((secret) => JSON.stringify(headers).includes(secret)),
    );
    expect(leaks).toEqual([]);
  });

  test('access is refused where Chromium would send a cookie to every port of the host', async () => {
    await using chrome = await chromium([]);
    const page = await chrome.browser.newPage();
    await expect(grantAccess(page, 'http://127.0.0.1:8080', ACCESS)).rejects.toThrow("can't limit cookies to one port");
    await expect(grantAccess(page, 'http://127.0.0.1:8080', { ...ACCESS, cookies: {} })).resolves.toBeUndefined();
    await expect(grantAccess(page, 'http://127.0.0.1:8080', NO_ACCESS)).resolves.toBeUndefined();
  });
});
