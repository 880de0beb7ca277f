import { execFileSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileIds, knownHashes } from '../../../../src/checks/bundle/bundlers/file-names.ts';
import { next as bundler } from '../../../../src/checks/bundle/bundlers/next.ts';
import { readNext } from '../../../../src/checks/bundle/bundlers/next-manifests.ts';
import { findEntries } from '../../../../src/checks/bundle/pages/entries.ts';
import { type Files, outputIn, temporaryFolder, writeFiles } from '../../../support/bundles/output.ts';

/** Outputs of one small application, cut down from what Next 14, 15 and 16 wrote. */
const json = (value: unknown) => JSON.stringify(value, null, 2);

const webpack = (name: string) => `static/chunks/${name}.js`;
const MAIN = ['webpack-bc9ac1e3d420957f', '794-268803444e87b940', 'main-app-c482da0fc98f8bea'].map(webpack);
const FRAME = ['webpack-bc9ac1e3d420957f', 'framework-ea4f97ca039bd777', 'main-820d46b7c537c77a'].map(webpack);
const HOME = webpack('app/page-4f221d76a672883c');
const LAYOUT = webpack('app/layout-8cfe1fb894015604');
const BLOG = webpack('app/blog/[slug]/page-4f221d76a672883d');
const LINK = webpack('500-fc3b64d9ff4a32a7');
const HEAVY = webpack('10.c424db99d2721141');
const OLD = webpack('pages/old-1de469e0c52cc83a');
const APP = webpack('pages/_app-688aa0c7241baf30');
const POLYFILLS = webpack('polyfills-42372ed130431b0a');
const LOW = ['_buildManifest', '_ssgManifest'].map((name) => `static/A-71SYCN/${name}.js`);
const GLOBAL_CSS = 'static/css/e0c7b70c5c2e95b7.css';
const HOME_CSS = 'static/css/57bd6afe86aa7028.css';
const HEAVY_CSS = 'static/css/c321c495c992fa72.css';

const push = (code: string) => `(self.webpackChunk_N_E=self.webpackChunk_N_E||[]).push([[1],{1:(e,t,n)=>{${code}}}]);`;
const scripts = (paths: readonly string[]) =>
  paths.map((path) => `<script src="/_next/${path.replace('[slug]', '%5Bslug%5D')}" async=""></script>`).join('');

const references = (route: string, css: (path: string) => unknown) =>
  `globalThis.__RSC_MANIFEST=(globalThis.__RSC_MANIFEST||{});globalThis.__RSC_MANIFEST["${route}"]=${JSON.stringify({
    clientModules: {
      '/home/ada/app/components/header.js': { id: 1, name: '*', chunks: ['500', LINK, '177', LAYOUT], async: false },
      '/home/ada/app/components/counter.js': { id: 2, name: '*', chunks: ['974', HOME], async: false },
      '/home/ada/app/components/article.js': { id: 3, name: '*', chunks: ['5', encodeURI(BLOG)], async: false },
      '/home/ada/node_modules/next/dist/client/components/client-page.js': { id: 4, name: '*', chunks: [] },
    },
    entryCSSFiles: {
      '/home/ada/app/layout': [css(GLOBAL_CSS)],
      '/home/ada/app/page': [css(HOME_CSS)],
      '/home/ada/app/blog/[slug]/page': [],
    },
  })};`;

