/**
 * The prefix that a package's script or npm puts before a line: `web:build: `, `packages/ui build: `, `[web] `, `npm
 * error `.
 */
const PREFIX =
  /^(?:npm (?:ERR!|error)(?= |$)|[@\w./#-]+:[\w.-]+:(?= |$)|(?:\.|[@\w.-]+\/[@\w./-]+) [\w:.-]+:(?= |$)|\[[a-z][a-z\d@/.:-]*\](?= ))\s?/;

/** Words with which compilers, bundlers, package managers and runtimes begin an error. */
const ERROR =
  /\b(?:\w*error|\w*exception|fatal|panic|failed|failure|cannot|can't|could not|not found|no such|no matching|no candidates|forbidden)\b|\bERR!|\bERR_[A-Z]|✘|^\[!\]/i;

/** Lines that only look like errors: warnings, source code, files with their sizes, and counts of no errors. */
const NO_ERROR =
  /\bthrow\b|\bnew \w*Error\(|\b(?:0|no|without) errors?\b|\bDeprecationWarning\b|^(?:npm )?(?:\(!\)|⚠|warn(?:ing)?\b|info\b)|^>?\s*\d*\s*[│|]|^[^:]*\d\s?(?:[kM]i?B|bytes)\b/i;

/** Announces a failure whose reason is in other lines. */
const ANNOUNCEMENT =
  /^(?:error during build|failed to compile|(?:> )?build error occurred|error evaluating node\.js code|(?:code|errno) -?\w+$|path |command |workspace |location |(?:found )?\d+ errors?\b|error command )|\b(?:build|compilation|command|script|task|run) (?:\S+ )?failed\b|\b(?:failed|compiled|finished) with (?:\d+ )?errors?\b|\bexit(?:ed|s)? (?:with|code|\()|\bELIFECYCLE\b|\*\*\* \[.*\] Error \d/i;

/** Gives only the place of an error: webpack's `ERROR in ./a.js 1:0-9`. */
const PLACE = /^ERROR in \S+(?: [\d:-]+)?$/;

/** A stack frame. Next.js writes some in brackets. */
const FRAME =
  /^\s*\[?at (?:.*[:(]\d+:\d+[)\]]*|.*\((?:<anonymous>|native|index \d+)\)|<\w+>.*|line \d+)[\])]*(?: \{|,)?$/;

/** Lines of every failure of Node or npm: where Node threw, its version, and the path of npm's log. */
const USUAL =
  /^\s*(?:node:internal\/\S+:\d+|\S+\/node_modules\/\S+:\d+|throw (?:err;|new ERR_\w+\(.*)|let error = new Error\(text\);|\^+|Node\.js v\d\S*|A complete log of this run can be found in.*|requireStack: \[.*|code: '(?:ERR_)?MODULE_NOT_FOUND',?|(?:errors|warnings): \[Getter\/Setter\],?|info Visit https:.*|404|[{}[\]\s]*,?)$/;

const withoutPrefix = (line: string): string => line.trimStart().replace(PREFIX, '').trim();

/** Whether a line is blank, a stack frame, or part of every failure. */
export function explainsNothing(line: string): boolean {
  const text = withoutPrefix(line);
  return FRAME.test(text) || USUAL.test(text);
}

export function statesError(line: string): boolean {
  const text = withoutPrefix(line);
  return (
    !explainsNothing(line) && !NO_ERROR.test(text) && (ERROR.test(text) || /^npm (?:ERR!|error) /.test(line.trim()))
  );
}

/** Whether a line says what failed, and not only that something did. */
export function saysWhatFailed(line: string): boolean {
  const text = withoutPrefix(line);
  return statesError(line) && !ANNOUNCEMENT.test(text) && !PLACE.test(text);
}

/** The first error in a command's output, on one line; null if no line states one. */
export function firstError(output: string): string | null {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !explainsNothing(line));
  const first = lines.findIndex(statesError);
  const line = lines[first];
  if (line === undefined) return null;
  if (saysWhatFailed(line)) return continued(line, lines[first + 1]);
  const next = lines[first + 1];
  const what = lines.slice(first).find(saysWhatFailed);
  // Vite prints `error during build:`, and the error itself on the next line.
  const goesOn = /:$|^npm \S+ code \w+$/.test(line) || PLACE.test(line);
  if (goesOn && next !== undefined && (what === undefined || what === next)) return `${line} ${withoutPrefix(next)}`;
  return what ?? line;
}

const continued = (line: string, next: string | undefined): string =>
  line.endsWith(':') && next !== undefined ? `${line} ${withoutPrefix(next)}` : line;
