import { expect, it } from 'vitest';
import { cut, cutToBytes } from '../../src/text/cut.ts';

it.each([
  ['fits', 4, 'fits'],
  ['too long', 4, 'too…'],
  ['a😀😀', 4, 'a😀…'],
  ['a😀😀', 3, 'a…'],
])('cut(%j, %i) is %j', (text, most, expected) => {
  expect(cut(text, most)).toBe(expected);
});

it.each([
  ['äö', 4, 'äö'],
  ['äöü', 5, 'ä…'],
  ['a😀😀', 8, 'a😀…'],
  ['a😀😀', 7, 'a…'],
])('cutToBytes(%j, %i) is %j', (text, most, expected) => {
  expect(cutToBytes(text, most)).toBe(expected);
});
