import { clean } from '../../text/sanitize.ts';

/**
 * Makes text from outside into markdown that shows it as it is: no markup, no html, no links, no mentions. Backslashes
 * and entities stop what GitHub parses as markdown. They don't stop mentions and links to issues and commits, which it
 * looks for in the finished text (https://github.com/github/cmark-gfm/issues/181): a zero-width space does.
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
  // A backslash before a pipe is read by the table, not by what is in its cell.
  '|': '&#124;',
  // GitHub's own way to keep a dollar sign from opening a formula.
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

/** Text in a code span, where GitHub makes neither links nor mentions. Not for tables: a pipe would end the cell. */
export function codeSpan(text: string): string {
  const content = clean(text);
  const fence = '`'.repeat(longestRun(content) + 1);
  const space = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${fence}${space}${content}${space}${fence}`;
}

/** Lines in a fence that nothing in them can close. */
export function codeBlock(lines: readonly string[]): string {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [fence, ...lines, fence].join('\n');
}

const hex = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** Links are only made to addresses that we put together ourselves; even so, nothing in one can end it. */
export function link(label: string, url: string): string {
  const safe = encodeURI(url.toWellFormed())
    .replace(/[()[\]'*]/g, hex)
    .replace(/%25(?=[0-9a-f]{2})/gi, '%');
  return `[${label}](${safe})`;
}
