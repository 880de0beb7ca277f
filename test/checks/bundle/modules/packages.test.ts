import { describe, expect, it } from 'vitest';
import { packageOf, packagesOf } from '../../../../src/checks/bundle/modules/packages.ts';

describe('the package of a module', () => {
  it.each([
    ['node_modules/lodash/x.js', 'lodash', 'node_modules/lodash'],
    ['node_modules/@a/b/c/d.js', '@a/b', 'node_modules/@a/b'],
    ['node_modules/a/node_modules/b/x.js', 'b', 'node_modules/a/node_modules/b'],
    ['../../node_modules/lodash/x.js', 'lodash', '../../node_modules/lodash'],
    ['node_modules/lodash@4.17.21/x.js', 'lodash', 'node_modules/lodash@4.17.21'],
    ['node_modules/@a/b@1.0.0/x.js', '@a/b', 'node_modules/@a/b@1.0.0'],
  ])('the package of the module %s is %s in %s', (id, name, folder) => {
    expect(packageOf(id)).toEqual({ name, folder });
  });

  it.each(['src/a.ts', 'my_node_modules/a.js', 'vite/preload-helper.js'])(
    'the module %s belongs to no package',
    (id) => {
      expect(packageOf(id)).toBeNull();
    },
  );
});

it('packages and own modules have their bytes by file, the largest first', () => {
  const packages = packagesOf({
    source: 'source maps',
    minified: true,
    files: [
      {
        path: 'a.js',
        modules: [
          { id: 'src/a.ts', bytes: 5 },
          { id: 'node_modules/b/x.js', bytes: 10 },
          { id: 'node_modules/b/y.js', bytes: 20 },
        ],
        unmapped: 3,
      },
      { path: 'later.js', modules: [{ id: 'node_modules/b/x.js', bytes: 40 }], unmapped: 0 },
    ],
    importers: { 'node_modules/b': ['src/a.ts'] },
    versions: { 'node_modules/b': '1.0.0' },
  });
  expect(packages).toEqual([
    {
      name: 'b',
      folder: 'node_modules/b',
      version: '1.0.0',
      bytes: 70,
      importers: ['src/a.ts'],
      files: [
        { path: 'later.js', bytes: 40 },
        { path: 'a.js', bytes: 30 },
      ],
    },
    { name: 'src/a.ts', folder: null, version: null, bytes: 5, importers: [], files: [{ path: 'a.js', bytes: 5 }] },
  ]);
});
