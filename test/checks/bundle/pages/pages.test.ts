import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findEntries } from '../../../../src/checks/bundle/pages/entries.ts';
import { entriesOf, type Files, outputIn, temporaryFolder, writeFiles } from '../../../support/bundles/output.ts';

/** Of the only page. */
async function page(html: string, files: Files = {}) {
  const { entries, notes } = await entriesOf({ 'index.html': html, ...files });
  const [entry, ...others] = entries;
  expect(others).toEqual([]);
  expect(notes).toEqual([]);
  return entry && { initial: entry.initial, async: entry.async };
}

const MODULES: Files = {
  'assets/main.js':
    'import "./shared.js"; export { a } from "./more.js"; const later = () => import(`./lazy.js`); later();',
  'assets/shared.js': 'import "./main.js"; export const shared = 1;',
  'assets/more.js': 'export const a = 1;',
  'assets/lazy.js': 'import "./shared.js"; import "./lazy-part.js"; import("./later-still.js");',
  'assets/lazy-part.js': '',
  'assets/later-still.js': '',
  'assets/nobody-asks.js': '',
};

const MAIN = {
  initial: ['assets/main.js', 'assets/more.js', 'assets/shared.js'],
  async: ['assets/later-still.js', 'assets/lazy-part.js', 'assets/lazy.js'],
};

