import { describe, expect, it } from 'vitest';
import { logicalName, nameParts } from '../../src/text/hashed-name.ts';

describe('the logical name of a file', () => {
  it.each([
    ['assets/index-CD5neIF8.js', 'assets/index-*.js'],
    ['assets/index-B-_aNb4x.js', 'assets/index-*.js'],
    ['assets/index-DiwrgTda.js', 'assets/index-*.js'],
    ['assets/Comp-BvKxQzPw.css', 'assets/Comp-*.css'],
    ['main.3f2a91bc.js', 'main.*.js'],
    ['main.3f2a91bc.chunk.js', 'main.*.chunk.js'],
    ['static/js/543.0d1e2f3a4b5c6d7e8f90.js', 'static/js/543.*.js'],
    ['chunk-JQZLZMZK.js', 'chunk-*.js'],
    ['_app/immutable/chunks/B--IaNbA.js', '_app/immutable/chunks/*.js'],
    ['media/hero_1f3870be274f6c49b3e31a0c6728957f.webp', 'media/hero_*.webp'],
    ['assets/index--aNb4xyz.js', 'assets/index-*.js'],
    ['_app/immutable/nodes/0.D3x_-a8k.js', '_app/immutable/nodes/0.*.js'],
    ['_astro/hero.Bf3x9a1B_Z1a2b3c.webp', '_astro/hero.*.webp'],
    ['2.8f3a91bc.chunk.css', '2.*.chunk.css'],
    ['index-CD5neIF8.js.map', 'index-*.js.map'],
    ['_next/static/chunks/4bd1b696-e5d7c65570c947b7.js', '_next/static/chunks/4bd1b696-*.js'],
    ['_next/static/chunks/0c3o1svijj_zz.js', '_next/static/chunks/*.js'],
    ['_next/static/chunks/turbopack-0c3o1svijj-_z.js', '_next/static/chunks/turbopack-*.js'],
    ['_next/static/media/e4af272ccee01ff0-s.p.woff2', '_next/static/media/*-s.p.woff2'],
    ['_next/static/media/797e433ab948586e-s.p.dbea232f.woff2', '_next/static/media/797e433ab948586e-s.p.*.woff2'],
    ['_next/static/Xk2jV-9fQ_aLmN3pRsTuv/_buildManifest.js', '_next/static/*/_buildManifest.js'],
    ['_nuxt/builds/meta/0f8fad5b-d9cb-469f-a165-70867728950e.json', '_nuxt/builds/meta/*.json'],
  ])('the logical name of %s is %s', (path, expected) => {
    expect(logicalName(path)).toBe(expected);
  });

  it.each([
    'date-facade.js',
    'lodash.debounce.js',
    'vendor.js',
    'assets/checkout-payment.js',
    'report-20240131.html',
    'index.html',
    '.nojekyll',
    'a-b/c.js',
    'LICENSE',
    'page-Checkout.js',
    'react-useState.js',
    'page-section1.js',
    'api-v2-thing.js',
    '2-column-grid.css',
    'OpenSans-BoldItalic.woff2',
    'jquery-3.7.1.min.js',
    'frame-00000001.png',
    'MyVeryLongFolderNames/index.html',
    '..js',
  ])('the logical name of %s is itself: there is no hash in it', (path) => {
    expect(logicalName(path)).toBe(path);
  });

  it('a logical name comes with the hashes that it replaces', () => {
    expect(nameParts('assets/index-CD5neIF8.js').hashes).toEqual(['CD5neIF8']);
    expect(nameParts('index.html').hashes).toEqual([]);
    expect(nameParts('static/Xk2jV-9fQ_aLmN3pRsTuv/main-0d1e2f3a4b5c6d7e.js').hashes).toEqual([
      'Xk2jV-9fQ_aLmN3pRsTuv',
      '0d1e2f3a4b5c6d7e',
    ]);
  });

  it('a logical name prefers the hash that the bundler reports to one that looks like it', () => {
    expect(nameParts('page-Checkout.js', { known: 'Checkout' })).toEqual({
      logical: 'page-*.js',
      hashes: ['Checkout'],
    });
    expect(nameParts('3f2a91bc/JQZLZMZK.js', { known: '3f2a91bc' }).logical).toBe('*/JQZLZMZK.js');
    expect(nameParts('static/Xk2jV-9fQ_aLmN3pRsTuv/a-12.js', { known: '12' }).logical).toBe('static/*/a-*.js');
    expect(nameParts('index-CD5neIF8.js', { known: 'of another file' }).logical).toBe('index-*.js');
  });
});
