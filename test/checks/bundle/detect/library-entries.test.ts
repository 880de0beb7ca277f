import { describe, expect, test } from 'vitest';
import { libraryEntries } from '../../../../src/checks/bundle/detect/library-entries.ts';

describe('Entries of a library', () => {
  test.each<[what: string, manifest: object, entries: string[]]>([
    ['a target alone', { exports: './a.js' }, ['.']],
    ['conditions alone', { exports: { types: './a.d.ts', import: './a.mjs', require: './a.cjs' } }, ['.']],
    ['main', { main: './a.cjs' }, ['.']],
    ['module', { module: 'a.mjs' }, ['.']],
    ['types alone', { types: 'a.d.ts', exports: { '.': { types: './a.d.ts' } } }, []],
    ['nothing', {}, []],
    ['nothing that is exported', { main: 'a.js', exports: {} }, []],
    [
      'subpaths',
      {
        exports: {
          './b': { browser: { import: './b.js' } },
          '.': [{ import: './a.js' }, './a.cjs'],
          './style.css': './a.css',
          './data': './a.json',
          './hidden': null,
          './types': { types: './t.d.ts' },
          './features/*': './f/*.js',
          './package.json': './package.json',
        },
      },
      ['.', './b'],
    ],
  ])('with %s', (_, manifest, entries) => {
    expect(libraryEntries({ ...manifest })).toEqual({ entries, more: 0 });
  });

  test('are the first twenty', () => {
    const exports = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`./${index}`, './a.js']));
    expect(libraryEntries({ exports })).toMatchObject({ entries: { length: 20 }, more: 5 });
  });
});
