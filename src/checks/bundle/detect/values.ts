import { dirname, join, normalize, resolve } from 'node:path';
import type { Token } from './tokens.ts';

/** What a name stands for in a file of a project. */
export interface Scope {
  /** Absolute path of the file. */
  readonly file: string;
  /** Where the program runs that reads it: the working directory. */
  readonly directory: string;
  /** The expressions that its variables are set to. */
  readonly variables: ReadonlyMap<string, readonly Token[]>;
  /** What was worked out already. A variable that is being worked out has no values: it may name itself. */
  readonly known: Map<string, readonly string[]>;
}

/** So that no config, however odd, takes long. */
const MOST_TOKENS = 300;
const MOST_VALUES = 8;
const LONGEST_VALUE = 1_000;

/**
 * The strings that an expression can come to, as far as that is plain without running it: joined paths, sums, templates,
 * variables of the same file, and every branch of a choice. Nothing where only a program knows.
 */
export function valuesOf(tokens: readonly Token[], scope: Scope): readonly string[] {
  if (tokens.length === 0 || tokens.length > MOST_TOKENS) return [];
  const [, ...branches] = split(tokens, ['?', ':']);
  if (branches.length > 0) return branches.flatMap((branch) => valuesOf(branch, scope));
  const alternatives = split(tokens, ['??', '||']);
  if (alternatives.length > 1) return alternatives.flatMap((one) => valuesOf(one, scope));
  const summands = split(tokens, ['+']);
  if (summands.length > 1) return combined(summands, scope, (texts) => texts.join(''));
  return termValues(tokens, scope);
}

function termValues(tokens: readonly Token[], scope: Scope): readonly string[] {
  const end = tokens.findIndex(({ kind, text }) => kind === 'name' && (text === 'as' || text === 'satisfies'));
  const term = end > 0 ? tokens.slice(0, end) : tokens;
  const [first] = term;
  if (first === undefined) return [];
  if (first.kind === 'string') return term.length === 1 && first.text.length <= LONGEST_VALUE ? [first.text] : [];
  if (first.kind === 'name' && ['new', 'await'].includes(first.text)) return termValues(term.slice(1), scope);

  // A name may have dots; what follows it is a call or nothing.
  const rest = term.findIndex(({ kind, text }) => kind !== 'name' && text !== '.' && text !== '?.');
  const name = (rest === -1 ? term : term.slice(0, rest)).map(({ text }) => text).join('');
  if (rest === -1) return nameValues(name, scope);
  if (term[rest]?.text !== '(') return [];
  const inside = term.slice(rest + 1, closing(term, rest));
  if (rest === 0) return valuesOf(inside, scope);
  const called = name.slice(name.lastIndexOf('.') + 1);
  const call = Object.hasOwn(CALLS, called) ? CALLS[called] : undefined;
  if (call === undefined) return [];
  const parameters = split(inside, [',']).filter(({ length }) => length > 0);
  return combined(parameters, scope, (texts) => call(texts, scope));
}

function nameValues(name: string, { file, directory, variables, known }: Scope): readonly string[] {
  if (['__dirname', 'import.meta.dirname', 'import.meta.dir'].includes(name)) return [dirname(file)];
  if (['__filename', 'import.meta.filename', 'import.meta.url'].includes(name)) return [file];
  const found = known.get(name);
  if (found !== undefined) return found;
  known.set(name, []);
  const values = valuesOf(variables.get(name) ?? [], { file, directory, variables, known });
  known.set(name, values);
  return values;
}

/** By the last part of their names: `resolve` is also `path.resolve`. */
const CALLS: Readonly<Record<string, (values: readonly string[], scope: Scope) => string>> = {
  resolve: (paths, { directory }) => resolve(directory, ...paths),
  join: (paths) => join(...paths),
  normalize: ([path = '']) => normalize(path),
  dirname: ([path = '']) => dirname(path),
  fileURLToPath: ([path = '']) => path,
  URL: ([path = '', base = '']) => resolve(dirname(base), path),
  cwd: (_, { directory }) => directory,
};

/** What comes out of every choice of one value of each part; nothing where a part has none. */
function combined(
  parts: readonly (readonly Token[])[],
  scope: Scope,
  combine: (values: readonly string[]) => string,
): readonly string[] {
  let choices: (readonly string[])[] = [[]];
  for (const part of parts) {
    const values = valuesOf(part, scope);
    choices = choices.flatMap((chosen) => values.map((value) => [...chosen, value])).slice(0, MOST_VALUES);
  }
  return choices.map(combine).filter(({ length }) => length <= LONGEST_VALUE);
}

/** The parts between signs that no bracket encloses. */
function split(tokens: readonly Token[], signs: readonly string[]): (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += depthChange(token);
    if (depth === 0 && token.kind === 'sign' && signs.includes(token.text)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function closing(tokens: readonly Token[], opening: number): number {
  let depth = 0;
  for (let index = opening; index < tokens.length; index++) {
    depth += depthChange(tokens[index] as Token);
    if (depth === 0) return index;
  }
  return tokens.length;
}

/** 1 for an opening bracket, -1 for a closing one. */
export function depthChange({ kind, text }: Token): -1 | 0 | 1 {
  if (kind !== 'sign') return 0;
  if (text === '(' || text === '[' || text === '{') return 1;
  return text === ')' || text === ']' || text === '}' ? -1 : 0;
}
