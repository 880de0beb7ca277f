import { type Token, tokensOf } from './tokens.ts';
import { depthChange, type Scope, valuesOf } from './values.ts';

/** A key of an object with what it may be set to. */
export interface Setting {
  /** The keys from the outermost object to this one. Lists and calls on the way are passed through. */
  readonly path: readonly string[];
  /** Strings. None where only a program knows. */
  readonly values: readonly string[];
  /** The objects that it lies in. */
  readonly objects: readonly object[];
}

interface Bracket {
  readonly path: readonly string[];
  readonly isBrace: boolean;
  readonly objects: readonly object[];
  /** The key whose value is being read. */
  key: readonly string[] | null;
}

/** What a config file sets, in the order of its text: `{ build: { outDir: 'x' } }` sets `build` and `build.outDir`. */
export function readSettings(source: string, file: string, directory: string): Setting[] {
  const tokens = tokensOf(source);
  const scope: Scope = { file, directory, variables: variablesIn(tokens), known: new Map() };
  const settings: Setting[] = [];
  const brackets: Bracket[] = [{ path: [], isBrace: false, objects: [], key: null }];

  for (const [index, token] of tokens.entries()) {
    const bracket = brackets.at(-1) as Bracket;
    const change = depthChange(token);
    if (change === 1) {
      const isBrace = token.text === '{';
      const objects = isBrace && brackets.length < DEEPEST ? [...bracket.objects, token] : bracket.objects;
      brackets.push({ path: bracket.key ?? bracket.path, isBrace, objects, key: null });
    } else if (change === -1) {
      if (brackets.length > 1) brackets.pop();
    } else if (token.kind === 'sign') {
      if (token.text === ',' || token.text === ';') bracket.key = null;
    } else if (bracket.isBrace && bracket.path.length < DEEPEST && isSign(tokens[index - 1], '{', ',')) {
      const path = [...bracket.path, token.text];
      const isShort = token.kind === 'name' && isSign(tokens[index + 1], ',', '}');
      if (!isShort && !isSign(tokens[index + 1], ':')) continue;
      bracket.key = path;
      const value = isShort ? [token] : expression(tokens, index + 2);
      settings.push({ path, values: valuesOf(value, scope), objects: bracket.objects });
    }
  }
  return settings;
}

/** No config is nested as deep, nor has as many variables, as this. */
const DEEPEST = 50;
const MOST_VARIABLES = 500;

function variablesIn(tokens: readonly Token[]): Map<string, readonly Token[]> {
  const variables = new Map<string, readonly Token[]>();
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== 'name' || !['const', 'let', 'var'].includes(text)) continue;
    if (variables.size === MOST_VARIABLES) break;
    // There may be a type between the name and its value.
    const equals = tokens.slice(index + 2, index + 6).findIndex((token) => isSign(token, '='));
    const name = tokens[index + 1];
    if (name?.kind === 'name' && equals !== -1) variables.set(name.text, expression(tokens, index + 2 + equals + 1));
  }
  return variables;
}

/** No expression that is plain without running it is longer. */
const LONGEST = 400;

/** The expression that starts at a token: up to a comma, a semicolon, a closing bracket, or a line that starts anew. */
function expression(tokens: readonly Token[], start: number): readonly Token[] {
  let depth = 0;
  for (let end = start; end < Math.min(tokens.length, start + LONGEST); end++) {
    const token = tokens[end] as Token;
    const before = end === start ? undefined : tokens[end - 1];
    if (depth === 0 && (isSign(token, ',', ';') || (before !== undefined && startsAnew(token, before))))
      return tokens.slice(start, end);
    depth += depthChange(token);
    if (depth < 0) return tokens.slice(start, end);
  }
  return tokens.slice(start, start + LONGEST);
}

const startsAnew = (token: Token, before: Token): boolean =>
  token.opensLine && token.kind === 'name' && (before.kind !== 'sign' || depthChange(before) === -1);

const isSign = (token: Token | undefined, ...signs: readonly string[]): boolean =>
  token?.kind === 'sign' && signs.includes(token.text);
