import { closeOf, shapeOf } from './shape.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A statement's properties that do not depend on its values. */
export interface Statement {
  readonly shape: string;
  /** As it was sent, without comments around it. */
  readonly text: string;
  /** The tables that it names, in order; `schema.table` outside of the schema `public`. */
  readonly tables: readonly string[];
  /** Whether drivers send it around queries: transactions, settings, the catalogue. */
  readonly isHousekeeping: boolean;
  /** Whether it changes rows, as far as its words show. */
  readonly isWrite: boolean;
  /** Whether `EXPLAIN` takes it. */
  readonly isExplainable: boolean;
  /** Its constants, in order; null for a place of a parameter. */
  readonly values: readonly (string | null)[];
}

const HOUSEKEEPING = new Set(
  'begin start commit end rollback abort savepoint release set show reset discard deallocate prepare listen unlisten notify close fetch move lock checkpoint load'.split(
    ' ',
  ),
);
/** Commands that drivers send about their own connection. */
const OF_SESSION = new Set(
  'version current_schema current_schemas current_database current_user session_user current_setting set_config pg_backend_pid pg_is_in_recovery inet_server_addr'.split(
    ' ',
  ),
);
const EXPLAINABLE = new Set('select with insert update delete merge values table'.split(' '));

/**
 * The statements of a text, without those that are empty.
 *
 * @param isStandard `standard_conforming_strings` of the session
 */
export function statementsOf(sql: string, isStandard = true): Statement[] {
  const all: Token[][] = [[]];
  for (const token of tokensOf(sql, isStandard)) {
    if (token.kind === 'end') all.push([]);
    else all.at(-1)?.push(token);
  }
  return all.filter((tokens) => tokens.length > 0).map((tokens) => statementOf(sql, tokens));
}

function statementOf(sql: string, tokens: readonly Token[]): Statement {
  const tables = tablesOf(tokens);
  const shape = shapeOf(tokens);
  const first = tokens.find(({ text }) => text !== '(')?.text ?? '';
  const isCatalogue = tables.length > 0 && tables.every((table) => /^(?:pg_|information_schema\.)/.test(table));
  return {
    shape,
    text: sql.slice(tokens[0]?.start, tokens.at(-1)?.end),
    tables,
    isHousekeeping: HOUSEKEEPING.has(first) || isCatalogue || (tables.length === 0 && isOfSession(tokens)),
    isWrite: tokens.some(({ kind, text }, at) => kind === 'word' && WRITES.has(text) && isVerb(tokens, at)),
    isExplainable: EXPLAINABLE.has(first),
    values: tokens.filter(({ kind }) => kind === 'value').map(({ value }) => value),
  };
}

const WRITES = new Set(['insert', 'update', 'delete', 'merge', 'truncate']);
/** At the start, or within `with`: not in `for update`, and no name. */
const isVerb = (tokens: readonly Token[], at: number): boolean => at === 0 || tokens[at - 1]?.text === '(';

/** `select 1`, and `select version(), current_schema()`. */
function isOfSession([first, ...rest]: readonly Token[]): boolean {
  if (first?.text !== 'select') return false;
  const named = rest.filter(({ text }, index) => text !== 'as' && rest[index - 1]?.text !== 'as');
  const words = named.filter(({ kind }) => kind === 'word');
  if (words.length === 0) return named.length === 1 && named[0]?.kind === 'value';
  return words.every(({ text }) => OF_SESSION.has(text) || text === 'pg_catalog');
}

const BEFORE_TABLE = new Set(['from', 'join', 'into', 'update', 'using', 'table']);
const NO_TABLE = new Set(['select', 'lateral', 'only', 'set', 'values', 'with', 'nowait', 'skip', 'of']);