describe('what a page loads at once and later', () => {
  it.each([
    ['alone', 'import("./lazy.js");'],
    ['with what handles an error', 'import("./lazy.js").catch((error) => console.error(error))'],
    [
      'as Vite writes it',
      'const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/lazy.js","assets/lazy-part.js"])))=>i.map(i=>d[i]);\nimport{_ as b}from"./shared.js";b(()=>import("./lazy.js"),__vite__mapDeps([0,1]));',
    ],
  ])('what a page loads at once includes what its script only forwards to: %s', async (_, code) => {
    const files = { ...MODULES, 'assets/main.js': code, 'assets/shared.js': '' };
    const found = await page('<script type=module src=/assets/main.js></script>', files);
    expect(found?.initial).toEqual(expect.arrayContaining(['assets/main.js', 'assets/lazy.js', 'assets/lazy-part.js']));
    expect(found?.async).toEqual(['assets/later-still.js']);
  });

  it('what a script loads beside other things stays for later', async () => {
    for (const code of ['import("./lazy.js"); import("./more.js");', 'onclick = () => import("./lazy.js");']) {
      const files = { ...MODULES, 'assets/main.js': code };
      const found = await page('<script type=module src=/assets/main.js></script>', files);
      expect(found?.initial).toEqual(['assets/main.js']);
    }
  });

  it.each([
    ['relative', 'assets/main.js'],
    ['relative with a dot and a query', './assets/main.js?v=3#top'],
    ['from the root of the site', '/assets/main.js'],
    ['from a folder that the site lies in', '/shop/app/assets/main.js'],
    ['on another host', 'https://cdn.example.com/v1/assets/main.js'],
    ['on another host of the same scheme', '//cdn.example.com/assets/main.js'],
    ['percent-encoded', '/assets/%6Dain.js'],
  ])('what a page loads is found by an address that is %s', async (_, address) => {
    expect(await page(`<script type="module" crossorigin src="${address}"></script>`, MODULES)).toEqual(MAIN);
  });

  it.each([
    ['by its address', 'new Worker("/assets/work.js",{type:"module"})'],
    ['by an address beside the file', 'new Worker(""+new URL("work.js",import.meta.url).href,{type:"module"})'],
    ['as Vite writes it', 'new SharedWorker(new URL(/* @vite-ignore */ "/assets/work.js", import.meta.url))'],
    ['by an address that is kept', 'const u=new URL("./work.js",import.meta.url);start(new Worker(u))'],
    ['as a worklet', 'audio.audioWorklet.addModule(new URL("./work.js", import.meta.url))'],
    ['for the whole site', 'navigator.serviceWorker.register("/assets/work.js")'],
  ])('what a page loads later includes the worker that its code starts %s, and what that imports', async (_, code) => {
    const files = {
      'assets/main.js': code,
      'assets/work.js': 'importScripts("older.js"); import("./part.js");',
      'assets/older.js': '',
      'assets/part.js': '',
      'assets/nobody-asks.js': '',
    };
    expect(await page('<script type=module src=/assets/main.js></script>', files)).toEqual({
      initial: ['assets/main.js'],
      async: ['assets/older.js', 'assets/part.js', 'assets/work.js'],
    });
  });

  it('what a page loads later includes the worker that a script in it starts', async () => {
    const files = { 'a/work.js': '', 'a/main.js': '' };
    expect(await page('<script src=a/main.js></script><script>new Worker("a/work.js")</script>', files)).toEqual({
      initial: ['a/main.js'],
      async: ['a/work.js'],
    });
  });

  it('what a page loads includes styles, preloaded modules and what stylesheets import', async () => {
    const html = `<!doctype html><link rel=stylesheet href=/a.css><link rel="preload stylesheet" as=style href=b.css>
      <LINK REL=modulepreload HREF=chunk.js><link rel=preload as=script href=early.js>
      <link rel=preload as=font href=font.woff2><link rel="alternate stylesheet" href=dark.css><link rel=icon href=i.svg>`;
    const css = '@charset "utf-8"; /* } @import "no.css"; */ @layer one, two; @import url(parts/c.css) layer(one);';
    const files = {
      'a.css': `${css} @import "d.css?x" screen; a { b: url(e.css) } @import "late.css";`,
      'parts/c.css': "@import '../d.css';@import url( 'https://cdn.example.com/parts/f.css' );",
      ...Object.fromEntries(
        ['b.css', 'd.css', 'e.css', 'late.css', 'no.css', 'dark.css', 'parts/f.css'].map((path) => [path, '']),
      ),
      ...{ 'chunk.js': '', 'early.js': '', 'font.woff2': '', 'i.svg': '' },
    };
    expect(await page(html, files)).toEqual({
      initial: ['a.css', 'b.css', 'chunk.js', 'd.css', 'early.js', 'parts/c.css', 'parts/f.css'],
      async: [],
    });
  });

  it('what a page loads leaves out what no browser of today runs', async () => {
    const html = `<noscript><link rel=stylesheet href=plain.css></noscript><template><script src=t.js></script></template>
      <script nomodule src=legacy.js></script><script type="application/json" src=data.js>{"import": 1}</script>
      <script type=text/template><script src=x.js></script><!-- <script src=c.js></script> -->
      <script type="text/javascript" src="classic.js"></script>`;
    const names = ['plain.css', 't.js', 'legacy.js', 'data.js', 'x.js', 'c.js', 'classic.js'];
    expect(await page(html, Object.fromEntries(names.map((name) => [name, ''])))).toEqual({
      initial: ['classic.js'],
      async: [],
    });
  });

  it('what a page loads includes inline modules, and what an inline script starts', async () => {
    const html = `<script type=module>import './assets/more.js'; document.onclick = () => import('./assets/lazy-part.js')</script>
      <script>Promise.all([import("/assets/shared.js")]); const no = "import('./assets/nobody-asks.js')"</script>`;
    expect(await page(html, MODULES)).toEqual({
      initial: MAIN.initial,
      async: MAIN.async,
    });
  });

  it('addresses of a page begin where <base> says', async () => {
    const files = Object.fromEntries(Object.entries(MODULES).map(([path, code]) => [`sub/${path}`, code]));
    const under = (paths: readonly string[]) => paths.map((path) => `sub/${path}`);
    const expected = { initial: under(MAIN.initial), async: under(MAIN.async) };
    const script = '<script type=module src=assets/main.js></script>';
    expect(await page(`<base href="sub/">${script}`, files)).toEqual(expected);
    expect(await page(`<base href="https://www.example.com/sub/index.html">${script}`, files)).toEqual(expected);
    expect(await page(`<base href="/app/">${script}`, MODULES)).toEqual(MAIN);
  });

  it('what a page loads follows import maps, with prefixes and scopes', async () => {
    const map = {
      imports: {
        react: './vendor/react.js',
        'lib/': '/lib/',
        '/assets/stable.js': './assets/real-1a2b.js',
        gone: null,
      },
      scopes: { './old/': { react: './vendor/react-old.js' } },
    };
    const files = {
      'main.js':
        'import "react"; import "lib/one.js"; import "./assets/stable.js"; import "gone"; import("./old/x.js")',
      'old/x.js': 'import "react"',
      ...Object.fromEntries(
        ['vendor/react.js', 'vendor/react-old.js', 'lib/one.js', 'assets/real-1a2b.js'].map((path) => [path, '']),
      ),
    };
    const html = `<script type=importmap>${JSON.stringify(map)}</script><script type=module src=main.js></script>`;
    expect(await page(html, files)).toEqual({
      initial: ['assets/real-1a2b.js', 'lib/one.js', 'main.js', 'vendor/react.js'],
      async: ['old/x.js', 'vendor/react-old.js'],
    });
  });

  it('what a page loads includes the islands of Astro, when they ask for it', async () => {
    const html = `<astro-island component-url="/_astro/Menu.js" renderer-url="/_astro/client.js" client="load"></astro-island>
      <astro-island component-url="/_astro/Map.js" renderer-url="/_astro/client.js" client="visible"></astro-island>`;
    const files = {
      '_astro/Menu.js': '',
      '_astro/Map.js': 'import "./geo.js"',
      '_astro/geo.js': '',
      '_astro/client.js': '',
    };
    expect(await page(html, files)).toEqual({
      initial: ['_astro/Menu.js', '_astro/client.js'],
      async: ['_astro/Map.js', '_astro/geo.js'],
    });
  });
});

