import { describe, expect, it } from 'vitest';
import { fileIds, knownHashes } from '../../../../src/checks/bundle/bundlers/file-names.ts';
import { webpack } from '../../../../src/checks/bundle/bundlers/webpack.ts';
import { entriesOf, type Files } from '../../../support/bundles/output.ts';

/**
 * As webpack 5.112 wrote it (`runtimeChunk: 'single'`, `splitChunks: { chunks: 'all' }`): the entries a and b share the
 * chunks runtime and 775; a loads `lazy` later, which loads 944; b loads 207.
 */
const push = (code: string) => `"use strict";(self.webpackChunkapp=self.webpackChunkapp||[]).push([[1],{${code}}]);`;

const OUTPUT: Files = {
  'runtime.f2844e116e58d3f9439e.js': 'var e={};o.e=e=>Promise.all([]);self.webpackChunkapp=self.webpackChunkapp||[]',
  '775.a2cfa77ef080bbaeebae.js': push(''),
  'a.8c5464124d6a4bb470f8.js': push('967(e,c,n){document.onclick=()=>n.e(245).then(()=>n(480)).then(e=>e.page())}'),
  'a.85e0148b906ec6124c97.css': 'body{color:red}',
  'b.0631e1523a0831671bc7.js': push('205(e,c,n){n.e(207).then(n.bind(n,207)).then(console.log)}'),
  'lazy.29983e28966dfe160203.js': push('480(e,c,n){n.e(944).then(n.bind(n,944)).then(console.log)}'),
  'lazy.8806e94cee29b0d9fd19.css': 'p{color:green}',
  '944.5bb7d6e70772f6212b20.js': push(''),
  '207.9c4d23890775004e6510.js': push(''),
};

const script = (path: string) => `<script defer src=/app/${path}></script>`;
const SHARED = script('runtime.f2844e116e58d3f9439e.js') + script('775.a2cfa77ef080bbaeebae.js');
const PAGES: Files = {
  'a.html': `${SHARED}${script('a.8c5464124d6a4bb470f8.js')}<link href=/app/a.85e0148b906ec6124c97.css rel=stylesheet>`,
  'b.html': SHARED + script('b.0631e1523a0831671bc7.js'),
};

const chunk = (id: number, names: string[], files: string[], children: number[]) => ({ id, names, files, children });
const entry = (chunks: number[], assets: string[]) => ({ chunks, assets: assets.map((name) => ({ name, size: 1 })) });

const STATS = webpack.schema.parse({
  assets: Object.keys(OUTPUT).map((name) => ({ name, info: { contenthash: name.split('.')[1] } })),
  chunks: [
    chunk(121, ['runtime'], ['runtime.f2844e116e58d3f9439e.js'], [207, 245]),
    chunk(199, ['b'], ['b.0631e1523a0831671bc7.js'], [207]),
    chunk(207, [], ['207.9c4d23890775004e6510.js'], []),
    chunk(245, ['lazy'], ['lazy.8806e94cee29b0d9fd19.css', 'lazy.29983e28966dfe160203.js'], [944]),
    chunk(775, [], ['775.a2cfa77ef080bbaeebae.js'], [207, 245]),
    chunk(944, [], ['944.5bb7d6e70772f6212b20.js'], [245]),
    chunk(996, ['a'], ['a.85e0148b906ec6124c97.css', 'a.8c5464124d6a4bb470f8.js'], [245]),
  ],
  entrypoints: {
    a: entry(
      [121, 775, 996],
      [
        'runtime.f2844e116e58d3f9439e.js',
        '775.a2cfa77ef080bbaeebae.js',
        'a.85e0148b906ec6124c97.css',
        'a.8c5464124d6a4bb470f8.js',
      ],
    ),
    b: entry(
      [121, 775, 199],
      ['runtime.f2844e116e58d3f9439e.js', '775.a2cfa77ef080bbaeebae.js', 'b.0631e1523a0831671bc7.js'],
    ),
  },
});

const REPORTS = [{ bundler: webpack, report: STATS }];

