import { chmod, mkdir, symlink } from 'node:fs/promises';
import { get, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningServer } from '../../../src/workspace/servers/server.ts';
import { startServer } from '../../../src/workspace/servers/start-server.ts';
import { temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';

const SCRIPT = 'console.log("a script of some length");\n'.repeat(100);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: RunningServer;

const launch = (path: string, basePath: string | null = null, side: 'base' | 'head' = 'head') =>
  startServer(
    'site',
    { kind: 'static', static: path, basePath, proxy: null },
    { side, directory: folder.path, signal: new AbortController().signal, onLine: () => {} },
  );

beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder.path, '.git'));
  await writeFiles(folder.path, {
    'dist/index.html': '<title>home</title>',
    'dist/about.html': '<title>about</title>',
    'dist/assets/index-DiwrgTda.js': SCRIPT,
    'dist/main.3f2a1b9c.chunk.js': SCRIPT,
    'dist/date-facade.js': SCRIPT,
    'beside/readme.txt': 'no page',
  });
  const launched = await launch('dist');
  if (!launched.ok) throw new Error(launched.message);
  server = launched.server;
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** As it comes over the wire: fetch would decompress it. */
function request(path: string, headers: Record<string, string> = {}, at = server) {
  return new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    get(`${at.origin}${path}`, { headers, agent: false }, async (response) => {
      const body = Buffer.concat(await response.toArray());
      resolve({ status: response.statusCode, headers: response.headers, body });
    }).on('error', reject);
  });
}

test('the address of a served folder is on the loopback, without a slash at the end', () => {
  expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(server).toMatchObject({ pid: null });
});

test.each(['/.git/config', '/nested/.git/HEAD', '/%2Egit/config'])('%s is never served', async (path) => {
  await using site = await served({ 'index.html': 'home', '.git/config': 'a token', 'nested/.git/HEAD': 'main' });
  expect(await request(path, {}, site)).toMatchObject({ status: 404, body: Buffer.alloc(0) });
});

test('served files are compressed by what the client takes', async () => {
  const path = '/assets/index-DiwrgTda.js';
  const brotli = await request(path, { 'accept-encoding': 'gzip, deflate, br' });
  expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
  expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT);
  const gzip = await request(path, { 'accept-encoding': 'gzip' });
  expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT);
  expect((await request(path)).body.toString()).toBe(SCRIPT);
});

