import { type Document, isAlias, isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import { UsageError } from '../errors.ts';
import { withDots } from '../text/sanitize.ts';
import { excerpt, type Range } from './code-frame.ts';
import { keepSigns } from './keep-plus-sign.ts';
import {
  keyText,
  type PlacedMistake,
  pathText,
  rangeOf,
  structureMistakes,
  syntaxMistakes,
  TOO_DEEP,
} from './yaml-mistakes.ts';

export type Path = readonly (string | number)[];

/** A mistake in the config, at a key or a value. */
export interface ConfigMistake {
  readonly path: Path;
  /** Whether the key itself is the mistake, or its value. */
  readonly at: 'key' | 'value';
  readonly message: string;
  /** How to fix it. */
  readonly hint?: string | undefined;
}

/** A parsed config file with the positions of all keys and values. YAML 1.2, which includes JSON. */
export interface ConfigDocument {
  readonly file: string;
  readonly value: unknown;
  /** The line of a key, from 1; for a missing key, the line of its nearest parent. */
  lineOf(path: Path): number;
  /** @throws UsageError if there are mistakes: these and the document's own, in the order of the file. */
  refuse(mistakes: readonly ConfigMistake[]): void;
}

/** `file` is its name for the reader. @throws UsageError if the text is not YAML. */
export function parseConfig(written: string, file: string): ConfigDocument {
  const text = written.replace(/^\ufeff/, '');
  const lineCounter = new LineCounter();
  const document = parsed(text, file, lineCounter);
  refuse(text, file, syntaxMistakes([...document.errors, ...document.warnings], lineCounter));
  const { wrong, twice } = structureMistakes(document, lineCounter);
  refuse(text, file, wrong);
  keepSigns(document);
  return {
    file,
    value: unfold(document, text, file),
    lineOf: (path) => lineCounter.linePos(find(document, path).key.start).line,
    refuse: (mistakes) => refuse(text, file, [...twice, ...mistakes.map((mistake) => place(mistake, document))]),
  };
}

function parsed(text: string, file: string, lineCounter: LineCounter): Document {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  } catch (error) {
    // The parser calls itself for each key of `a: b: c: …`.
    if (!(error instanceof RangeError)) throw error;
    throw errorOf(text, file, [{ range: { start: 0, end: text.length }, ...TOO_DEEP }]);
  }
}

/** Limits how often one anchor may be used, and how far its aliases unfold. */
const MOST_ALIASES = 1_000;

const MOST_MISTAKES = 50;

function refuse(text: string, file: string, mistakes: readonly PlacedMistake[]): void {
  if (mistakes.length > 0) throw errorOf(text, file, mistakes);
}

function errorOf(text: string, file: string, mistakes: readonly PlacedMistake[]): UsageError {
  const listed = [...mistakes]
    .sort((a, b) => a.range.start - b.range.start)
    .slice(0, MOST_MISTAKES)
    .map(({ range, ...mistake }) => {
      const message = withDots(mistake.message);
      const hint = mistake.hint ? [withDots(mistake.hint)] : [];
      const { line, column, shown } = excerpt(text, range);
      return {
        place: { file, line, message: [message, ...hint].join('\n') },
        shown: [`  ${file}:${line}:${column}  ${message}`, shown, ...hint.map((words) => `      ${words}`)].join('\n'),
      };
    });
  const more = mistakes.length > listed.length ? [`  and ${mistakes.length - listed.length} more`] : [];
  const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
  return new UsageError(
    [`${file} has ${count}:`, ...listed.map(({ shown }) => shown), ...more].join('\n\n'),
    listed.map(({ place }) => place),
  );
}

/** The document as plain data. The parser counts how far aliases unfold; unresolved ones were refused before. */
function unfold(document: Document, text: string, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const message = 'the aliases of this file unfold to far too much';
    throw errorOf(text, file, [{ range: { start: 0, end: text.length }, message, hint: 'write out what is meant' }]);
  }
}

const place = ({ path, at, message, hint }: ConfigMistake, document: Document): PlacedMistake => ({
  range: find(document, path)[at],
  message: path.length === 0 ? message : `${pathText(path)}: ${message}`,
  ...(hint ? { hint } : {}),
});

/** The ranges of a key and its value; for a missing key, the ranges of the nearest key above. */
function find(document: Document, path: Path): { key: Range; value: Range } {
  let node: unknown = document.contents;
  let key: Range = { start: 0, end: 0 };
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      // If a name exists twice, the last one counts.
      const pair = node.items.findLast((item) => keyText(item.key) === String(part));
      if (!pair || !isNode(pair.key)) return { key, value: key };
      key = rangeOf(pair.key);
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)];
      if (!isNode(item)) return { key, value: key };
      key = rangeOf(item);
      node = item;
    } else return { key, value: key };
  }
  const value = isNode(node) ? rangeOf(node) : key;
  return { key, value: value.end > value.start ? value : key };
}