const A = {
  initial: [
    '775.a2cfa77ef080bbaeebae.js',
    'a.85e0148b906ec6124c97.css',
    'a.8c5464124d6a4bb470f8.js',
    'runtime.f2844e116e58d3f9439e.js',
  ],
  async: ['944.5bb7d6e70772f6212b20.js', 'lazy.29983e28966dfe160203.js', 'lazy.8806e94cee29b0d9fd19.css'],
};
const B = {
  initial: ['775.a2cfa77ef080bbaeebae.js', 'b.0631e1523a0831671bc7.js', 'runtime.f2844e116e58d3f9439e.js'],
  async: ['207.9c4d23890775004e6510.js'],
};

describe('a webpack build', () => {
  it('a page of webpack has the chunks that its own entry asks for, not those of an entry that shares chunks with it', async () => {
    const { entries } = await entriesOf({ ...OUTPUT, ...PAGES }, { reports: REPORTS });
    expect(entries).toEqual([
      { name: 'a.html', ...A },
      { name: 'b.html', ...B },
    ]);
  });

  it('a webpack build without pages has the entries of its stats', async () => {
    const { entries } = await entriesOf(OUTPUT, { reports: REPORTS });
    expect(entries).toEqual([
      { name: 'a', ...A },
      { name: 'b', ...B },
    ]);
  });

  it('a webpack build without stats shows what its pages load at once', async () => {
    const { entries } = await entriesOf({ ...OUTPUT, ...PAGES });
    expect(entries).toEqual([
      { name: 'a.html', initial: A.initial, async: null },
      { name: 'b.html', initial: B.initial, async: null },
    ]);
  });

  it('a webpack page that holds the runtime is followed by the chunks it loads, and not by stats of another build', async () => {
    const page = { 'a.html': `<script>!function(){}()</script>${script('a.8c5464124d6a4bb470f8.js')}` };
    const { entries } = await entriesOf(
      { ...OUTPUT, ...page },
      {
        reports: [
          {
            bundler: webpack,
            report: {
              ...STATS,
              chunks: STATS.chunks?.map((one) => ({
                ...one,
                files: one.id === 996 ? ['a.8c5464124d6a4bb470f8.js'] : one.files,
              })),
            },
          },
        ],
      },
    );
    expect(entries).toEqual([{ name: 'a.html', initial: ['a.8c5464124d6a4bb470f8.js'], async: A.async }]);
    const stale = {
      ...STATS,
      chunks: STATS.chunks?.map((one) => ({ ...one, files: one.files.map((file) => `old-${file}`) })),
    };
    const found = await entriesOf({ ...OUTPUT, ...PAGES }, { reports: [{ bundler: webpack, report: stale }] });
    expect(found.entries.map(({ async }) => async)).toEqual([null, null]);
  });

  it("a page of webpack has the chunks of the workers that its modules start, and what these load, by the build's stats", async () => {
    // As webpack 5.112 wrote it: start.js, joined into a, starts the worker 331, which shares 150 and loads 183.
    const files: Files = {
      'a.html': SHARED + script('a.8c5464124d6a4bb470f8.js'),
      'b.html': SHARED + script('b.0631e1523a0831671bc7.js'),
      'runtime.f2844e116e58d3f9439e.js': '',
      '775.a2cfa77ef080bbaeebae.js': push(''),
      'a.8c5464124d6a4bb470f8.js': push('46(t,e,n){new Worker(new URL(n.p+n.u(331),n.b))}'),
      'b.0631e1523a0831671bc7.js': push(''),
      '331.8b154f1e13bf678696a2.js': '',
      '150.fbfed46071bb8422069f.js': push(''),
      '183.119ee27a26d54c5206f9.js': push(''),
    };
    const file = (id: string) => Object.keys(files).filter((path) => path.startsWith(`${id}.`) && path.endsWith('.js'));
    const worker = { entry: true, initial: false, origins: [{ moduleName: './src/start.js' }] };
    const joined = {
      name: './src/a.js + 1 modules',
      size: 1,
      modules: [
        { name: './src/a.js', size: 1 },
        { name: './src/start.js', size: 1 },
      ],
    };
    const report = webpack.schema.parse({
      assets: Object.keys(files).map((name) => ({ name })),
      chunks: [
        { ...chunk(121, ['runtime'], file('runtime'), []), entry: true, initial: true, origins: [{ moduleName: '' }] },
        { ...chunk(775, [], file('775'), []), entry: false, initial: true },
        { ...chunk(996, ['a'], file('a'), []), entry: false, initial: true, modules: [joined] },
        { ...chunk(199, ['b'], file('b'), []), entry: false, initial: true },
        { ...chunk(331, [], file('331'), [183]), ...worker, siblings: [150] },
        { ...chunk(150, [], file('150'), [183]), entry: false, initial: false, siblings: [331] },
        { ...chunk(183, [], file('183'), []), entry: false, initial: false },
      ],
      entrypoints: { a: entry([121, 775, 996], []), b: entry([121, 775, 199], []) },
    });
    const { entries } = await entriesOf(files, { reports: [{ bundler: webpack, report }] });
    expect(entries.map(({ async }) => async)).toEqual([[...file('150'), ...file('183'), ...file('331')], []]);
  });

  it('a webpack build names its files by their chunks, and their hashes', async () => {
    const output = { paths: Object.keys(OUTPUT), reports: REPORTS };
    expect(Object.fromEntries(fileIds(output))).toEqual({
      'runtime.f2844e116e58d3f9439e.js': 'runtime',
      '775.a2cfa77ef080bbaeebae.js': '775.*.js',
      'a.8c5464124d6a4bb470f8.js': 'a',
      'a.85e0148b906ec6124c97.css': 'a (css)',
      'b.0631e1523a0831671bc7.js': 'b',
      'lazy.29983e28966dfe160203.js': 'lazy',
      'lazy.8806e94cee29b0d9fd19.css': 'lazy (css)',
      '944.5bb7d6e70772f6212b20.js': '944.*.js',
      '207.9c4d23890775004e6510.js': '207.*.js',
    });
    expect(Object.fromEntries(knownHashes(output))).toEqual(
      Object.fromEntries(Object.keys(OUTPUT).map((path) => [path, path.split('.')[1]])),
    );
  });
});

