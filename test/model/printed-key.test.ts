import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printed, readKey } from '../../src/model/printed-key.ts';

const piece = fc.oneof(fc.constantFrom(',', ', ', ' ', 'mobile', 'click text=Buy, now'), fc.string({ maxLength: 4 }));
const name = fc.option(fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('')));

test('a key that is printed and read again is the same, whatever its names are', () => {
  fc.assert(
    fc.property(name, name, (variant, part) => {
      const key = { check: 'vitals', subject: 'home', variant, part };
      expect(readKey(printed(key))).toEqual(key);
    }),
  );
});

test('the printed variant ends with the part', () => {
  const key = { check: 'vitals', subject: 'home', variant: 'mobile', part: 'click #menu' };
  expect(printed(key)).toEqual({ ...key, variant: 'mobile, click #menu' });
  expect(printed({ ...key, variant: null })).toEqual({ ...key, variant: 'click #menu' });
  expect(printed({ ...key, part: null })).toEqual({ ...key, part: null });
});

test('a part that the printed variant does not end with counts as none', () => {
  const entry = { check: 'vitals', subject: 'home', variant: 'mobile', part: 'click #menu' };
  expect(readKey(entry)).toEqual({ ...entry, part: null });
  expect(readKey({ check: 'vitals', subject: 'home', variant: null })).toMatchObject({ variant: null, part: null });
});
