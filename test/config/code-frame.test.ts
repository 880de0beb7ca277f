import { describe, expect, test } from 'vitest';
import { excerpt } from '../../src/config/code-frame.ts';

/** The excerpt for the first place where `part` stands in `text`. */
const at = (text: string, part: string) => {
  const start = text.indexOf(part);
  return excerpt(text, { start, end: start + part.length });
};

describe('The line of a mistake is shown with carets under the place:', () => {
  test.each([
    ['in the middle of a file', 'a: 1\nb: bad\nc: 2\n', 'bad', 2, 4, ['      2 | b: bad', '        |    ^^^']],
    ['in the first line', 'bad', 'bad', 1, 1, ['      1 | bad', '        | ^^^']],
    ['after a blank first line', '\nbad', 'bad', 2, 1, ['      2 | bad', '        | ^^^']],
    ['with line ends of Windows', 'a: 1\r\nb: bad\r\nc: 2', 'bad', 2, 4, ['      2 | b: bad', '        |    ^^^']],
    ['after a tab', 'a:\n\t- bad', 'bad', 2, 4, ['      2 |     - bad', '        |       ^^^']],
    ['after emoji and Chinese', 'a: 🚀漢 bad', 'bad', 1, 7, ['      1 | a: 🚀漢 bad', '        |         ^^^']],
    [
      'over several lines, of which the first is shown',
      'a: {\n b: 1 }',
      '{\n b: 1 }',
      1,
      4,
      ['      1 | a: {', '        |    ^'],
    ],
    ['with spaces at its end', 'a: bad  \nb: 1', 'bad  ', 1, 4, ['      1 | a: bad  ', '        |    ^^^']],
  ])('%s', (_, text, part, line, column, shown) => {
    expect(at(text, part)).toEqual({ line, column, shown: shown.join('\n') });
  });
});

test('A place of no length has one caret', () => {
  expect(excerpt('a:', { start: 2, end: 2 }).shown).toBe('      1 | a:\n        |   ^');
});

test('A place behind the end of the text is in its last line', () => {
  expect(excerpt('a:\nb', { start: 4, end: 5 })).toMatchObject({ line: 2, column: 2 });
});

test('What a terminal would obey, and what turns the letters around, is a dot', () => {
  expect(at('\u001b[31m\u202ered\u0007: bad', 'bad').shown).toBe(
    '      1 | ·[31m·red·: bad\n        |             ^^^',
  );
});

test('A very long line is cut to what stands around the place', () => {
  const { shown, column } = at(`${'a'.repeat(500)} bad ${'b'.repeat(500)}`, 'bad');
  expect(column).toBe(502);
  expect(shown).toBe(`      1 | …${'a'.repeat(38)} bad ${'b'.repeat(38)}…\n        | ${' '.repeat(40)}^^^`);
});

test('A very long value is cut too, with no more carets than can be seen', () => {
  const { shown } = at(`a: ${'x'.repeat(5_000)}`, 'x'.repeat(5_000));
  expect(shown).toBe(`      1 | a: ${'x'.repeat(39)}…\n        |    ${'^'.repeat(40)}`);
});