describe('the pages of an output', () => {
  it('each page of an output is an entry by its path, those without scripts too', async () => {
    const { entries } = await entriesOf({
      'index.html': '<script type=module src=/assets/main.js></script>',
      'docs/index.html': '<script type=module src=../assets/lazy.js></script>',
      'imprint.html': '<p>We</p>',
      ...MODULES,
    });
    expect(entries).toEqual([
      {
        name: 'docs/index.html',
        initial: ['assets/lazy-part.js', 'assets/lazy.js', 'assets/main.js', 'assets/more.js', 'assets/shared.js'],
        async: ['assets/later-still.js'],
      },
      { name: 'imprint.html', initial: [], async: [] },
      { name: 'index.html', ...MAIN },
    ]);
  });

  it('pages of an output may be of several sites, each with a root of its own', async () => {
    const { entries } = await entriesOf({
      'one/index.html': '<script src="/main.js"></script>',
      'one/main.js': '',
      'two/index.html': '<script src="/main.js"></script>',
      'two/main.js': '',
    });
    expect(entries.map(({ initial }) => initial)).toEqual([['one/main.js'], ['two/main.js']]);
  });

  it('a single page that loads nothing is no entry', async () => {
    expect(await entriesOf({ 'index.html': '<p>Hello', 'lib.js': '' })).toEqual({ entries: [], notes: [] });
  });

  it('what a script loader hides is unknown, unless there is but one page', async () => {
    const chunk =
      '(self.webpackChunkapp=self.webpackChunkapp||[]).push([[1],{2:(m,x,n)=>{n.e(44).then(n.bind(n,7))}}]);';
    const one = {
      'index.html': '<script defer src=main.js></script>',
      'main.js': chunk,
      '44.js': '',
      '44.css': '',
      'a.png': '',
    };
    const two = { ...one, 'other.html': '<script defer src=main.js></script>' };
    expect((await entriesOf(one)).entries).toEqual([
      { name: 'index.html', initial: ['main.js'], async: ['44.css', '44.js'] },
    ]);
    expect((await entriesOf(two)).entries.map(({ async }) => async)).toEqual([null, null]);
  });
});

describe('what a build wrote wrongly', () => {
  it('what a build wrote wrongly is reported in a note, and the rest is found', async () => {
    const { entries, notes } = await entriesOf({
      'index.html':
        '<script type=module src=main.js></script><script type=module>import "./a.js"; `</script><div><p></i',
      'main.js': 'import "./broken.js"; import "./gone.js"; import "../../../etc/passwd.js"; import "%E0%A4%A.js"',
      'broken.js': 'import "./a.js"; const a = `',
      'a.js': '',
    });
    expect(entries).toEqual([{ name: 'index.html', initial: ['broken.js', 'main.js'], async: [] }]);
    expect(notes).toEqual([
      expect.stringMatching(
        /^Files loaded by these are unknown .*: index.html, a script in it \(.*\), broken.js \(.*\)\.$/,
      ),
    ]);
  });

  it("links out of the bundle's folder are not followed, those within are", async () => {
    await using temporary = await temporaryFolder();
    const { folder } = temporary;
    await writeFiles(folder, {
      'secret.js': 'import "./a.js"',
      'dist/index.html':
        '<script type=module src=out.js></script><script type=module src=in.js></script><script src=loop.js></script>',
      'dist/real.js': 'import "./a.js"',
      'dist/a.js': '',
    });
    await symlink(join(folder, 'secret.js'), join(folder, 'dist/out.js'));
    await symlink('real.js', join(folder, 'dist/in.js'));
    await symlink('loop.js', join(folder, 'dist/loop.js'));
    const { entries, notes } = await findEntries(await outputIn(join(folder, 'dist')));
    expect(entries).toEqual([{ name: 'index.html', initial: ['a.js', 'in.js', 'loop.js', 'out.js'], async: [] }]);
    expect(notes).toEqual([expect.stringContaining('out.js (it is a link out of the folder)')]);
  });

  it('a page of 10 MB of script is read', async () => {
    const statement = 'const text = "a (b) {c} `d` /e/ // f"; function g() { return [1, 2, 3] }\n';
    const code = `import "./a.js";${statement.repeat(10_000_000 / statement.length)}import("./b.js")`;
    expect(await page('<script type=module src=big.js></script>', { 'big.js': code, 'a.js': '', 'b.js': '' })).toEqual({
      initial: ['a.js', 'big.js'],
      async: ['b.js'],
    });
  });
});
