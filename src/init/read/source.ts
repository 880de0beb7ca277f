import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { UsageError } from '../../errors.ts';
import { clean } from '../../text/sanitize.ts';

export type Path = readonly (string | number)[];

/** A config of another tool, as data with line numbers. */
export interface Source {
  /** For the reader: relative to the working directory. */
  readonly file: string;
  /** Its folder, relative to the working directory; empty for that itself. Paths in the config are relative to it. */
  readonly folder: string;
  readonly value: unknown;
  /** The line of a key, from 1; null if it is not known. */
  lineOf(path: Path): number | null;
}

/** Largest config that is read: other tools' configs are short. */
export const MOST_BYTES = 1_000_000;

/**
 * JSON, with or without comments, or YAML.
 *
 * @throws UsageError if the text is neither.
 */
export function parseSource(text: string, file: string, folder: string): Source {
  const json = withoutComments(text.replace(/^\uFEFF/, ' '));
  const { value, isJson } = readValue(json, text, file);
  return { file, folder, value, lineOf: linesIn(isJson ? json : text) };
}

function readValue(json: string, text: string, file: string): { value: unknown; isJson: boolean } {
  try {
    return { value: JSON.parse(json), isJson: true };
  } catch (error) {
    if (/\.jsonc?$/.test(file))
      throw new UsageError(`${file} is no JSON: ${clean((error as Error).message)}. Fix it there first.`);
  }
  try {
    // `off` stays a word, and `<<` merges, as in the YAML of the tools that read it.
    const document = parseDocument(text, { prettyErrors: true, uniqueKeys: false, logLevel: 'error', merge: true });
    const [mistake] = document.errors;
    if (mistake !== undefined) throw mistake;
    return { value: document.toJS({ maxAliasCount: 1_000 }), isJson: false };
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${clean((error as Error).message)}. Fix it there first.`);
  }
}

/** The same text, in which a comment of JSON is spaces: everything keeps its place. A comma before a bracket goes, too. */
const withoutComments = (text: string): string =>
  text
    .replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
      found.startsWith('"') ? found : found.replace(/[^\n]/g, ' '),
    )
    .replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[\]}])/g, (found) => (found === ',' ? ' ' : found));

/** Reads a file's lines once they are asked for. */
function linesIn(text: string): Source['lineOf'] {
  let parsed: { readonly root: unknown; readonly lines: LineCounter } | null = null;
  return (path) => {
    if (parsed === null) {
      const lines = new LineCounter();
      parsed = { root: rootOf(text, lines), lines };
    }
    let node: unknown = parsed.root;
    let key: Node | null = isNode(node) ? node : null;
    for (const part of path) {
      if (isMap(node)) {
        const pair = node.items.findLast((item) => isScalar(item.key) && String(item.key.value) === String(part));
        if (pair === undefined || !isNode(pair.key)) break;
        key = pair.key;
        node = pair.value;
      } else if (isSeq(node)) {
        const item = node.items[Number(part)];
        if (!isNode(item)) break;
        key = item;
        node = item;
      } else break;
    }
    const start = key?.range?.[0];
    return start === undefined ? null : parsed.lines.linePos(start).line;
  };
}

function rootOf(text: string, lineCounter: LineCounter): unknown {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false, logLevel: 'silent' }).contents;
  } catch {
    return null; // far too deep for its parser
  }
}

/** Whether a config is read by running it. */
export const isCode = (file: string): boolean => /\.[cm]?[jt]s$/.test(file);

/** A part of a source as one of its own: a key of package.json, a step of a workflow. */
export const partOf = (source: Source, path: Path, value: unknown): Source => ({
  ...source,
  value,
  lineOf: (inner) => source.lineOf([...path, ...inner]),
});
