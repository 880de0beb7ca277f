import { clean } from '../../text/sanitize.ts';

/**
 * Turns untrusted text into markdown that shows it literally: no markup, HTML, links or mentions. Backslashes and
 * entities stop everything that GitHub parses as markdown. Mentions and links to issues and commits need a zero-width
 * space: GitHub finds them in the finished text (https://github.com/github/cmark-gfm/issues/181).
 */
const BREAK = '\u200b';

const breakLinks = (text: string): string =>
  text
    .replace(/@/g, `@${BREAK}`)
    .replace(/#(?=\d)/g, `#${BREAK}`)
    .replace(/\b(gh-)(?=\d)/gi, `$1${BREAK}`)
    .replace(/:(?=\/\/)/g, `:${BREAK}`)
    .replace(/\b(www)\./gi, `$1${BREAK}.`)
    .replace(/:(?=[\w+-]+:)/g, `:${BREAK}`)
    .replace(/(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/gi, (sha) => sha.replace(/.{6}(?=.)/g, `$&${BREAK}`));

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // The table itself consumes a backslash before a pipe, so the cell would not get it.
  '|': '&#124;',
  // GitHub documents this to keep a dollar sign from opening a formula.
  $: '<span>$</span>',
};

export function escapeMarkdown(text: string): string {
  return breakLinks(clean(text))
    .replace(/[&<>|$\\`*_[\]()#~]/g, (character) => ENTITIES[character] ?? `\\${character}`)
    .replace(/^([-+=])(?=[-+=\s]|$)/, '\\$1')
    .replace(/^(\d+)\.(?=\s|$)/, '$1\\.');
}

const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map((backticks) => backticks.length));

/** Text in a code span, where GitHub creates neither links nor mentions. Not for tables: a pipe would end the cell. */
export function codeSpan(text: string): string {
  const content = clean(text);
  const fence = '`'.repeat(longestRun(content) + 1);
  const space = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${fence}${space}${content}${space}${fence}`;
}

/** Lines in a fence that is longer than any fence in them. */
export function codeBlock(lines: readonly string[]): string {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [fence, ...lines, fence].join('\n');
}

const hex = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** A link to an address that perf-budget built. Nothing in the address can end the link. */
export function link(label: string, url: string): string {
  const safe = encodeURI(url.toWellFormed())
    .replace(/[()[\]'*]/g, hex)
    .replace(/%25(?=[0-9a-f]{2})/gi, '%');
  return `[${label}](${safe})`;
}
