import { createHash } from 'node:crypto';
import type { Token } from './tokens.ts';

/** Bytes of the longest shape that is reported. */
const MOST_BYTES = 2_000;

/** Words that mean something else without their quotes. https://www.postgresql.org/docs/current/sql-keywords-appendix.html */
const RESERVED = new Set(
  'all analyse analyze and any array as asc authorization between binary both by case cast check collate column constraint create cross current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except exists false fetch for foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning right select session_user set similar some symmetric table then to trailing true union unique update user using values variadic when where window with'.split(
    ' ',
  ),
);
/** A name before a parenthesis calls a function; these do not. */
const NO_FUNCTION = new Set(
  'in values and or not as on using select where from into exists union except intersect when then else case by having over filter distinct limit offset returning set join lateral with key materialized conflict'.split(
    ' ',
  ),
);

/**
 * The shape of a statement: the text that stays the same when its values change. A value is `?`, and so is a list of
 * values or rows of VALUES. Comments, spaces, case and needless quotes are gone.
 *
 * @param tokens of one statement
 */
export function shapeOf(tokens: readonly Token[]): string {
  const shape = spaced(folded(withoutCasts(tokens.map(unquoted))));
  if (Buffer.byteLength(shape) <= MOST_BYTES) return shape;
  const hash = createHash('sha256').update(shape).digest('hex').slice(0, 8);
  const cut = Buffer.from(shape)
    .subarray(0, MOST_BYTES - 20)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
  return `${cut} … ${hash}`;
}

function unquoted(token: Token): Token {
  const inner = token.kind === 'quoted' ? /^"([a-z_][a-z0-9_]*)"$/.exec(token.text)?.[1] : undefined;
  return inner === undefined || RESERVED.has(inner) ? token : { ...token, kind: 'word', text: inner };
}

/** `'a'::text` and `'a'` are the same value, which the column's type decides. */
function withoutCasts(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    if (token.text !== '::' || kept.at(-1)?.kind !== 'value') {
      kept.push(token);
      continue;
    }
    at = endOfType(tokens, at + 1) - 1;
  }
  return kept;
}

/** The index of the next such sign behind `start`; -1 if there is none. */
export function closeOf(tokens: readonly Token[], start: number, sign: string): number {
  for (let at = start + 1; at < tokens.length; at += 1) if (tokens[at]?.text === sign) return at;
  return -1;
}

const TYPE_WORDS = new Set('varying precision with without time zone'.split(' '));

function endOfType(tokens: readonly Token[], start: number): number {
  let at = start + 1;
  for (;;) {
    const text = tokens[at]?.text;
    if (text === '.') at += 2;
    else if (text !== undefined && TYPE_WORDS.has(text)) at += 1;
    else if (text === '(' || text === '[') {
      const close = text === '(' ? ')' : ']';
      const end = closeOf(tokens, at, close);
      if (end < 0) return at;
      at = end + 1;
    } else return at;
  }
}

/** `(?, ?, ?)` is `(?)`, `array[?, ?]` is `array[?]`, and `(?), (?)` is `(?)`. */
function folded(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  const textAt = (back: number) => kept.at(-back)?.text;
  for (const token of tokens) {
    kept.push(token);
    if (textAt(1) === '?' && textAt(2) === ',' && textAt(3) === '?' && /^[([]$/.test(textAt(4) ?? '')) {
      kept.splice(-2);
    }
    if (token.text === ')') foldRow(kept);
  }
  return kept;
}

/** Takes the last row away if it is as the one before it. */
function foldRow(kept: Token[]): void {
  const open = openOf(kept, kept.length - 1);
  if (kept[open - 1]?.text !== ',' || kept[open - 2]?.text !== ')') return;
  const row = (from: number, to: number) =>
    kept
      .slice(from, to)
      .map(({ text }) => text)
      .join(' ');
  const last = row(open, kept.length);
  if (last.includes('?') && last === row(openOf(kept, open - 2), open - 1)) kept.splice(open - 1);
}

function openOf(tokens: readonly Token[], close: number): number {
  let depth = 0;
  for (let at = close; at >= 0; at -= 1) {
    const text = tokens[at]?.text;
    if (text === ')') depth += 1;
    if (text === '(') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function spaced(tokens: readonly Token[]): string {
  let text = '';
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    text += before === undefined || isTight(before, token, tokens[index - 2]) ? token.text : ` ${token.text}`;
  });
  return text;
}

function isTight(before: Token, token: Token, further: Token | undefined): boolean {
  if (/^(?:[,)\].;]|::)$/.test(token.text) || /^(?:[([.]|::)$/.test(before.text)) return true;
  if (token.text === '[') return true;
  if (token.text !== '(' || further?.text === 'into') return false;
  return (
    (before.kind === 'word' && (!NO_FUNCTION.has(before.text) || further?.text === '.')) || before.kind === 'quoted'
  );
}
