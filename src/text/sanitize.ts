import { stripVTControlCharacters } from 'node:util';

/**
 * Names, messages, paths and the output of processes are untrusted. They may hold escape sequences, invisible
 * characters, and characters that reverse the order of letters. None of these reaches a reader: every renderer and log
 * uses this file.
 */

/**
 * Control and format characters, and separators of lines and paragraphs. It excludes format characters that text needs:
 * Arabic number signs, and the joiners of scripts and emoji.
 */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u0600-\u0605\u06dd\u070f\u200c\u200d])\p{Cf}/gu;

const withoutEscapes = (text: string): string => stripVTControlCharacters(text.toWellFormed());

/** The first `limit` characters, with an ellipsis for the rest. */
function shortened(text: string, limit: number): string {
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}

/** One line of text, at most `limit` characters long; `(empty)` if nothing is visible. */
export function clean(text: string, limit = 600): string {
  const line = withoutEscapes(text).replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  return line === '' ? '(empty)' : shortened(line, limit);
}

/** The last lines of a process's output, each at most `limit` characters long, with their indentation. */
export function cleanLines(text: string, count = 15, limit = 600): string[] {
  return withoutEscapes(text)
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll('\t', '    ').replace(UNSEEN, '').trimEnd())
    .filter((line, index, lines) => line !== '' || (index > 0 && lines[index - 1] !== ''))
    .slice(-count)
    .map((line) => shortened(line, limit));
}

/** A line as a terminal would show it: its last state after carriage returns, without colours; tabs stay. */
export function cleanTerminalLine(raw: string, limit = 1_000): string {
  const states = raw.split('\r').filter((state) => state.trim() !== '');
  const line = withoutEscapes(states.at(-1) ?? '').replace(UNSEEN, (character) => (character === '\t' ? '\t' : ''));
  return shortened(line.trimEnd(), limit);
}

/** Text in which every character keeps its column: a tab becomes four spaces, an invisible character a dot. */
export const withDots = (text: string): string => text.toWellFormed().replaceAll('\t', '    ').replace(UNSEEN, '·');
