/** A word, a string or a sign of a JavaScript, TypeScript or JSON text. Comments and white space are left out. */
export interface Token {
  /** Numbers and keywords are names, too. */
  readonly kind: 'name' | 'string' | 'sign';
  /** Of a string: what it stands for, without its quotes. */
  readonly text: string;
  /** Whether it is the first of its line. */
  readonly opensLine: boolean;
}

const SKIPPED = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y;
const NAME = /[\p{ID_Start}$_\d][\p{ID_Continue}$]*/uy;
const STRING = /"((?:\\[\s\S]|[^"\\\n])*)"?|'((?:\\[\s\S]|[^'\\\n])*)'?/y;
const TEMPLATE_TEXT = /((?:\\[\s\S]|\$(?!\{)|[^`\\$])*)(`|\$\{|$)/y;
const REGULAR_EXPRESSION = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/\w*/y;
const SIGN = /=>|\.\.\.|\?\?|\?\.|\|\||&&|[=!]==?|[<>]=|[\s\S]/y;

/** Names after which a slash opens a regular expression. */
const BEFORE_EXPRESSION = new Set(['return', 'typeof', 'case', 'in', 'of', 'void', 'delete', 'throw', 'await']);

/**
 * The tokens of a text, be it well-formed or not. A template is written as the sum that it stands for: `` `a/${b}` ``
 * becomes ("a/" + (b) + "").
 */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  /** What each closing brace will close. */
  const open: ('{' | '${')[] = [];
  let at = 0;
  let opensLine = true;

  const add = (kind: Token['kind'], text: string) => {
    tokens.push({ kind, text, opensLine });
    opensLine = false;
  };
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  const templateText = () => {
    const [, text = '', end = ''] = take(TEMPLATE_TEXT) ?? [];
    add('string', unescaped(text));
    if (end !== '${') return add('sign', ')');
    open.push(end);
    add('sign', '+');
    add('sign', '(');
  };

  while (at < source.length) {
    const skipped = take(SKIPPED);
    if (skipped !== null) {
      opensLine ||= skipped[0].includes('\n');
      continue;
    }
    const name = take(NAME);
    if (name !== null) {
      add('name', name[0]);
      continue;
    }
    const string = take(STRING);
    if (string !== null) {
      add('string', unescaped(string[1] ?? string[2] ?? ''));
      continue;
    }
    if (source[at] === '/' && expectsExpression(tokens.at(-1)) && take(REGULAR_EXPRESSION) !== null) {
      add('sign', '/…/');
      continue;
    }
    const sign = take(SIGN)?.[0] ?? '';
    if (sign === '`') {
      add('sign', '(');
      templateText();
    } else if (sign === '}' && open.pop() === '${') {
      add('sign', ')');
      add('sign', '+');
      templateText();
    } else {
      if (sign === '{') open.push(sign);
      add('sign', sign);
    }
  }
  return tokens;
}

function expectsExpression(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'sign') return ![')', ']', '}', '/…/'].includes(before.text);
  return before.kind === 'name' && BEFORE_EXPRESSION.has(before.text);
}

/** Good enough for paths: a quote or a backslash behind a backslash stands for itself. */
const unescaped = (text: string): string => text.replace(/\\([\s\S])/g, '$1');
