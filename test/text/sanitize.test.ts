import { describe, expect, test } from 'vitest';
import { clean, cleanLines, cleanTerminalLine, withDots } from '../../src/text/sanitize.ts';

describe('Nothing that a terminal obeys or that nobody sees reaches a reader', () => {
  test.each([
    ['an escape sequence', '\u001b[31m', ''],
    ['a link of a terminal', '\u001b]8;;https://evil.example\u0007', ''],
    ['a bell', '\u0007'],
    ['a next line of C1', '\u0085'],
    ['a zero-width space', '\u200b'],
    ['a mark of direction', '\u200f'],
    ['an Arabic mark of direction', '\u061c'],
    ['a line separator', '\u2028'],
    ['an override of direction', '\u202e'],
    ['a word joiner', '\u2060'],
    ['an isolate', '\u2066'],
    ['a byte order mark', '\ufeff'],
    ['a soft hyphen', '\u00ad'],
    ['a tag', '\u{e0041}'],
    ['an annotation', '\ufff9'],
  ])('%s', (_, unseen, between = ' ') => {
    expect(clean(`a${unseen}b`)).toBe(`a${between}b`);
    expect(cleanLines(`a${unseen}b`).join('')).toBe('ab');
    expect(cleanTerminalLine(`a${unseen}b`)).toBe('ab');
    expect(withDots(`a${unseen}b`)).not.toContain(unseen);
  });
});

test('Joiners of scripts and emoji stay in sanitized text', () => {
  const text = '👩‍💻 می‌خواهم';
  expect([clean(text), cleanLines(text).join(), cleanTerminalLine(text), withDots(text)]).toEqual(Array(4).fill(text));
});

test('Text with nothing to see is called empty', () => {
  expect(clean(' \u200b\n')).toBe('(empty)');
});

test('Long text is cut at a whole character', () => {
  expect(clean('👩a👩a', 3)).toBe('👩a…');
  expect(cleanLines('👩a👩a', 1, 3)).toEqual(['👩a…']);
});

test('Of a progress bar its last state is kept, with tabs', () => {
  expect(cleanTerminalLine('10 %\r\u001b[32m100 %\tdone  \r')).toBe('100 %\tdone');
});

test('In a line of a config everything keeps its place', () => {
  expect(withDots('\ta\u202eb\u001bc')).toBe('    a·b·c');
});
