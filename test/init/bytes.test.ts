import { assert, constantFrom, integer, oneof, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteText, parse1000, parse1024 } from '../../src/init/shared/bytes.ts';
import { parseBudget } from '../../src/settings/quantity.ts';

type Parse = (text: string) => number | null;

const installed = async (path: string): Promise<Record<string, unknown>> =>
  import(new URL(`../../node_modules/${path}`, import.meta.url).href);

/** Their own parsers. */
const parseBytes = (await installed('size-limit/bytes.js')).parseBytes as Parse;
const bytes = (await installed('bytes/index.js')).default as { readonly parse: Parse };

const digits = oneof(
  integer({ min: 0, max: 2_000_000 }).map(String),
  tuple(integer({ min: 0, max: 5_000 }), integer({ min: 0, max: 999 })).map(([whole, part]) => `${whole}.${part}`),
);
const written = tuple(
  digits,
  constantFrom('', ' ', '  '),
  constantFrom('', 'B', 'b', 'kB', 'KB', 'kb', 'KiB', 'kib', 'MB', 'mb', 'MiB', 'k', 'kB/s', ' kB x'),
).map((parts) => parts.join(''));

describe('A size that another tool reads', () => {
  test('is read as size-limit reads it', () => {
    assert(property(written, (text) => void expect(parse1000(text)).toBe(parseBytes(text))));
  });

  test('is read as the package bytes reads it, which bundlesize, bundlewatch and the first size-limits use', () => {
    assert(property(written, (text) => void expect(parse1024(text)).toBe(bytes.parse(text))));
  });

  test.each([1_000, 1_024] as const)(
    'is written so that it holds the same files to the byte, where kB is %i',
    (thousand) => {
      assert(
        property(integer({ min: 0, max: 50_000_000 }), (size) => {
          const parsed = parseBudget(byteText(size, thousand), 'B');
          expect(parsed.ok && Math.floor(parsed.value)).toBe(size);
        }),
      );
    },
  );

  test.each([
    ['10 kB', 1_000, '10 kB'],
    ['82 KB', 1_000, '82 kB'],
    ['233B', 1_000, '233 B'],
    ['1.2345 kB', 1_000, '1234 B'],
    ['7.5 kB', 1_024, '7.5 KiB'],
    ['31.0KB', 1_024, '31 KiB'],
    ['2MB', 1_024, '2 MiB'],
    ['525 KB', 1_024, '525 KiB'],
    ['512 KB', 1_024, '512 KiB'],
    ['0.3 KB', 1_024, '0.3 KiB'],
    ['10000', 1_024, '10 kB'],
    ['30 KiB', 1_024, '30 B'],
  ] as const)('of %s, where kB is %i, is written as %s', (text, thousand, expected) => {
    const size = thousand === 1_000 ? parse1000(text) : parse1024(text);
    expect(byteText(size ?? -1, thousand)).toBe(expected);
  });
});
