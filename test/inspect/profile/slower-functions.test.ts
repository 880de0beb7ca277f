import { expect, it } from 'vitest';
import type { Place } from '../../../src/inspect/profile/places.ts';
import { dearerFunctions, type ProfiledRound } from '../../../src/inspect/profile/slower-functions.ts';

const own = (name: string, file = 'src/shop.js', line = 10): Place => ({ owner: 'own', file, line, name });
const ofPackage = (name: string): Place => ({ owner: 'package', file: 'node_modules/sort/index.js', line: 3, name });
const ofNode = (name: string): Place => ({ owner: 'runtime', file: 'node:zlib', line: 7, name });
const garbage: Place = { owner: 'native', file: '', line: null, name: '(garbage collector)' };

/** Milliseconds of one request by stack, the innermost function first. */
type Stacks = readonly (readonly [ms: number, ...frames: Place[]])[];

const round = (stacks: Stacks, requests = 100): ProfiledRound => ({
  requests,
  stacks: stacks.map(([ms, ...frames]) => ({ ms: ms * requests, frames })),
});

/** Five rounds that are all alike. */
const rounds = (base: Stacks, head: Stacks) =>
  Array.from({ length: 5 }, () => ({ base: round(base), head: round(head) }));

const [list, show, price, handle] = [own('list'), own('show'), own('price'), own('handle')];

it('names the function that got dearer once for all of its callers, with its time on both sides', () => {
  const called = (ms: number): Stacks => [
    [ms, price, list, handle],
    [ms, price, show, handle],
    [2 * ms, price, handle],
    [3, list, handle],
    [3, show, handle],
  ];
  const [first, ...others] = dearerFunctions(rounds(called(1), called(2)));
  expect(others).toEqual([]);
  expect(first).toMatchObject({ name: 'price', file: 'src/shop.js', line: 10, ms: 8, msBefore: 4, ofChange: 1 });
  expect(first?.share).toBeCloseTo(8 / 14);
  expect(first?.shareBefore).toBeCloseTo(4 / 10);
});

it("counts the time of packages and of Node.js as that of the function of one's own that calls them, and names them", () => {
  const packed = (ms: number): Stacks => [[ms, ofNode('deflate'), ofNode('deflateSync'), list, handle]];
  expect(dearerFunctions(rounds(packed(1), packed(5)))).toMatchObject([{ name: 'list', within: 'deflateSync' }]);
});

it('names a function of a package that no function of the checkout calls', () => {
  const sorted = (ms: number): Stacks => [[ms, ofNode('compare'), ofPackage('sort'), ofNode('emit')]];
  expect(dearerFunctions(rounds(sorted(1), sorted(5)))).toMatchObject([
    { owner: 'package', name: 'sort', file: 'node_modules/sort/index.js' },
  ]);
});

it('counts a callback without a name as a part of the function around it', () => {
  const found = (ms: number): Stacks => [[ms, own('', 'src/shop.js', 40), list, handle]];
  expect(dearerFunctions(rounds(found(1), found(5)))).toMatchObject([{ name: 'list', line: 10 }]);
});

it('names no function that takes longer in four rounds of five', () => {
  const made = rounds([[2, list]], [[5, list]]);
  made[3] = { base: round([[2, list]]), head: round([[1.9, list]]) };
  expect(dearerFunctions(made)).toEqual([]);
});

it('names neither what is a tenth of the change or less, nor the garbage collector', () => {
  const base: Stacks = [[1, list]];
  const head: Stacks = [
    [1.9, list],
    [8, show],
    [3, garbage],
  ];
  expect(dearerFunctions(rounds(base, head)).map(({ name }) => name)).toEqual(['show']);
});

it('knows a function again that was moved to another file, or renamed', () => {
  const base: Stacks = [
    [10, own('render')],
    [10, own('sortAll', 'src/sort.js')],
    [1, price],
  ];
  const head: Stacks = [
    [10, own('render', 'src/render.js')],
    [10, own('sortFast', 'src/sort.js')],
    [4, price],
  ];
  expect(dearerFunctions(rounds(base, head)).map(({ name }) => name)).toEqual(['price']);
});