function tablesOf(tokens: readonly Token[]): string[] {
  const own = namedByWith(tokens);
  const found = new Set<string>();
  /** Whether a query is in each open parenthesis. `extract(year from born)` names no table. */
  const isQuery: boolean[] = [true];
  /** Whether a comma may be followed by a table. */
  const inFrom: boolean[] = [false];
  for (let at = 0; at < tokens.length; at += 1) {
    const { text, kind } = tokens[at] as Token;
    if (text === '(') {
      isQuery.push(
        EXPLAINABLE.has(behindParentheses(tokens, at)) || (inFrom.at(-1) === true && isFromStart(tokens, at)),
      );
      inFrom.push(inFrom.at(-1) === true && isFromStart(tokens, at));
      if (inFrom.at(-1)) at = readTable(at + 1) - 1;
      continue;
    }
    if (text === ')') {
      if (isQuery.length > 1) {
        isQuery.pop();
        inFrom.pop();
      }
      continue;
    }
    if (!isQuery.at(-1)) continue;
    if (text === ',' && inFrom.at(-1)) at = readTable(at + 1) - 1;
    else if (kind === 'word' && BEFORE_TABLE.has(text) && startsTable(tokens, at)) {
      inFrom[inFrom.length - 1] = text === 'from' || text === 'using' || text === 'join';
      at = readTable(at + 1) - 1;
    } else if (
      kind === 'word' &&
      /^(?:where|set|group|order|limit|returning|union|except|intersect|on|having|window|select)$/.test(text)
    ) {
      inFrom[inFrom.length - 1] = false;
    }
  }
  return [...found];

  function readTable(start: number): number {
    let at = start;
    while (tokens[at]?.text === 'only' || tokens[at]?.text === 'lateral') at += 1;
    const names: string[] = [];
    for (;;) {
      const token = tokens[at];
      if (token === undefined || (token.kind !== 'word' && token.kind !== 'quoted')) break;
      if (token.kind === 'word' && NO_TABLE.has(token.text)) return at;
      names.push(nameOf(token));
      at += 1;
      if (tokens[at]?.text !== '.') break;
      at += 1;
    }
    const isFunction = tokens[at]?.text === '(' && tokens[start - 1]?.text !== 'into';
    if (names.length === 0 || isFunction) return at;
    const name = names
      .slice(-2)
      .join('.')
      .replace(/^public\./, '');
    if (names.length > 1 || !own.has(name)) found.add(name.replace(/^pg_catalog\./, ''));
    return at;
  }
}

/** The first token behind some opening parentheses. A bulk insert has thousands, so nothing is copied. */
function behindParentheses(tokens: readonly Token[], start: number): string {
  let at = start;
  while (tokens[at]?.text === '(') at += 1;
  return tokens[at]?.text ?? '';
}

/** `from (a join b …)`: the parenthesis begins where a table may. */
const isFromStart = (tokens: readonly Token[], at: number): boolean =>
  /^(?:from|join|,|using|\()$/.test(tokens[at - 1]?.text ?? '') && tokens[at + 1]?.text !== 'select';

/** `is distinct from`, `for update`, `do update`, `on … using (id)`: words that name no table here. */
function startsTable(tokens: readonly Token[], at: number): boolean {
  const { text } = tokens[at] as Token;
  const before = tokens[at - 1]?.text;
  if (text === 'from') return !(before === 'distinct' && /^(?:is|not)$/.test(tokens[at - 2]?.text ?? ''));
  if (text === 'update') return before !== 'for' && before !== 'do' && before !== 'key';
  if (text === 'using') return tokens[at + 1]?.text !== '(';
  if (text === 'table') return at === 0;
  return true;
}

function namedByWith(tokens: readonly Token[]): ReadonlySet<string> {
  const names = new Set<string>();
  if (!tokens.some(({ text }) => text === 'with')) return names;
  tokens.forEach((token, at) => {
    const before = tokens[at - 1]?.text;
    if (token.kind !== 'word' && token.kind !== 'quoted') return;
    const isFirst = before === 'with' || before === 'recursive';
    if (isFirst || (before === ',' && /^(?:as|\()$/.test(tokens[at + 1]?.text ?? '') && hasBody(tokens, at + 1))) {
      names.add(nameOf(token));
    }
  });
  return names;
}

/** `as (`, perhaps behind a list of columns. */
function hasBody(tokens: readonly Token[], start: number): boolean {
  const as = tokens[start]?.text === '(' ? closeOf(tokens, start, ')') + 1 : start;
  return tokens[as]?.text === 'as' && tokens.slice(as + 1, as + 4).some(({ text }) => text === '(');
}

const nameOf = ({ kind, text }: Token): string => (kind === 'quoted' ? text.slice(1, -1).replaceAll('""', '"') : text);
