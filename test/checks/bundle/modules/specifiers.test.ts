import { expect, it } from 'vitest';
import { packagesNamedIn } from '../../../../src/checks/bundle/modules/specifiers.ts';

const named = (source: string, id = 'src/a.ts') => [...packagesNamedIn(source, id)].sort();

it('packages are found in every way to import one, also in minified code', () => {
  expect(
    named(`
      import a, { type A } from 'a';
      import * as b from "b/deep/er.js";
      import{c as d}from"@scope/c";import"d/side-effect";
      export { e } from 'e';
      export * from 'f';
      const g = require('g'), h = await import(/* webpackChunkName: "h" */ \`h\`);
      import type from 'i';
      import { important, exported } from 'j';
      import type, { k } from 'k';
    `),
  ).toEqual(['@scope/c', 'a', 'b', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k']);
});

it('imports of files and types, and those in comments, name no package', () => {
  expect(
    named(`
      import a from './a'; import b from '/b'; import c from '@/c';
      import type { D } from 'd';
      export type { E } from 'e';
      // import f from 'f';
      /**
       * import g from 'g';
       */
    `),
  ).toEqual([]);
});

it('packages that styles import are found in styles only', () => {
  const source = '@import \'a/a.css\'; @use "~b/b"; @import url(@scope/c/c.css);';
  expect(named(source, 'src/a.scss')).toEqual(['@scope/c', 'a', 'b']);
  expect(named(source)).toEqual([]);
});

it('searching text that looks like imports without end takes no time', () => {
  expect(named('import a, '.repeat(200_000))).toEqual([]);
  expect(named("import a from '".repeat(100_000)).length).toBeLessThan(3);
});