const WEBPACK: Files = {
  BUILD_ID: 'A-71SYCN\n',
  'build-manifest.json': json({
    polyfillFiles: [POLYFILLS],
    lowPriorityFiles: LOW,
    rootMainFiles: MAIN,
    pages: { '/_app': [...FRAME, APP], '/_error': FRAME, '/old': [...FRAME, OLD], '/post/[id]': FRAME },
  }),
  'app-path-routes-manifest.json': json({
    '/page': '/',
    '/blog/[slug]/page': '/blog/[slug]',
    '/api/x/route': '/api/x',
    '/_global-error/page': '/_global-error',
    '/feed/(..)photo/page': '/feed/(..)photo',
  }),
  'prerender-manifest.json': json({ version: 4, routes: { '/': { srcRoute: '/', dataRoute: '/index.rsc' } } }),
  'react-loadable-manifest.json': json({
    'components/counter.js -> ./heavy': { id: 2010, files: [HEAVY_CSS, HEAVY] },
    'components/nobody.js -> ./more': { id: 2011, files: [BLOG] },
  }),
  'server/app/index.html': `<!DOCTYPE html><link rel="stylesheet" href="/_next/${GLOBAL_CSS}"/><link rel="stylesheet" href="/_next/${HOME_CSS}"/>
    <link rel="preload" as="script" fetchPriority="low" href="/_next/${MAIN[0]}"/>${scripts([...MAIN.slice(1), LINK, LAYOUT, HOME])}
    <script src="/_next/${POLYFILLS}" noModule=""></script>`,
  'server/app/blog/[slug]/page_client-reference-manifest.js': references('/blog/[slug]/page', (path) => ({
    inlined: false,
    path,
  })),
  'server/pages/old.html': scripts([...FRAME, APP, OLD, HEAVY, ...LOW]),
  ...Object.fromEntries(
    [...MAIN, ...FRAME, LAYOUT, LINK, HEAVY, APP, OLD, POLYFILLS, ...LOW].map((path) => [path, push('')]),
  ),
  [HOME]: push('()=>Promise.all([n.e(257),n.e(10)]).then(n.bind(n,2010))'),
  [BLOG]: push('Promise.resolve().then(n.bind(n,2010)),Promise.resolve().then(n.bind(n,2011))'),
  [GLOBAL_CSS]: '',
  [HOME_CSS]: '',
  [HEAVY_CSS]: '',
};

async function built(files: Files, folder = '') {
  await using temporary = await temporaryFolder();
  await writeFiles(temporary.folder, files);
  const root = join(temporary.folder, folder);
  const next = await readNext(root);
  if (next === null) return null;
  const all = await outputIn(root, { reports: [{ bundler, report: next }] });
  const output = { ...all, paths: all.paths.filter((path) => path.startsWith(next.shipped)) };
  const { entries, notes } = await findEntries(output);
  return {
    next,
    entries,
    notes: [...next.notes, ...notes],
    ids: Object.fromEntries(fileIds(output)),
    hashes: Object.fromEntries(knownHashes(output)),
  };
}

const ROUTES = [
  { name: '/', initial: [...MAIN, LINK, LAYOUT, HOME, GLOBAL_CSS, HOME_CSS].sort(), async: [HEAVY, HEAVY_CSS] },
  { name: '/blog/[slug]', initial: [...MAIN, LINK, LAYOUT, BLOG, GLOBAL_CSS].sort(), async: [] },
  { name: '/old', initial: [...FRAME, APP, OLD, HEAVY, ...LOW].sort(), async: [] },
  { name: '/post/[id]', initial: [...FRAME, APP, ...LOW].sort(), async: [] },
];

