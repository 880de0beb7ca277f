import { describe, expect, test } from 'vitest';
import type { BundleEvidence } from '../../../../src/checks/bundle/evidence.ts';
import { matchFiles } from '../../../../src/checks/bundle/explain/match.ts';
import { aBundle, aFile, type Described } from '../../../support/bundles/a-bundle.ts';

const matched = (base: Described | BundleEvidence, head: Described | BundleEvidence) =>
  matchFiles(
    'compression' in base ? (base as BundleEvidence) : aBundle(base as Described),
    'compression' in head ? (head as BundleEvidence) : aBundle(head as Described),
  ).map((pair) => [pair.base?.path ?? null, pair.head?.path ?? null, pair.by]);

describe('a file is found again', () => {
  test("a file is found again by the bundler's id, whatever its name, size and content are", () => {
    expect(
      matched(
        { files: { 'a-CD5neIF8.js': 100, 'b-BvKxQzP1.js': 9 }, ids: { 'a-CD5neIF8.js': 'src/main.ts' } },
        { files: { 'b-BvKxQzP2.js': 5_000, 'a-CD5neIF9.js': 8 }, ids: { 'b-BvKxQzP2.js': 'src/main.ts' } },
      ),
    ).toEqual([
      ['a-CD5neIF8.js', 'b-BvKxQzP2.js', 'id'],
      [null, 'a-CD5neIF9.js', null],
      ['b-BvKxQzP1.js', null, null],
    ]);
  });

  test('a file is not found again by an id that two files of a side have, unless they differ in type', () => {
    const ids = { 'a.js': 'main', 'a.css': 'main', 'b.js': 'twice', 'c.js': 'twice' };
    expect(
      matched(
        { files: { 'a.js': 1, 'a.css': 2, 'b.js': 3, 'c.js': 4 }, ids },
        {
          files: { 'x.js': 11, 'x.css': 12, 'y.js': 13, 'z.js': 14 },
          ids: { 'x.js': 'main', 'x.css': 'main', 'y.js': 'twice' },
        },
      ),
    ).toEqual([
      ['a.js', 'x.js', 'id'],
      ['a.css', 'x.css', 'id'],
      [null, 'y.js', null],
      [null, 'z.js', null],
      ['b.js', null, null],
      ['c.js', null, null],
    ]);
  });

  test('a file is found again by equal content under another name, and by its path among equal ones', () => {
    const contents = { 'a.js': 'same', 'b.js': 'same', 'c.js': 'same', 'old.js': 'moved', 'new.js': 'moved' };
    expect(
      matched(
        { files: { 'a.js': 1, 'b.js': 1, 'old.js': 2 }, contents },
        { files: { 'b.js': 1, 'c.js': 1, 'new.js': 2 }, contents },
      ),
    ).toEqual([
      ['b.js', 'b.js', 'content'],
      ['a.js', 'c.js', 'content'],
      ['old.js', 'new.js', 'content'],
    ]);
  });

  test('a chunk that is renamed and has grown is found again by its modules', () => {
    expect(
      matched(
        { files: { 'checkout-CD5neIF8.js': { 'src/pay.ts': 900, 'src/cart.ts': 300 } } },
        { files: { 'payment-BvKxQzP1.js': { 'src/pay.ts': 1_000, 'src/cart.ts': 300, 'src/new.ts': 600 } } },
      ),
    ).toEqual([['checkout-CD5neIF8.js', 'payment-BvKxQzP1.js', 'sources']]);
  });

  test('a file is found again by its name, when nothing else is known', () => {
    expect(matched({ files: { 'a-CD5neIF8.js': 100 } }, { files: { 'a-BvKxQzP1.js': 150 } })).toEqual([
      ['a-CD5neIF8.js', 'a-BvKxQzP1.js', 'name'],
    ]);
  });
});

describe('two chunks of one name stay two', () => {
  test('two chunks of one name each find their own by its modules', () => {
    expect(
      matched(
        { files: { 'Comp-CD5neIF8.js': { 'a/Comp.ts': 500 }, 'Comp-BvKxQzP1.js': { 'b/Comp.ts': 500 } } },
        { files: { 'Comp-CD5neIF9.js': { 'b/Comp.ts': 700 }, 'Comp-BvKxQzP2.js': { 'a/Comp.ts': 510 } } },
      ),
    ).toEqual([
      ['Comp-BvKxQzP1.js', 'Comp-CD5neIF9.js', 'sources'],
      ['Comp-CD5neIF8.js', 'Comp-BvKxQzP2.js', 'sources'],
    ]);
  });

  test('two chunks of one name each find the nearest in size, when no modules are known', () => {
    expect(
      matched(
        { files: { 'Comp-CD5neIF8.js': 5_000, 'Comp-BvKxQzP1.js': 100 } },
        { files: { 'Comp-CD5neIF9.js': 110, 'Comp-BvKxQzP2.js': 2_000, 'Comp-BvKxQzP3.js': 5_100 } },
      ),
    ).toEqual([
      ['Comp-BvKxQzP1.js', 'Comp-CD5neIF9.js', 'name'],
      [null, 'Comp-BvKxQzP2.js', null],
      ['Comp-CD5neIF8.js', 'Comp-BvKxQzP3.js', 'name'],
    ]);
  });
});

