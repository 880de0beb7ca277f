import { stripVTControlCharacters } from 'node:util';

/**
 * Text that comes from outside (names, messages, paths, what a process printed) may hold escape sequences, characters
 * that nobody sees, and ones that turn the order of the letters around. None of them reaches a reader.
 */
// biome-ignore lint/complexity/useRegexLiterals: a literal of control characters would be unreadable, and so is one of invisible ones
const UNSEEN = new RegExp('[\\p{Cc}\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]', 'gu');

/** One line of text, at most `limit` characters long; where there is nothing to see, it says so. */
export function clean(text: string, limit = 600): string {
  const line = stripVTControlCharacters(text.toWellFormed()).replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  if (line === '') return '(empty)';
  const characters = [...line];
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}

/** The last lines of what a process printed, each of bounded length, with their indentation. */
export function cleanLines(text: string, count = 15, limit = 300): string[] {
  return stripVTControlCharacters(text.toWellFormed())
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll('\t', '    ').replace(UNSEEN, '').trimEnd())
    .filter((line, index, lines) => line !== '' || (index > 0 && lines[index - 1] !== ''))
    .slice(-count)
    .map((line) => (line.length <= limit ? line : `${line.slice(0, limit - 1).toWellFormed()}…`));
}
