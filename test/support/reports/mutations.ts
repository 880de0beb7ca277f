import { HOSTILE } from './hostile.ts';

/** Ways to spoil a file of JSON, as an enemy or a broken disk would. */

export interface Mutation {
  readonly kind: (typeof KINDS)[number];
  /** Decides what is hit, and by what. */
  readonly seed: number;
}

export const KINDS = [
  'drop a key',
  'change a type',
  'hostile text',
  'hostile key',
  'odd number',
  'huge text',
  'deep nesting',
  'prototype key',
  'swap sides',
  'same entry twice',
  'no entries',
  'many entries',
  'cut',
  'wrong byte',
] as const;

/** Those after which a file may well be read: what is in it then has to be shown. */
export const SUBTLE = [
  'hostile text',
  'hostile text',
  'hostile key',
  'odd number',
  'swap sides',
  'no entries',
] as const;

type Json = Record<string, unknown> | unknown[];

/** A number from 0 up to 1, and the next one each time (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T;

/** As text, for JSON has no words for some of them. */
const ODD_NUMBERS = [
  '1e999',
  '-1e999',
  'NaN',
  '0x10',
  '1e308',
  '5e-324',
  '-0',
  '0',
  '-1',
  '1.5',
  '1e15',
  '-1e15',
  '1e-99',
  '2147483648',
  '9007199254740993',
];
const OTHER_TYPES = [null, true, [], {}, '', 0, [[]], { a: 1 }, 'x', [null]];
const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'toJSON'];

interface Place {
  readonly parent: Json;
  readonly key: string | number;
}

const keysOf = (json: Json): (string | number)[] => (Array.isArray(json) ? [...json.keys()] : Object.keys(json));
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const at = ({ parent, key }: Place): unknown => (parent as Record<string | number, unknown>)[key];
const put = ({ parent, key }: Place, value: unknown): void => {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
};

/** Walks down at random, so that each key of the top is as likely as the others, and ends at what fits. */
function placeIn(root: Json, random: () => number, fits: (value: unknown) => boolean): Place | null {
  let json = root;
  let found: Place | null = null;
  for (;;) {
    const keys = keysOf(json);
    if (keys.length === 0) return found;
    const place = { parent: json, key: pick(keys, random) };
    const value = at(place);
    if (fits(value)) found = place;
    if (!isJson(value) || (found !== null && random() < 0.15)) return found;
    json = value;
  }
}

/** `raw` collects what is put in once all is text. */
function spoil(root: Json, { kind, seed }: Mutation, raw: string[]): void {
  const random = randomFrom(seed);
  const any = () => placeIn(root, random, () => true);
  const ofType = (type: string) => {
    for (let tries = 0; tries < 50; tries++) {
      const place = placeIn(root, random, (value) => typeof value === type && value !== null);
      if (place !== null) return place;
    }
    return any();
  };
  const list = () => placeIn(root, random, Array.isArray) ?? any();
  const marker = (text: string) => `\u0001${raw.push(text) - 1}\u0001`;
  const set = (place: Place | null, value: unknown) => place !== null && put(place, value);
  switch (kind) {
    case 'drop a key': {
      const place = any();
      if (place !== null) Reflect.deleteProperty(place.parent, place.key);
      return;
    }
    case 'change a type':
      return void set(any(), structuredClone(pick(OTHER_TYPES, random)));
    case 'hostile text':
      return void set(ofType('string'), pick(HOSTILE, random));
    case 'hostile key':
    case 'prototype key': {
      const place = ofType('object');
      const value = pick([...OTHER_TYPES, { polluted: 'yes' }, ...HOSTILE], random);
      if (place !== null && isJson(at(place)))
        put({ parent: at(place) as Json, key: pick(kind === 'hostile key' ? HOSTILE : PROTOTYPE_KEYS, random) }, value);
      return;
    }
    case 'odd number':
      return void set(ofType('number'), marker(pick(ODD_NUMBERS, random)));
    case 'huge text':
      return void set(ofType('string'), pick(HOSTILE, random).repeat(pick([10, 300, 20_000], random)));
    case 'deep nesting': {
      const depth = pick([5, 20, 30, 3_000], random);
      return void set(any(), marker(`${'['.repeat(depth)}${']'.repeat(depth)}`));
    }
    case 'swap sides':
      for (const sample of (Array.isArray((root as { samples?: unknown }).samples)
        ? (root as { samples: { side?: unknown }[] }).samples
        : []) as { side?: unknown }[]) {
        if (isJson(sample)) sample.side = sample.side === 'base' ? 'head' : 'base';
      }
      return;
    case 'same entry twice':
    case 'many entries':
    case 'no entries': {
      const place = list();
      const entries = place === null ? null : at(place);
      if (place === null || !Array.isArray(entries)) return;
      const one = entries.length === 0 ? 0 : pick(entries, random);
      const copies = kind === 'same entry twice' ? 1 : pick([10, 500, random() < 0.05 ? 1_000_000 : 6_000], random);
      // Text, for a million objects would fill the memory of the test rather than that of the reader.
      if (kind === 'many entries')
        put(place, marker(`[${`${(JSON.stringify(one) ?? '0').slice(0, 400_000_000 / copies)},`.repeat(copies)}0]`));
      else put(place, kind === 'no entries' ? [] : [...entries, one]);
      return;
    }
    case 'cut':
    case 'wrong byte':
      return;
  }
}

/** The file after these mutations. */
export function mutated(json: string, mutations: readonly Mutation[]): Buffer {
  const root = JSON.parse(json) as Json;
  const raw: string[] = [];
  for (const mutation of mutations) spoil(root, mutation, raw);
  const text = JSON.stringify(root).replace(/"\\u0001(\d+)\\u0001"/g, (_, index: string) => raw[Number(index)] ?? '0');
  let bytes = Buffer.from(text);
  for (const { kind, seed } of mutations) {
    const random = randomFrom(seed);
    const index = Math.floor(random() * bytes.length);
    if (kind === 'cut') bytes = bytes.subarray(0, index);
    if (kind === 'wrong byte' && bytes.length > 0) bytes[index] = Math.floor(random() * 256);
  }
  return bytes;
}
