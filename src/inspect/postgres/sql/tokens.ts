/** A piece of SQL. `value` is a constant or a placeholder; `end` is a semicolon. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'value' | 'sign' | 'end';
  /** Its text in a shape: words in lower case, `?` for a value. */
  readonly text: string;
  /** The value of a constant; null for a placeholder. */
  readonly value: string | null;
  /** Where it is in the text. */
  readonly start: number;
  readonly end: number;
}

/** A string goes on behind the end of a line. https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS */
const stringPattern = (prefix: string, inner: string): RegExp =>
  new RegExp(`${prefix}'(?:${inner})*(?:'|$)(?:[^\\S\\n]*\\n\\s*'(?:${inner})*(?:'|$))*`, 'y');
const WITH_ESCAPES = `[^'\\\\]+|''|\\\\[\\s\\S]`;

const PATTERNS = {
  space: /\s+/y,
  line: /--[^\n]*/y,
  /** Behind an E, a backslash escapes. */
  escaped: stringPattern('[eE]', WITH_ESCAPES),
  /** It escapes in each string where `standard_conforming_strings` is off. */
  escapedToo: stringPattern('[eEnN]?', WITH_ESCAPES),
  string: stringPattern('(?:[bBxXnN]|[uU]&)?', `[^']+|''`),
  dollar: /\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y,
  place: /\$\d+/y,
  quoted: /(?:[uU]&)?"(?:[^"]+|"")*("|$)/y,
  number: /(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y,
  word: /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y,
  cast: /::/y,
  assign: /:=/y,
  sign: /[+*/<>=~!@#%^&|?-]+/y,
} as const;

/** A minus after one of these belongs to the number that follows. */
const BEFORE_A_VALUE = new Set(
  'select where and or not limit offset then else when between in values returning by like ilike on having case from set any all return'.split(
    ' ',
  ),
);
/** These are constants, but for `is null`, `not null` and the like. */
const CONSTANT_WORDS = new Set(['true', 'false', 'null']);

/**
 * Splits SQL into tokens without comments. It never fails: unknown text becomes a sign.
 *
 * @param isStandard `standard_conforming_strings` of the session: a backslash escapes only behind an E
 */
export function tokensOf(sql: string, isStandard = true): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(sql);
    if (found !== null) at += found[0].length;
    return found;
  };
  let start = 0;
  const add = (kind: Token['kind'], text: string, value: string | null = null) =>
    tokens.push({ kind, text, value, start, end: at });
  while (at < sql.length) {
    start = at;
    if (match(PATTERNS.space) !== null || match(PATTERNS.line) !== null || skipComment()) continue;
    let found = match(isStandard ? PATTERNS.escaped : PATTERNS.escapedToo) ?? match(PATTERNS.string);
    if (found !== null) {
      add('value', '?', stringValue(found[0]));
      continue;
    }
    found = match(PATTERNS.dollar);
    if (found !== null) {
      const end = sql.indexOf(found[0], at);
      const value = sql.slice(at, end < 0 ? sql.length : end);
      at = end < 0 ? sql.length : end + found[0].length;
      add('value', '?', value);
      continue;
    }
    if (match(PATTERNS.place) !== null) {
      add('value', '?');
      continue;
    }
    found = match(PATTERNS.quoted);
    if (found !== null) {
      // Where a name does not end, it may hold anything.
      if (found[1] === '"') add('quoted', found[0]);
      else add('value', '?');
      continue;
    }
    found = match(PATTERNS.number);
    if (found !== null) {
      add('value', '?', takeSign() + found[0]);
      continue;
    }
    found = match(PATTERNS.word);
    if (found !== null) {
      const word = found[0].toLowerCase();
      const before = tokens.at(-1)?.text;
      if (CONSTANT_WORDS.has(word) && before !== 'is' && before !== 'not') add('value', '?', word);
      else add('word', word);
      continue;
    }
    found = match(PATTERNS.cast) ?? match(PATTERNS.assign);
    if (found !== null) {
      add('sign', found[0]);
      continue;
    }
    found = match(PATTERNS.sign);
    if (found !== null) {
      addSigns(found[0]);
      continue;
    }
    const character = sql[at] as string;
    at += 1;
    add(character === ';' ? 'end' : 'sign', character);
  }
  return tokens;

  /** Comments nest: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-COMMENTS */
  function skipComment(): boolean {
    if (!sql.startsWith('/*', at)) return false;
    let depth = 0;
    const edge = /\/\*|\*\//g;
    edge.lastIndex = at;
    for (let found = edge.exec(sql); found !== null; found = edge.exec(sql)) {
      depth += found[0] === '/*' ? 1 : -1;
      at = edge.lastIndex;
      if (depth === 0) return true;
    }
    at = sql.length;
    return true;
  }

  /** An operator ends where a comment begins, and its last minus may be that of a number: `a=-1`. */
  function addSigns(signs: string): void {
    const comment = signs.search(/--|\/\*/);
    const kept = comment < 0 ? signs : signs.slice(0, comment);
    at -= signs.length - kept.length;
    if (kept === '?' && isBeforeValue(tokens.at(-1))) add('value', '?');
    else if (kept.length > 1 && kept.endsWith('-')) {
      add('sign', kept.slice(0, -1));
      add('sign', '-');
    } else add('sign', kept);
  }

  function takeSign(): string {
    if (tokens.at(-1)?.text !== '-' || !isBeforeValue(tokens.at(-2))) return '';
    tokens.pop();
    return '-';
  }
}

function isBeforeValue(token: Token | undefined): boolean {
  if (token === undefined || token.kind === 'end') return true;
  if (token.kind === 'sign') return token.text !== ')' && token.text !== ']' && token.text !== '.';
  return token.kind === 'word' && BEFORE_A_VALUE.has(token.text);
}

function stringValue(text: string): string {
  const start = text.indexOf("'");
  const inner = text
    .slice(start + 1, text.endsWith("'") && text.length > start + 1 ? -1 : undefined)
    .replaceAll("''", "'");
  return /^[eE]/.test(text) ? inner.replace(/\\([\s\S])/g, '$1') : inner;
}
