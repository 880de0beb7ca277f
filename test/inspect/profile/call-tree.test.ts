import { expect, it } from 'vitest';
import { type Called, callTree } from '../../../src/inspect/profile/call-tree.ts';
import type { Place } from '../../../src/inspect/profile/places.ts';
import type { ProfiledRound } from '../../../src/inspect/profile/slower-functions.ts';

const own = (name: string, file = 'src/shop.js', line = 10): Place => ({ owner: 'own', file, line, name });
const ofPackage = (name: string): Place => ({
  owner: 'package',
  file: 'node_modules/router/lib/layer.js',
  line: 3,
  name,
});
const ofNode = (name: string): Place => ({ owner: 'runtime', file: 'node:_http_server', line: 7, name });
const top: Place = { owner: 'native', file: '', line: null, name: '(root)' };

/** Milliseconds of one request by stack, the innermost function first. */
type Stacks = readonly (readonly [ms: number, ...frames: Place[]])[];

const round = (stacks: Stacks, requests = 50): ProfiledRound => ({
  requests,
  stacks: stacks.map(([ms, ...frames]) => ({ ms: ms * requests, frames: [...frames, top] })),
});
const rounds = (base: Stacks, head: Stacks) =>
  Array.from({ length: 5 }, () => ({ base: round(base), head: round(head) }));

/** `handle > list > price`, by what each takes on both sides. */
const paths = (calls: readonly Called[]) =>
  Object.fromEntries(
    calls.map((one) => {
      const names = [one.name];
      for (let at = one.parent; at !== null; at = calls[at]?.parent ?? null) names.unshift(calls[at]?.name ?? '?');
      return [names.join(' > '), [one.base, one.head]];
    }),
  );

const [handle, list, price] = [own('handle'), own('list'), own('price')];

it('has every function below its callers, with what it calls, on both sides', () => {
  const stacks = (ms: number): Stacks => [
    [1, handle],
    [2, list, handle],
    [ms, price, list, handle],
  ];
  expect(paths(callTree(rounds(stacks(3), stacks(9))))).toEqual({
    handle: [6, 12],
    'handle > list': [5, 11],
    'handle > list > price': [3, 9],
  });
});

it('knows a function whose line moved, and has what one side alone calls', () => {
  const calls = callTree(
    rounds(
      [[2, own('list', 'src/shop.js', 10)]],
      [
        [2, own('list', 'src/shop.js', 14)],
        [3, own('', 'src/new.js', 1)],
      ],
    ),
  );
  expect(paths(calls)).toEqual({ list: [2, 2], '(anonymous)': [0, 3] });
});

it('has a package and Node.js as one call each, by the function that is called first', () => {
  const stacks: Stacks = [
    [4, price, ofPackage('next'), ofPackage('handle'), ofNode('emit'), ofNode('parserOnIncoming')],
  ];
  const calls = callTree(rounds(stacks, stacks));
  expect(paths(calls)).toEqual({
    parserOnIncoming: [4, 4],
    'parserOnIncoming > handle': [4, 4],
    'parserOnIncoming > handle > price': [4, 4],
  });
  expect(calls[1]?.place).toBe('node_modules/router');
});

it('is cut to its largest parts, callers first, and stays below 30 kB whatever functions are called', () => {
  const stacks = (factor: number): Stacks =>
    Array.from({ length: 3_000 }, (_, index) => [
      1 + (index % 7) * factor,
      own(`${index}${'é'.repeat(500)}`, `src/${'x'.repeat(900)}.js`),
      own(`caller ${index % 9}`),
      handle,
    ]);
  const calls = callTree(rounds(stacks(1), stacks(2)));
  expect(calls.length).toBeLessThanOrEqual(200);
  for (const [index, { parent }] of calls.entries()) expect(parent ?? -1).toBeLessThan(index);
  expect(calls[0]?.name).toBe('handle');
  const few = callTree(rounds(stacks(1).slice(0, 190), stacks(2).slice(0, 190)));
  expect(Buffer.byteLength(JSON.stringify(few))).toBeLessThan(40_000);
});
