import { describe, expect, it } from 'vitest';
import { logicalName } from '../../src/checks/logical-name.ts';

describe('the logical name of a file', () => {
  it.each([
    ['assets/index-CD5neIF8.js', 'assets/index-*.js'],
    ['assets/index-B-_aNb4x.js', 'assets/index-*.js'],
    ['assets/Comp-BvKxQzPw.css', 'assets/Comp-*.css'],
    ['main.3f2a91bc.js', 'main.*.js'],
    ['main.3f2a91bc.chunk.js', 'main.*.chunk.js'],
    ['static/js/543.0d1e2f3a4b5c6d7e8f90.js', 'static/js/543.*.js'],
    ['chunk-JQZLZMZK.js', 'chunk-*.js'],
    ['_app/immutable/chunks/B--IaNbA.js', '_app/immutable/chunks/*.js'],
    ['media/hero_1f3870be274f6c49b3e31a0c6728957f.webp', 'media/hero_*.webp'],
  ])('of %s is %s', (path, expected) => {
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
  ])('of %s is itself: there is no hash in it', (path) => {
    expect(logicalName(path)).toBe(path);
  });
});
