import type { RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

const picture = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAAAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Of enough bytes for its size to count as contentful. */
const hero = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">${Array.from(
  { length: 200 },
  (_, i) =>
    `<circle cx="${(i * 37) % 300}" cy="${(i * 53) % 200}" r="9" fill="#${String((i * 7_919) % 1_000).padStart(3, '0')}"/>`,
).join('')}</svg>`;

/** No font that works, which changes nothing: its text waits for it all the same. */
const font = Buffer.alloc(3_000, 'font');

const unused = Array.from({ length: 4_000 }, (_, i) => `function f${i}(a){return a*${i}+${(i * 7_919) % 1_013}}`).join(
  '\n',
);

const page = (party: string) => `<!doctype html><html lang="en"><title>Everything</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="/icon.gif">
<link rel="stylesheet" href="/head.css">
<link rel="preload" as="style" href="/preloaded.css"><link rel="stylesheet" href="/preloaded.css">
<link rel="stylesheet" media="print" href="/print.css">
<link rel="preload" as="font" type="font/woff2" crossorigin href="/preloaded.woff2">
<script src="/head.js"></script><script defer src="/defer.js"></script><script type="module" src="/module.js"></script>
<script async src="${party}/tag.js"></script>
<h1>Everything</h1>
<p style="font-family: Hidden">hidden</p><p style="font-family: Preloaded">hidden</p><p style="font-family: Swapped">shown</p>
<script src="/body.js"></script><link rel="stylesheet" href="/body.css">
<img src="/hero.svg" style="width: 90vw"><img src="data:image/gif;base64,${picture.toString('base64')}" width="5" height="5">
<img src="/moved.gif" width="5" height="5"><img src="/missing.gif" width="5" height="5">
<script src="/end.js"></script>
<iframe src="/frame.html" width="100" height="50"></iframe>
<p id="late"></p><p>At the end.</p>`;

const css = `
@font-face { font-family: Hidden; src: url(/hidden.woff2); font-display: block }
@font-face { font-family: Preloaded; src: url(/preloaded.woff2) }
@font-face { font-family: Swapped; src: url(/swapped.woff2); font-display: swap }`;

const script = (party: string) => `
fetch('${party}/api', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' }).then((it) => it.text());
fetch('/data.json').then((it) => it.text());
fetch(URL.createObjectURL(new Blob(['blob']))).then((it) => it.text());
const gone = new AbortController(); fetch('/never', { signal: gone.signal }).catch(() => {}); setTimeout(() => gone.abort(), 50);
new EventSource('/events'); navigator.sendBeacon('/beacon', 'x');
addEventListener('load', () => requestAnimationFrame(() => setTimeout(() => { document.querySelector('#late').style.height = '200px'; }, 500)));`;

/** Once before the first paint, and once long after it: only what follows the paint is blocking time. */
const work = `
const busy = (ms) => { for (const until = performance.now() + ms; performance.now() < until; ); };
busy(60);
addEventListener('load', () => setTimeout(() => busy(120), 300));`;

let answers = 0;

/** Headers as real servers send them, never twice of the same length. */
function write(response: ServerResponse, status: number, type: string, headers: Record<string, string> = {}) {
  answers += 1;
  response.writeHead(status, {
    'content-type': type,
    'access-control-allow-origin': '*',
    'x-time': 'x'.repeat(answers),
    ...headers,
  });
  return response;
}

/** A page that has everything that is counted. `party` is the origin of its third party. */
export const everything = (party: string): RequestListener => {
  const files: Readonly<Record<string, readonly [type: string, body: string | Buffer]>> = {
    '/': ['text/html', page(party)],
    '/frame.html': ['text/html', '<!doctype html><title>Frame</title><link rel="stylesheet" href="/frame.css">frame'],
    '/head.css': ['text/css', css],
    '/head.js': ['text/javascript', `${unused}${work}`],
    '/defer.js': ['text/javascript', script(party)],
    '/data.json': ['application/json', '{}'],
    '/hero.svg': ['image/svg+xml', hero],
  };
  const types: Readonly<Record<string, readonly [type: string, body: string | Buffer]>> = {
    css: ['text/css', 'i { color: red }'],
    js: ['text/javascript', '1'],
    gif: ['image/gif', picture],
    woff2: ['font/woff2', font],
  };
  return ({ url = '' }, response) => {
    if (url === '/moved.gif') return void write(response, 302, 'text/plain', { location: '/there.gif' }).end('moved');
    if (url === '/missing.gif') return void write(response, 404, 'text/plain').end('nothing here');
    if (url === '/beacon') return void write(response, 204, 'text/plain').end();
    if (url === '/events') return void write(response, 200, 'text/event-stream').write('data: 1\n\n');
    if (url === '/never') return void write(response, 200, 'text/plain').write('the beginning');
    const [type, body] = files[url] ?? types[url.slice(url.lastIndexOf('.') + 1)] ?? ['text/plain', 'what?'];
    const zipped = gzipSync(body);
    const answer = () => {
      write(response, 200, type, { 'content-encoding': 'gzip', 'cache-control': 'no-store' });
      // Without its length, so that it goes out in chunks.
      response.write(zipped.subarray(0, 10));
      response.end(zipped.subarray(10));
    };
    // A document that is there at once has a TTFB of 0.
    setTimeout(answer, url === '/' ? 30 : 0);
  };
};

export const thirdParty: RequestListener = ({ method }, response) => {
  const allowed = { 'access-control-allow-methods': 'PUT', 'access-control-allow-headers': '*' };
  write(response, 200, 'text/javascript', allowed).end(method === 'OPTIONS' ? '' : 'window.tag = 1');
};