describe('chunks that are cut in another way', () => {
  test('a split chunk is its largest part; the other parts are new', () => {
    const vendor = { 'node_modules/react/index.js': 700, 'node_modules/lodash/lodash.js': 500 };
    expect(
      matched(
        { files: { 'vendor-CD5neIF8.js': vendor } },
        {
          files: {
            'lodash-BvKxQzP1.js': { 'node_modules/lodash/lodash.js': 500 },
            'react-BvKxQzP2.js': { 'node_modules/react/index.js': 700 },
          },
        },
      ),
    ).toEqual([
      [null, 'lodash-BvKxQzP1.js', null],
      ['vendor-CD5neIF8.js', 'react-BvKxQzP2.js', 'sources'],
    ]);
  });

  test('a chunk that gave most of itself away keeps its name', () => {
    expect(
      matched(
        { files: { 'index-CD5neIF8.js': { 'src/main.ts': 100, 'node_modules/react/index.js': 900 } } },
        {
          files: {
            'vendor-BvKxQzP1.js': { 'node_modules/react/index.js': 900 },
            'index-BvKxQzP2.js': { 'src/main.ts': 100 },
          },
        },
      ),
    ).toEqual([
      [null, 'vendor-BvKxQzP1.js', null],
      ['index-CD5neIF8.js', 'index-BvKxQzP2.js', 'sources'],
    ]);
  });

  test('of merged chunks the larger lives on; the other is removed', () => {
    expect(
      matched(
        { files: { 'a-CD5neIF8.js': { 'src/a.ts': 300 }, 'b-CD5neIF8.js': { 'src/b.ts': 700 } } },
        { files: { 'ab-BvKxQzP1.js': { 'src/a.ts': 300, 'src/b.ts': 700 } } },
      ),
    ).toEqual([
      ['b-CD5neIF8.js', 'ab-BvKxQzP1.js', 'sources'],
      ['a-CD5neIF8.js', null, null],
    ]);
  });

  test('chunks that are only a hash by name, and share no module, have nothing to do with one another', () => {
    expect(
      matched({ files: { 'B--IaNb4.js': { 'src/a.ts': 300 } } }, { files: { 'CD5neIF8.js': { 'src/b.ts': 300 } } }),
    ).toEqual([
      [null, 'CD5neIF8.js', null],
      ['B--IaNb4.js', null, null],
    ]);
  });
});

describe('ten thousand files a side', () => {
  const count = 10_000;
  const many = (of: (index: number) => [path: string, raw: number, content: string]) => ({
    files: Array.from({ length: count }, (_, index) => aFile(...of(index))),
    attribution: null,
  });

  test('ten thousand files of one name are matched nearest in size, each once', () => {
    const base = many((index) => [`${index}-CD5neIF8.js`.replace(/^\d+/, 'chunk'), index * 10, `base ${index}`]);
    const head = many((index) => [`${index}-BvKxQzP1.js`.replace(/^\d+/, 'chunk'), index * 10 + 1, `head ${index}`]);
    const pairs = matchFiles(base, head);
    expect(pairs).toHaveLength(count);
    expect(pairs.every((pair) => (pair.head?.raw ?? 0) - (pair.base?.raw ?? 0) === 1)).toBe(true);
  });

  test('ten thousand files that share one module are matched by the module of their own', () => {
    const described = (name: string): Described => ({
      files: Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `${name}-${index}.js`,
          { 'src/shared.ts': 10, [`src/${index}.ts`]: 90 },
        ]),
      ),
    });
    const base = aBundle(described('old'));
    const changed = base.files.map((file) => ({ ...file, digest: `${file.digest} before` }));
    const pairs = matchFiles({ ...base, files: changed }, aBundle(described('new')));
    expect(pairs).toHaveLength(count);
    expect(pairs.every(({ base, head }) => base?.path.replace('old', 'new') === head?.path)).toBe(true);
  });
});

test('a side that is not there has no files', () => {
  expect(matchFiles(null, aBundle({ files: { 'a.js': 1 } }))).toMatchObject([{ base: null, by: null }]);
  expect(matchFiles(aBundle({ files: { 'a.js': 1 } }), null)).toMatchObject([{ head: null, by: null }]);
});

describe('a name of nothing but a number and a hash', () => {
  test('a name of a number and a hash proves nothing: the nearest in size is the same file', () => {
    expect(
      matched(
        { files: { '338.80041cd260459ffe0d1f.js': 218_344, '480.2729acd7a00e8e40b537.js': 145 } },
        { files: { '480.194f39f7cc96fd93208f.js': 288_488, '99.f4c9c17491a895c067b0.js': 144 } },
      ),
    ).toEqual([
      ['338.80041cd260459ffe0d1f.js', '480.194f39f7cc96fd93208f.js', 'size'],
      ['480.2729acd7a00e8e40b537.js', '99.f4c9c17491a895c067b0.js', 'size'],
    ]);
  });

  test('a name of a number and a hash is proof where the size is similar, too', () => {
    expect(
      matched({ files: { '12.js': 1_000, '34.js': 1_400 } }, { files: { '12.js': 1_300, '34.js': 1_500, '56.js': 1 } }),
    ).toEqual([
      ['12.js', '12.js', 'name'],
      ['34.js', '34.js', 'name'],
      [null, '56.js', null],
    ]);
  });

  test('a name of a number and a hash is paired with those of the same folder and type only', () => {
    expect(
      matched(
        { files: { '1.js': 100, 'a/2.js': 100, '3.css': 100 } },
        { files: { 'b/4.js': 900, 'main.js': 900, '5.css': 900 } },
      ),
    ).toEqual([
      [null, 'b/4.js', null],
      [null, 'main.js', null],
      ['3.css', '5.css', 'size'],
      ['1.js', null, null],
      ['a/2.js', null, null],
    ]);
  });
});
