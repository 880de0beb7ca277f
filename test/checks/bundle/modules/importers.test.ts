import { expect, it } from 'vitest';
import { importersByFolder, importsOf } from '../../../../src/checks/bundle/modules/importers.ts';

const folders = new Set(['node_modules/a', 'node_modules/b', 'node_modules/b/node_modules/a', '../../node_modules/c']);

it('are those outside of the package, the own ones first', () => {
  const imports = ['node_modules/b/x.js', 'src/z.ts', 'node_modules/a/y.js', 'src/a.ts', 'src/a.ts'];
  const found = importersByFolder(
    folders,
    imports.map((importer) => ({ importer, imported: 'node_modules/a/index.js' })),
  );
  expect(Object.fromEntries(found)).toEqual({ 'node_modules/a': ['src/a.ts', 'src/z.ts', 'node_modules/b/x.js'] });
});

it('name the nearest package of that name', () => {
  const resolved = (importer: string, name: string) =>
    importsOf(new Map([[importer, new Set([name])]]), folders).map(({ imported }) => imported);
  expect(resolved('src/x.ts', 'a')).toEqual(['node_modules/a']);
  expect(resolved('node_modules/b/x.js', 'a')).toEqual(['node_modules/b/node_modules/a']);
  expect(resolved('src/x.ts', 'c')).toEqual(['../../node_modules/c']);
  expect(resolved('src/x.ts', 'not-in-the-bundle')).toEqual([]);
});
