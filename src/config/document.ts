import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { UsageError } from '../errors.ts';

export type Path = readonly (string | number)[];

/** A mistake in the config, at a key or a value of it. */
export interface ConfigMistake {
  readonly path: Path;
  /** `key`: the key itself is the mistake; `value`: what stands behind it. */
  readonly at: 'key' | 'value';
  readonly message: string;
  readonly hint?: string | undefined;
}

/** A parsed config file that still knows where everything stands. YAML 1.2; JSON is a part of it. */
export interface ConfigDocument {
  readonly file: string;
  readonly value: unknown;
  /** The line of a key, from 1; of its nearest parent that exists otherwise. */
  lineOf(path: Path): number;
  /** One error that tells all mistakes, in the order of the file. */
  error(mistakes: readonly ConfigMistake[]): UsageError;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Throws a UsageError where the text is not YAML, or has a key twice. `file` is how the reader knows it. */
export function parseConfig(text: string, file: string): ConfigDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });

  function find(path: Path): { key: Range; value: Range } {
    let node = document.contents as Node | null;
    let key: Range = { start: 0, end: 0 };
    for (const part of path) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
        if (!pair) break;
        key = rangeOf(pair.key as Node) ?? key;
        node = pair.value as Node | null;
      } else if (isSeq(node)) {
        const item = node.items[Number(part)] as Node | undefined;
        if (!item) break;
        node = item;
        key = rangeOf(node) ?? key;
      } else break;
    }
    return { key, value: rangeOf(node) ?? key };
  }

  const source = text.split(/\r?\n/);

  /** The line, with the place in it underlined. */
  function excerpt({ start, end }: Range, withCaret: boolean): { line: number; column: number; shown: string } {
    const { line, col } = lines.linePos(start);
    const row = source[line - 1] ?? '';
    const margin = `      ${line} | `;
    const length = Math.max(1, Math.min(end - start, row.length - col + 1));
    const caret = withCaret ? `\n${' '.repeat(margin.length - 2)}| ${' '.repeat(col - 1)}${'^'.repeat(length)}` : '';
    return { line, column: col, shown: `${margin}${row}${caret}` };
  }

  function error(mistakes: readonly ConfigMistake[]): UsageError {
    const told = mistakes
      .map((mistake) => ({ mistake, range: find(mistake.path)[mistake.at] }))
      .sort((a, b) => a.range.start - b.range.start)
      .map(({ mistake, range }) => tell(mistake, range));
    const count = told.length === 1 ? 'a mistake' : `${told.length} mistakes`;
    return new UsageError(`${file} has ${count}:\n\n${told.join('\n\n')}`);
  }

  function tell({ path, message, hint }: ConfigMistake, range: Range): string {
    const { line, column, shown } = excerpt(range, true);
    const key = path.length > 0 ? `${path.join('.')}: ` : '';
    return [`  ${file}:${line}:${column}  ${key}${message}`, shown, ...(hint ? [`      ${hint}`] : [])].join('\n');
  }

  if (document.errors.length > 0) {
    const told = document.errors.map(({ message, pos: [start, end] }) =>
      tell({ path: [], at: 'value', message: inWords(message) }, { start, end }),
    );
    const count = told.length === 1 ? 'a mistake' : `${told.length} mistakes`;
    throw new UsageError(`${file} has ${count}:\n\n${told.join('\n\n')}`);
  }
  return { file, value: document.toJS(), lineOf: (path) => lines.linePos(find(path).key.start).line || 1, error };
}

const rangeOf = (node: Node | null): Range | null =>
  node?.range ? { start: node.range[0], end: node.range[1] } : null;

/** The parser's words where they would puzzle a reader. */
const inWords = (message: string): string =>
  message === 'Map keys must be unique' ? 'this name is there twice; each name is used once' : `not YAML: ${message}`;
