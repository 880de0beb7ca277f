import { describe, expect, test } from 'vitest';
import { entryText, IMPORT, namesIn } from '../../../../src/checks/bundle/import/names.ts';

describe('Names of an import', () => {
  test.each<[text: string, names: '*' | string[]]>([
    ['{ createStore }', ['createStore']],
    ['{ a, b as c, }', ['a', 'b']],
    ['{a,a}', ['a']],
    ['{ default as store, $x }', ['default', '$x']],
    ['*', '*'],
    ['* as all', '*'],
    ['store', ['default']],
    [' store , { größe } ', ['default', 'größe']],
  ])('%s are read', (text, names) => {
    expect(text).toMatch(IMPORT);
    expect(namesIn(text)).toEqual(names);
  });

  test.each(['', '{}', '{ a b }', 'a b', '{ a } from "x"', '"x"', '{ a }; evil()', '*, a', '{ a.b }'])(
    '%j are none',
    (text) => expect(text).not.toMatch(IMPORT),
  );
});

describe('The entry that is bundled', () => {
  test('passes on the names of one module as they are', () => {
    expect(entryText([{ specifier: 'my-lib', names: ['a', 'default'] }])).toBe('export { a,default } from "my-lib";\n');
  });

  test('tells the names of several modules apart', () => {
    const names = ['a'];
    expect(
      entryText([
        { specifier: './x"y.js', names },
        { specifier: 'b', names },
        { specifier: 'c', names: '*' },
      ]),
    ).toBe('export { a as a0 } from "./x\\"y.js";\nexport { a as a1 } from "b";\nexport * as all2 from "c";\n');
  });
});
