// A small shop whose pages can have one fault each. `FAULTS=head` plants them; without it the pages have none.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { noisePng } from './noise-png.ts';

const planted = process.env.FAULTS === 'head';

const IMAGES = { '/hero.png': noisePng(120, 80), '/hero-large.png': noisePng(420, 280) };
const FONT = readFileSync(process.env.FONT_FILE ?? '');
const SITE_CSS = rules(200);
const EXTRA_CSS = rules(900);
const SCRIPT = `${busy}busy(60);/* ${'site '.repeat(8_000)} */`;
const WIDGET = `${busy}busy(30);/* ${'widget '.repeat(4_000)} */`;

/** Blocks the main thread for so many milliseconds on any machine. */
function busy(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/** Style rules that match nothing on the page, about 50 bytes each. */
function rules(count: number): string {
  return Array.from({ length: count }, (_, i) => `.card-${i} { margin: ${i % 40}px; color: #${100 + i}; }`).join('\n');
}

const page = (head: string, body: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Shop</title><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/site.css">${head}</head>
<body><h1>Shop</h1>${body}<p>${'Good things at fair prices. '.repeat(30)}</p><script src="/site.js" defer></script></body></html>`;

const hero = (src: string) =>
  `<img class="hero" src="${src}" width="360" height="480" alt="Our best" fetchpriority="high">`;

function fontPage(): string {
  const display = planted ? 'block' : 'swap';
  return page(
    `<style>@font-face { font-family: Shop; src: url(/shop.ttf); font-display: ${display} } h1, p { font-family: Shop, serif }</style>`,
    hero('/hero.png'),
  );
}

/** By path, given the address of the third party. */
function pages(thirdParty: string): Record<string, string> {
  return {
    '/hero': page('', hero(planted ? '/hero-large.png' : '/hero.png')),
    '/style': page(planted ? '<link rel="stylesheet" href="/promotion.css">' : '', hero('/hero.png')),
    '/click': page(
      '',
      `${hero('/hero.png')}<button id="buy">Add to cart</button><output id="cart">empty</output>
      <script>${busy}document.getElementById('buy').onclick = () => { busy(${planted ? 270 : 20}); document.getElementById('cart').textContent = 'one thing'; };</script>`,
    ),
    '/shift': page(
      '',
      `<div id="banner"></div>${hero('/hero.png')}
      <script>addEventListener('load', () => setTimeout(() => { document.getElementById('banner').style.height = '${planted ? 240 : 0}px'; }, 800));</script>`,
    ),
    '/third': page(planted ? `<script src="${thirdParty}/widget.js" async></script>` : '', hero('/hero.png')),
    '/font': fontPage(),
  };
}

type Files = Record<string, { readonly type: string; readonly body: string | Buffer }>;

const serve = (files: Files) =>
  createServer((request: IncomingMessage, response: ServerResponse) => {
    const file = files[request.url ?? ''];
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain', 'cache-control': 'no-store' });
    response.end(file?.body ?? 'nothing here');
  });

const thirdParty = serve({ '/widget.js': { type: 'text/javascript', body: WIDGET } });
thirdParty.listen(0, '127.0.0.1', () => {
  const { port } = thirdParty.address() as AddressInfo;
  const html = Object.entries(pages(`http://127.0.0.1:${port}`)).map(
    ([path, body]) => [path, { type: 'text/html', body }] as const,
  );
  const images = Object.entries(IMAGES).map(([path, body]) => [path, { type: 'image/png', body }] as const);
  serve({
    ...Object.fromEntries([...html, ...images]),
    '/': { type: 'text/html', body: 'ready' },
    '/site.css': { type: 'text/css', body: SITE_CSS },
    '/promotion.css': { type: 'text/css', body: EXTRA_CSS },
    '/site.js': { type: 'text/javascript', body: SCRIPT },
    '/shop.ttf': { type: 'font/ttf', body: FONT },
  }).listen(Number(process.env.PORT), '127.0.0.1');
});