describe('a Parcel build', () => {
  // As Parcel 2.16 wrote it.
  it('a Parcel build is followed by the import maps of its pages', async () => {
    const { entries } = await entriesOf({
      'index.html': `<script type=importmap>{"imports":{"2q3u3":"/deep.0322d367.js","7HOsL":"/lazy.fcda1672.js","hY07I":"/lazy.82582f80.css"}}</script>
        <link rel=stylesheet href=/parcel.53dbb43d.css><script type=module src=/parcel.8b9f119a.js></script>`,
      'b.html':
        '<script type=importmap>{"imports":{"ecb4Q":"/only-b.2f77a70d.js"}}</script><script type=module src=/b.fdc14d2d.js></script>',
      'parcel.53dbb43d.css': 'body{color:red}',
      'parcel.8b9f119a.js':
        'var e=globalThis,t=e.parcelRequire34e1;o("lK2hA",function(e,r){e.exports=Promise.all([t("1lnUb")(import.meta.resolve("hY07I")),import("7HOsL")]).then(()=>t("hEOcs"))})',
      'lazy.82582f80.css': 'p{color:green}',
      'lazy.fcda1672.js': 'r("9k8eq",function(r,t){r.exports=import("2q3u3").then(()=>e("g7TuT"))});',
      'deep.0322d367.js': '',
      'b.fdc14d2d.js': 'n("3cvb1",function(e,r){e.exports=import("ecb4Q").then(()=>o("gQfUU"))})',
      'only-b.2f77a70d.js': '',
    });
    expect(entries).toEqual([
      { name: 'b.html', initial: ['b.fdc14d2d.js'], async: ['only-b.2f77a70d.js'] },
      {
        name: 'index.html',
        initial: ['parcel.53dbb43d.css', 'parcel.8b9f119a.js'],
        async: ['deep.0322d367.js', 'lazy.82582f80.css', 'lazy.fcda1672.js'],
      },
    ]);
  });
});
