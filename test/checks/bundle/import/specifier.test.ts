import { describe, expect, test } from 'vitest';
import { specifierOf } from '../../../../src/checks/bundle/import/specifier.ts';

const at = (manifest: object, files: readonly string[] = []) => ({
  manifest: { ...manifest },
  isFile: (path: string) => files.includes(path),
});

describe('What is imported', () => {
  const withExports = at(
    {
      name: '@me/lib',
      exports: { '.': './dist/index.js', './server': './dist/server.js', './features/*': './f/*.js' },
    },
    ['dist/core.js', 'dist/index.js'],
  );

  test.each([
    ['.', '@me/lib'],
    ['./server', '@me/lib/server'],
    ['@me/lib/server', '@me/lib/server'],
    ['./features/a', '@me/lib/features/a'],
    ['dist/core.js', './dist/core.js'],
    ['./dist/core.js', './dist/core.js'],
    ['react', 'react'],
  ])('%s of a package with exports is %s', (from, specifier) => {
    expect(specifierOf(from, withExports)).toBe(specifier);
  });

  test.each([
    ['a target alone', { name: 'lib', exports: './a.js' }, 'lib'],
    ['conditions alone', { name: 'lib', exports: { import: './a.js' } }, 'lib'],
    ['no exports', { name: 'lib', main: './a.cjs' }, './'],
    ['no name', { exports: './a.js' }, './'],
  ])('of a package with %s is its own entry', (_, manifest, specifier) => {
    expect(specifierOf('.', at(manifest))).toBe(specifier);
  });
});