describe("a build of Next's by webpack", () => {
  it('a webpack build of Next has an entry for each route: by its rendered page, else by the manifests', async () => {
    const found = await built(WEBPACK);
    expect(found?.next).toMatchObject({ bundler: 'webpack', buildId: 'A-71SYCN', shipped: 'static/', notes: [] });
    expect(found?.entries).toEqual(ROUTES);
    expect(found?.notes).toEqual([]);
  });

  it('a webpack build of Next is found from its folder of shipped files, too', async () => {
    const found = await built(WEBPACK, 'static');
    const inside = (paths: readonly string[]) => paths.map((path) => path.replace(/^static\//, ''));
    expect(found?.next.shipped).toBe('');
    expect(found?.entries).toEqual(
      ROUTES.map(({ name, initial, async }) => ({ name, initial: inside(initial), async: inside(async) })),
    );
  });

  it('a webpack build of Next names its chunks and their hashes', async () => {
    const found = await built(WEBPACK);
    expect(found?.ids).toEqual({
      [HOME]: 'app/page',
      [LAYOUT]: 'app/layout',
      [BLOG]: 'app/blog/[slug]/page',
      [OLD]: 'pages/old',
      [APP]: 'pages/_app',
      [webpack('main-app-c482da0fc98f8bea')]: 'main-app',
      [webpack('main-820d46b7c537c77a')]: 'main',
      [webpack('framework-ea4f97ca039bd777')]: 'framework',
      [webpack('webpack-bc9ac1e3d420957f')]: 'webpack',
      'static/A-71SYCN/_buildManifest.js': '_buildManifest.js',
      'static/A-71SYCN/_ssgManifest.js': '_ssgManifest.js',
    });
    expect(found?.hashes).toMatchObject({
      [HOME]: '4f221d76a672883c',
      [HEAVY]: 'c424db99d2721141',
      [HOME_CSS]: '57bd6afe86aa7028',
      'static/A-71SYCN/_ssgManifest.js': 'A-71SYCN',
    });
  });

  it('a webpack build of Next 14 names its stylesheets by their paths', async () => {
    const manifest = 'server/app/blog/[slug]/page_client-reference-manifest.js';
    const found = await built({ ...WEBPACK, [manifest]: references('/blog/[slug]/page', (path) => path) });
    expect(found?.entries).toEqual(ROUTES);
  });

  it('a rendered page of Next stands for its route with parameters; a half rendered one counts all it may still render', async () => {
    const page = { 'server/app/blog/a.html': scripts([...MAIN, BLOG]) };
    const prerendered = (more: object) => ({
      ...WEBPACK,
      ...page,
      'prerender-manifest.json': json({ routes: { '/blog/a': { srcRoute: '/blog/[slug]', ...more } } }),
    });
    const blog = async (files: Files) =>
      (await built(files))?.entries.find(({ name }) => name === '/blog/[slug]')?.initial;
    expect(await blog(prerendered({}))).toEqual([...MAIN, BLOG].sort());
    expect(await blog(prerendered({ renderingMode: 'PARTIALLY_STATIC' }))).toEqual(ROUTES[1]?.initial);
  });

  it('a build of Next notes the manifests that it could not read, and goes on', async () => {
    const found = await built({
      ...WEBPACK,
      'server/app/blog/[slug]/page_client-reference-manifest.js': 'globalThis.__RSC_MANIFEST["/x"]={"clientModules":',
      'react-loadable-manifest.json': '[]]',
      'prerender-manifest.json': json({
        routes: { '/': { srcRoute: '/' }, '/../../../secret': { srcRoute: '/blog/[slug]' } },
      }),
    });
    expect(found?.notes).toEqual([
      "Next's react-loadable-manifest.json could not be read: its format is unknown.",
      "Next's manifests of these routes could not be read; only their common files are known: /blog/[slug].",
    ]);
    expect(found?.entries.map(({ name, initial, async }) => [name, initial.length, async])).toEqual([
      // Its chunk loads others, and nothing says which.
      ['/', 8, null],
      ['/blog/[slug]', 3, []],
      ['/old', 8, []],
      ['/post/[id]', 6, []],
    ]);
  });

  it('a folder without its manifest is no build of Next', async () => {
    expect(await built({ 'index.html': '' })).toBeNull();
    expect(await built({ BUILD_ID: 'x', 'static/a.js': '' })).toBeNull();
    expect((await built({ BUILD_ID: 'x', 'build-manifest.json': '{"pages": 1}' }))?.notes).toHaveLength(1);
  });
});

describe("a build of Next's by Turbopack", () => {
  const chunk = (name: string) => `static/chunks/${name}`;
  const main = ['1pcw6gskne7pf.js', '0li7vzj18bfpo.js', 'turbopack-2u1d16houkiyo.js'].map(chunk);
  const turbopack = (code: string) =>
    `(globalThis.TURBOPACK||(globalThis.TURBOPACK=[])).push(["object"==typeof document?document.currentScript:void 0,1,e=>{${code}}]);`;
  const files: Files = {
    BUILD_ID: 'JwaiPESY',
    'build-manifest.json': json({
      pages: {
        '/_app': [chunk('40f_kmk2dd8g5.js'), main[2]],
        '/old': [chunk('13o2ag9ls76hk.js'), main[2]],
      },
      polyfillFiles: [chunk('0cz1d0mv5g_q7.js')],
      lowPriorityFiles: ['static/JwaiPESY/_buildManifest.js'],
      rootMainFiles: main,
    }),
    'app-path-routes-manifest.json': json({ '/(shop)/cart/page': '/cart' }),
    'server/app/(shop)/cart/page_client-reference-manifest.js': `globalThis.__RSC_MANIFEST = globalThis.__RSC_MANIFEST || {};
globalThis.__RSC_MANIFEST["/(shop)/cart/page"] = ${JSON.stringify({
      clientModules: {
        '[project]/components/header.js': { id: 5008, chunks: ['/_next/static/chunks/1olxmusl8ssbd.js'] },
      },
      entryCSSFiles: {
        '[project]/app/layout': [{ path: chunk('0tqxmwmasweug.css'), inlined: false }],
        '[project]/app/(shop)/cart/page': [{ path: chunk('44tzy3_w7morv.css'), inlined: true, content: 'p{}' }],
      },
      entryJSFiles: { '[project]/app/(shop)/cart/page': [chunk('26x-4nqan8_un.js')] },
    })}`,
    ...Object.fromEntries(
      [...main, ...['40f_kmk2dd8g5.js', '0cz1d0mv5g_q7.js', '1olxmusl8ssbd.js', '0tt8c14cmak5s.js'].map(chunk)].map(
        (path) => [path, turbopack('')],
      ),
    ),
    [chunk('13o2ag9ls76hk.js')]: turbopack(
      'e.v(t=>Promise.all(["static/chunks/0tt8c14cmak5s.js"].map(t=>e.l(t))).then(()=>t(1)))',
    ),
    [chunk('26x-4nqan8_un.js')]: turbopack(
      'e.v(t=>Promise.all(["static/chunks/44tzy3_w7morv.css","static/chunks/2jnrxc0m5d9vo.js"].map(t=>e.l(t))).then(()=>t(2)))',
    ),
    [chunk('2jnrxc0m5d9vo.js')]: turbopack(''),
    [chunk('0tqxmwmasweug.css')]: '',
    [chunk('44tzy3_w7morv.css')]: '',
    'static/JwaiPESY/_buildManifest.js': 'self.__BUILD_MANIFEST={"/old":["static/chunks/13o2ag9ls76hk.js"]}',
  };

  it('a Turbopack build of Next has an entry for each route, and its scripts name what they load later', async () => {
    const found = await built(files);
    expect(found?.entries).toEqual([
      {
        name: '/cart',
        initial: [...main, ...['1olxmusl8ssbd.js', '26x-4nqan8_un.js', '0tqxmwmasweug.css'].map(chunk)].sort(),
        async: ['2jnrxc0m5d9vo.js', '44tzy3_w7morv.css'].map(chunk),
      },
      {
        name: '/old',
        initial: [
          ...['40f_kmk2dd8g5.js', '13o2ag9ls76hk.js', 'turbopack-2u1d16houkiyo.js'].map(chunk),
          'static/JwaiPESY/_buildManifest.js',
        ].sort(),
        async: [chunk('0tt8c14cmak5s.js')],
      },
    ]);
  });

  it('a Turbopack build of Next has hashes that are whole names', async () => {
    const found = await built(files);
    expect(found?.next.bundler).toBe('turbopack');
    expect(found?.hashes).toMatchObject({
      [chunk('26x-4nqan8_un.js')]: '26x-4nqan8_un',
      [chunk('turbopack-2u1d16houkiyo.js')]: '2u1d16houkiyo',
      'static/JwaiPESY/_buildManifest.js': 'JwaiPESY',
    });
  });
});

describe('What only has the name of a build of Next', () => {
  it('pipes and folders with the names of Next’s files are not read, nor waited for', async () => {
    await using temporary = await temporaryFolder();
    const pipe = (name: string) => execFileSync('mkfifo', [join(temporary.folder, name)]);
    if (process.platform === 'win32') return;
    pipe('BUILD_ID');
    pipe('build-manifest.json');
    expect(await readNext(temporary.folder)).toBeNull();
    await rm(join(temporary.folder, 'BUILD_ID'));
    await mkdir(join(temporary.folder, 'BUILD_ID'));
    expect(await readNext(temporary.folder)).toBeNull();
  });
});