test.each(['/assets/index-DiwrgTda.js', '/main.3f2a1b9c.chunk.js'])(
  '%s is named by its content and kept for good',
  async (path) => {
    expect((await request(path)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  },
);

test.each(['/', '/date-facade.js'])(
  '%s is asked for again, and answered with 304 while it is the same',
  async (path) => {
    const first = await request(path);
    expect(first.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect((await request(path, { 'if-none-match': first.headers.etag ?? '' })).status).toBe(304);
  },
);

const navigation = { accept: 'text/html,*/*;q=0.8', 'sec-fetch-dest': 'document' };

/** Serves a folder of its own with these files. */
async function served(files: Record<string, string | Buffer>, basePath: string | null = null) {
  const path = `site-${++sites}`;
  await writeFiles(
    folder.path,
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${path}/${name}`, text])),
  );
  const launched = await launch(path, basePath);
  if (!launched.ok) throw new Error(launched.message);
  return launched.server;
}
let sites = 0;

const page = (assets: string) =>
  `<!doctype html><link rel="stylesheet" href="${assets}a.css"><script type="module" src="${assets}a.js"></script>`;

test('a static site of one page answers navigations to any path with it, and nothing else', async () => {
  await using site = await served({ 'index.html': 'the app', 'a.js': '1' });
  for (const path of ['/products/42', '/docs/v1.2', '/users/ada@example.com']) {
    const answer = await request(path, navigation, site);
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/html;charset=utf-8' } });
    expect(answer.body.toString()).toBe('the app');
  }
  expect(await request('/api/me', { accept: '*/*', 'sec-fetch-dest': 'empty' }, site)).toMatchObject({ status: 404 });
  expect(await request('/api/me', { accept: 'application/json' }, site)).toMatchObject({ status: 404 });
  expect(await request('/assets/gone.js', { accept: '*/*' }, site)).toMatchObject({ status: 404 });
});

test('a static site with a 404.html answers an unknown path with that page and 404', async () => {
  await using site = await served({ 'index.html': 'home', '404.html': 'not here' });
  const answer = await request('/pricing', navigation, site);
  expect(answer.status).toBe(404);
  expect(answer.body.toString()).toBe('not here');
});

test('a static site of several pages answers an unknown path with 404', async () => {
  expect(await request('/pricing', navigation)).toMatchObject({ status: 404 });
  expect((await request('/about', navigation)).body.toString()).toContain('about');
});

test.each([
  ['200.html', { 'index.html': 'home', 'about/index.html': 'about', '200.html': 'the app' }],
  [
    'a rule in _redirects',
    { 'index.html': 'the app', 'about/index.html': 'about', _redirects: '/*  /index.html  200\n' },
  ],
])('a static site with %s is a single-page app beside its other pages', async (_, files) => {
  await using site = await served(files);
  expect((await request('/about/', navigation, site)).body.toString()).toBe('about');
  const answer = await request('/account', navigation, site);
  expect(answer.status).toBe(200);
  expect(answer.body.toString()).toBe('the app');
});

test('a static site follows the rules of its _redirects where it has no file', async () => {
  await using site = await served({
    'index.html': 'home',
    'app/index.html': 'the app',
    'news/a.html': 'news',
    '404.html': 'nothing',
    _redirects: [
      '# moved',
      '/blog/*  /news/:splat',
      '/u/:name /app/#:name 302',
      '/api/*   https://api.example.com/:splat 200',
      '/app/*   /app/index.html 200',
      '/news/*  /app/ 301',
    ].join('\n'),
  });
  const to = async (path: string) => (await request(path, navigation, site)).headers.location;
  expect(await to('/blog/a')).toBe('/news/a');
  expect(await to('/u/ada')).toBe('/app/#ada');
  expect(await request('/app/orders/7', navigation, site)).toMatchObject({ status: 200, body: Buffer.from('the app') });
  expect(await request('/news/a', navigation, site)).toMatchObject({ status: 200, body: Buffer.from('news') });
  expect(await request('/api/me', navigation, site)).toMatchObject({ status: 404, body: Buffer.from('nothing') });
  expect(await request('/app/data.json', {}, site)).toMatchObject({ status: 404 });
});

const site = { 'index.html': 'home', 'about.html': 'about', 'docs/index.html': 'docs', '404.html': 'nothing' };
const app = { 'index.html': 'the app', 'legal.html': 'legal' };

test.each<[string, Record<string, string>, Record<string, string>]>([
  [
    'vercel.json',
    {
      ...app,
      'vercel.json': JSON.stringify({
        rewrites: [{ source: '/((?!api/).*)', destination: '/index.html' }],
        redirects: [
          { source: '/blog/:slug', destination: '/news/:slug' },
          { source: '/old/(.*)', destination: '/new/$1', permanent: false },
        ],
      }),
    },
    { '/orders/7': '200 the app', '/api/me': '404', '/blog/a': '308 /news/a', '/old/b/c': '307 /new/b/c' },
  ],
  [
    'vercel.json with clean addresses',
    { ...site, 'vercel.json': '{ "cleanUrls": true, "trailingSlash": false }' },
    { '/docs': '200 docs', '/docs/': '301 /docs', '/about': '200 about', '/about.html': '308 /about', '/': '200 home' },
  ],
  [
    'vercel.json with slashes',
    { ...site, 'vercel.json': '{ "trailingSlash": true }' },
    {
      '/docs': '301 /docs/',
      '/docs/': '200 docs',
      '/about': '301 /about/',
      '/about/': '200 about',
      '/x': '404 nothing',
    },
  ],
  [
    'netlify.toml',
    {
      ...app,
      'netlify.toml': `[build]\n  publish = "dist"\n\n[[redirects]]\n  from = "/legal"\n  to = "/terms"\n  force = true\n\n[[redirects]]\n  from = '/*'\n  to = "/index.html"\n  status = 200\n`,
    },
    { '/orders/7': '200 the app', '/legal': '301 /terms' },
  ],
  [
    'staticwebapp.config.json',
    {
      ...app,
      'staticwebapp.config.json': JSON.stringify({
        routes: [{ route: '/start', redirect: '/', statusCode: 301 }],
        navigationFallback: { rewrite: '/index.html', exclude: ['/images/*.{png,gif}'] },
      }),
    },
    { '/orders/7': '200 the app', '/start': '301 /', '/images/a/b.png': '404' },
  ],
  [
    'firebase.json',
    {
      ...app,
      'firebase.json': JSON.stringify({
        hosting: {
          cleanUrls: true,
          redirects: [{ source: '/blog/:post*', destination: '/news/:post', type: 302 }],
          rewrites: [{ source: '!/api/**', destination: '/index.html' }],
        },
      }),
    },
    { '/orders/7': '200 the app', '/api/me': '404', '/blog/a/b': '302 /news/a/b', '/legal.html': '308 /legal' },
  ],
])('a static site follows %s', async (_, files, answers) => {
  await using host = await served(files);
  for (const [path, expected] of Object.entries(answers)) {
    const { status, headers, body } = await request(path, navigation, host);
    expect(`${path}: ${status} ${headers.location ?? body}`.trim()).toBe(`${path}: ${expected}`);
  }
});

test.each<[string, Record<string, string>, RegExp]>([
  [
    'a function',
    { 'firebase.json': '{"hosting":{"rewrites":[{"source":"/api/**","function":"api"}]}}' },
    /of firebase\.json, \/api\/\*\* to a function\./,
  ],
  [
    'another host',
    { _redirects: '/api/* https://api.example.com/:splat 200' },
    /of _redirects, \/api\/\* to https:\/\/api\.example\.com\/:splat\./,
  ],
  [
    'headers that decide',
    { _headers: '/*\n  Content-Security-Policy: x\n  X-A: b' },
    /of _headers, the header content-security-policy\./,
  ],
  [
    'an answer that is neither page nor redirect',
    { 'netlify.toml': '[[redirects]]\nfrom = "/old"\nto = "/404.html"\nstatus = 404\n' },
    /of netlify\.toml, 404 with \/404\.html\./,
  ],
  [
    'a redirect with conditions of its own',
    { 'netlify.toml': '[[redirects]]\nfrom = "/old"\nto = "/new"\n[redirects.conditions]\nCountry = ["de"]\n' },
    /of netlify\.toml, what \/old depends on\./,
  ],
  ['a file that is broken', { 'vercel.json': '{' }, /of vercel\.json, all of it, since it can't be read/],
])('a static site tells that it does not have %s of its host', async (_, files, note) => {
  const path = `site-${++sites}`;
  const placed = Object.entries({ 'index.html': 'home', ...files }).map(([name, text]) => [`${path}/${name}`, text]);
  await writeFiles(folder.path, Object.fromEntries(placed));
  const launched = await launch(path);
  if (!launched.ok) throw new Error(launched.message);
  await using _server = launched.server;
  expect(launched.note).toMatch(note);
});

test('a static site whose html asks for files below a path is served there', async () => {
  await using site = await served({
    'index.html': page('/my/repo/assets/'),
    'assets/a.js': '1',
    'assets/a.css': 'i{}',
  });
  expect(site.basePath).toBe('/my/repo');
  expect(await request('/my/repo/assets/a.js', {}, site)).toMatchObject({ status: 200 });
  expect((await request('/my/repo/', navigation, site)).body.toString()).toContain('/my/repo/assets/a.js');
  expect(await request('/my/repo', navigation, site)).toMatchObject({
    status: 301,
    headers: { location: '/my/repo/' },
  });
});

test.each([
  ['/app/', '/app'],
  ['/', undefined],
  ['./', undefined],
  ['https://cdn.example.com/app/', undefined],
])('a static site whose html has <base href="%s"> is served there', async (href, expected) => {
  const html = `<!doctype html><base href="${href}"><script src="main.js"></script>`;
  await using site = await served({ 'index.html': html, 'main.js': '1' });
  expect(site.basePath).toBe(expected);
});

test.each([
  ['at the root', page('/assets/'), undefined],
  ['relative to the page', page('./assets/'), undefined],
  ['on another host', page('https://cdn.example.com/repo/assets/'), undefined],
  ['that are nowhere', page('/repo/files/'), undefined],
])('a static site whose html asks for files %s has no base path', async (_, html, expected) => {
  await using site = await served({ 'index.html': html, 'assets/a.js': '1', 'assets/a.css': 'i{}' });
  expect(site.basePath).toBe(expected);
});

test('the base path that the config names goes before that of the html', async () => {
  await using site = await served(
    { 'index.html': page('/app/assets/'), 'assets/a.js': '1', 'assets/a.css': '' },
    '/other',
  );
  expect(site.basePath).toBe('/other');
  expect(await request('/other/assets/a.js', {}, site)).toMatchObject({ status: 200 });
});

test('files of a static site are found by names with escapes, dots and spaces', async () => {
  const names = [
    'a b.js',
    '@scope/a.js',
    '[slug]/page.js',
    'a+b,c.js',
    'v1.2/index.html',
    '.well-known/a.json',
    'é.js',
    'c#.js',
    'what?.js',
    'a%20b.js',
    '100%.js',
  ];
  await using site = await served(Object.fromEntries([['index.html', 'home'], ...names.map((name) => [name, name])]));
  for (const name of names) {
    const path = `/${name.split('/').map(encodeURIComponent).join('/')}`;
    expect({ name, body: (await request(path, {}, site)).body.toString() }).toEqual({ name, body: name });
  }
  expect((await request('/v1.2/', navigation, site)).body.toString()).toBe('v1.2/index.html');
});

test.each([
  ['br', brotliCompressSync, brotliDecompressSync],
  ['gz', gzipSync, gunzipSync],
] as const)(
  'files of a static site that are there as .%s alone are served as what they hold',
  async (ending, zip, unzip) => {
    await using site = await served({ 'index.html': 'home', [`a.js.${ending}`]: zip(SCRIPT) });
    const answer = await request('/a.js', { 'accept-encoding': 'gzip, br' }, site);
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript' } });
    expect(answer.headers['content-encoding']).toBe(ending === 'br' ? 'br' : 'gzip');
    expect(unzip(answer.body).toString()).toBe(SCRIPT);
    const plain = await request('/a.js', {}, site);
    expect(plain).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript' } });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(plain.body.toString()).toBe(SCRIPT);
  },
);

test('a static site whose pages are compressed alone is served to clients that unpack nothing', async () => {
  const html = '<script src="/app/assets/a.js"></script>';
  await using site = await served({ 'index.html.gz': gzipSync(html), 'assets/a.js.br': brotliCompressSync(SCRIPT) });
  expect(site).toMatchObject({ basePath: '/app', pages: ['/'] });
  expect((await request('/app/', navigation, site)).body.toString()).toBe(html);
  expect(await request('/app/orders/7', navigation, site)).toMatchObject({ status: 200, body: Buffer.from(html) });
  expect((await request('/app/assets/a.js', {}, site)).body.toString()).toBe(SCRIPT);
  expect(await request('/app/assets/b.js', {}, site)).toMatchObject({ status: 404 });
});

test('a static site without an index.html at its root serves what is there', async () => {
  await using site = await served({ 'en/index.html': 'English', 'de/index.html': 'Deutsch' });
  expect((await request('/en/', navigation, site)).body.toString()).toBe('English');
  expect(await request('/', navigation, site)).toMatchObject({ status: 404 });
});

test('a page of a folder has the address with a slash, and one of a file the address without, as on hosts', async () => {
  await using site = await served({
    'index.html': 'home',
    'pricing/index.html': 'pricing',
    'über uns/index.html': 'about us',
    'team.html': 'team',
    'docs.html': 'docs',
    'docs/index.html': 'all docs',
  });
  const moved = async (path: string) => (await request(path, navigation, site)).headers.location;
  expect(await moved('/pricing')).toBe('/pricing/');
  expect(await moved('/pricing?a=b/c')).toBe('/pricing/?a=b/c');
  expect(await moved('/%C3%BCber%20uns')).toBe('/%C3%BCber%20uns/');
  expect(await moved('/team/')).toBe('/team');
  for (const [path, body] of Object.entries({
    '/': 'home',
    '/pricing/': 'pricing',
    '/pricing/index.html': 'pricing',
    '/%C3%BCber%20uns/': 'about us',
    '/team': 'team',
    '/team.html': 'team',
    '/docs': 'docs',
    '/docs/': 'all docs',
  })) {
    const answer = await request(path, navigation, site);
    expect({ path, status: answer.status, body: answer.body.toString() }).toEqual({ path, status: 200, body });
  }
  expect(site.pages?.toSorted()).toEqual(['/', '/docs', '/docs/', '/pricing/', '/team', '/über uns/']);
});

test('a page below a base path is sent to its address there', async () => {
  await using site = await served({ 'index.html': 'home', 'pricing/index.html': 'pricing' }, '/app');
  expect((await request('/app/pricing', navigation, site)).headers.location).toBe('/app/pricing/');
});

test('nothing outside of the folder is served', async () => {
  expect((await request('/..%2fbeside/readme.txt')).body.toString()).not.toContain('no page');
});

test.each([
  ['nowhere', 'there is no such folder in head'],
  ['../..', 'it lies outside of the repository'],
])('%s is not served: %s', async (path, why) => {
  expect(await launch(path)).toMatchObject({ ok: false, message: `Server site can't serve ${path}: ${why}` });
});

test('a folder that base lacks leaves nothing to compare with, and is no folder to name otherwise', async () => {
  expect(await launch('nowhere', null, 'base')).toEqual({
    ok: false,
    message: "Server site can't serve nowhere: base has no such folder, so there is no base to compare with",
  });
});

test('a folder with a link to nothing is not served, and the system says why', async () => {
  await writeFiles(folder.path, { 'broken/index.html': 'home' });
  await symlink('nowhere', join(folder.path, 'broken/link.js'));
  expect(await launch('broken')).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^Server site can't serve broken: ENOENT: .*link\.js/),
  });
});

test('a path in other letters than its file is not served, and the file is known', async () => {
  expect(await request('/Assets/index-DiwrgTda.js')).toMatchObject({ status: 404 });
  expect(server.spelled?.('/Assets/index-DiwrgTda.js')).toBe('/assets/index-DiwrgTda.js');
  expect(['/assets/index-DiwrgTda.js', '/other.js'].map((path) => server.spelled?.(path))).toEqual([null, null]);
});

test.each(['200.html', '404.html', '_redirects'])('a folder named %s in a static site is a folder', async (name) => {
  await using site = await served({ 'index.html': 'the app', [`${name}/a.js`]: '1' });
  expect(await request(`/${name}/a.js`, {}, site)).toMatchObject({ status: 200 });
  const answer = await request('/account', navigation, site);
  expect(answer.status).toBe(200);
  expect(answer.body.toString()).toBe('the app');
});

describe('what may not be read', () => {
  // Nothing is kept from root.
  beforeAll(async () => {
    await chmod(folder.path, 0o755);
    if (process.getuid?.() === 0) process.seteuid?.(65_534);
  });
  afterAll(() => {
    if (process.getuid?.() === 0) process.seteuid?.(0);
  });
  const asOwner = async (work: () => Promise<void>) => {
    const user = process.geteuid?.() ?? 0;
    if (process.getuid?.() === 0) process.seteuid?.(0);
    await work();
    if (process.getuid?.() === 0) process.seteuid?.(user);
  };

  test('a static site with a page that may not be read is served, and only that page breaks off', async () => {
    await asOwner(async () => {
      const files = { '404.html': page('/repo/'), 'index.html': page('/repo/'), 'de/index.html': page('/repo/') };
      for (const [name, text] of Object.entries({ ...files, 'a.js': '1', 'a.css': '' }))
        await writeFiles(folder.path, { [`guarded/${name}`]: text });
      for (const name of ['404.html', 'index.html']) await chmod(join(folder.path, 'guarded', name), 0);
    });
    const launched = await launch('guarded');
    if (!launched.ok) throw new Error(launched.message);
    await using site = launched.server;
    expect(site.basePath).toBe('/repo');
    for (const path of ['/repo/', '/repo/nowhere'])
      await expect(request(path, navigation, site)).rejects.toThrow('socket hang up');
    expect(await request('/repo/de/', navigation, site)).toMatchObject({ status: 200 });
  });

  test('a static site with a folder that may not be read is not served, and the system says why', async () => {
    await asOwner(async () => {
      await writeFiles(folder.path, { 'locked/index.html': 'home', 'locked/inside/a.js': '1' });
      await chmod(join(folder.path, 'locked/inside'), 0);
    });
    expect(await launch('locked')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Server site can't serve locked: EACCES: permission denied, .*inside/),
    });
    await asOwner(() => chmod(join(folder.path, 'locked/inside'), 0o755));
  });
});

test('after the end of a static server nothing listens there', async () => {
  const launched = await launch('dist');
  if (!launched.ok) throw new Error(launched.message);
  await launched.server[Symbol.asyncDispose]();
  await launched.server[Symbol.asyncDispose]();
  await expect(fetch(launched.server.origin)).rejects.toThrow();
});

test('a folder with pointers of Git LFS is served, with a note', async () => {
  await writeFiles(folder.path, {
    'pointers/index.html': '<title>home</title>',
    'pointers/hero.jpg': 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 90000\n',
  });
  const launched = await launch('pointers');
  expect(launched).toMatchObject({
    ok: true,
    note: expect.stringMatching(/^Server site: hero\.jpg holds a pointer of/),
  });
  if (launched.ok) await launched.server[Symbol.asyncDispose]();
});
