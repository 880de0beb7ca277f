import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  type LineCounter,
  type Node,
  type Pair,
  visit,
  type YAMLError,
} from 'yaml';
import { clean } from '../text/sanitize.ts';
import type { Range } from './code-frame.ts';

/** A mistake at a place of the text, rather than at a key. */
export interface PlacedMistake {
  readonly range: Range;
  readonly message: string;
  readonly hint?: string;
}

const NO_VALUE = { message: 'this is not a key with a value', hint: 'write key: value, with a space after the colon' };
const OPEN_QUOTE = {
  message: 'a quote before this is never closed',
  hint: 'close it, or put it in quotes of the other kind',
};

export const TOO_DEEP = {
  message: 'this is nested too deeply',
  hint: 'no key of a config lies deeper than five levels',
};

/** Clearer words for the parser's errors, by code or message. */
const SYNTAX: Readonly<Record<string, { readonly message: string; readonly hint: string }>> = {
  BAD_INDENT: {
    message: 'this is not indented like what it belongs to, or a bracket before it is not closed',
    hint: 'indent the keys of one block alike, and close every [ and {',
  },
  BAD_SCALAR_START: { message: 'no value begins with this character', hint: 'put the value in quotes' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'there is a second "key: value" in this line',
    hint: 'put the value in quotes, or its keys on lines of their own',
  },
  'Implicit map keys need to be followed by map values': NO_VALUE,
  MULTILINE_IMPLICIT_KEY: NO_VALUE,
  'Missing closing "quote': OPEN_QUOTE,
  "Missing closing 'quote": OPEN_QUOTE,
  MULTIPLE_DOCS: { message: 'a second document begins here', hint: 'delete this line: a config is one document' },
  RESOURCE_EXHAUSTION: TOO_DEEP,
  TAB_AS_INDENT: { message: 'this line is indented with a tab', hint: 'indent with spaces' },
  TAG_RESOLVE_FAILED: { message: 'a tag has no meaning here', hint: 'put the value in quotes if it begins with "!"' },
};

/** Syntax errors of a text that is not YAML: the first of each line, since others follow from it. */
export function syntaxMistakes(errors: readonly YAMLError[], lineCounter: LineCounter): PlacedMistake[] {
  const lines = new Set<number>();
  return errors.flatMap(({ code, message, pos: [start, end] }) => {
    const { line } = lineCounter.linePos(start);
    if (lines.has(line)) return [];
    lines.add(line);
    const known = SYNTAX[message] ??
      SYNTAX[code] ?? {
        message: `not YAML: ${clean(message)}`,
        hint: 'check brackets, quotes and indentation',
      };
    return [{ ...known, range: { start, end } }];
  });
}

/**
 * Mistakes that YAML allows and a config does not. `wrong`: keys that are not text, and aliases without an anchor; they
 * end all further checks. `twice`: repeated names.
 */
export function structureMistakes(
  document: Document,
  lineCounter: LineCounter,
): { wrong: PlacedMistake[]; twice: PlacedMistake[] } {
  const wrong: PlacedMistake[] = [];
  const twice: PlacedMistake[] = [];
  const anchors = new Map<string, Node>();
  visit(document, (_, node, ancestors) => {
    if (isAlias(node)) {
      const mistake = aliasMistake(node, anchors.get(node.source), ancestors);
      if (mistake !== null) wrong.push(mistake);
    } else if (isCollection(node) || isScalar(node)) {
      if (node.anchor) anchors.set(node.anchor, node);
    }
    if (isMap(node)) {
      const path = ancestors.filter(isPair).map(({ key }) => keyText(key) ?? '');
      wrong.push(...node.items.flatMap(({ key }) => keyMistake(key) ?? []));
      twice.push(...sameNames(lineCounter, node.items, path));
    }
  });
  return { wrong, twice };
}

/** `api.list resumes.budgets`: of limited length, and without sequences that control a terminal. */
export const pathText = (path: readonly (string | number)[]): string =>
  path.map((part) => clean(String(part), 60)).join('.');

/** A key by its name in an object; null if it is not text. */
export const keyText = (key: unknown): string | null => (isScalar(key) ? String(key.value ?? '') : null);

function keyMistake(key: unknown): PlacedMistake | null {
  if (!isNode(key)) return null;
  const name = keyText(key);
  if (name === null) return { range: rangeOf(key), message: 'a key is text', hint: 'write key: value' };
  // Every object inherits `__proto__`: as a key it would be lost, or worse.
  if (name !== '__proto__') return null;
  return { range: rangeOf(key), message: '__proto__: no name can be this', hint: 'choose another' };
}

function sameNames(lineCounter: LineCounter, pairs: readonly Pair[], parent: readonly string[]): PlacedMistake[] {
  const firsts = new Map<string, Range>();
  return pairs.flatMap(({ key }) => {
    const name = keyText(key);
    if (name === null || !isNode(key)) return [];
    const first = firsts.get(name);
    if (first === undefined) {
      firsts.set(name, rangeOf(key));
      return [];
    }
    const message = `${pathText([...parent, name])}: this name is there twice, first in line ${lineCounter.linePos(first.start).line}`;
    return [{ range: rangeOf(key), message, hint: 'each name is used once: rename or delete one of the two' }];
  });
}

function aliasMistake(alias: Alias, target: Node | undefined, ancestors: readonly unknown[]): PlacedMistake | null {
  const range = rangeOf(alias);
  const name = clean(alias.source, 60);
  if (target === undefined) {
    return { range, message: `there is no &${name} above this *${name}`, hint: 'put it in quotes if it is text' };
  }
  if (!ancestors.includes(target)) return null;
  return { range, message: `*${name} contains itself`, hint: 'write out what is meant' };
}

export const rangeOf = (node: Node): Range => ({ start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 });
