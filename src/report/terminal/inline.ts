import type { createColors } from 'picocolors';
import { width } from '../../text/columns.ts';
import type { Inline, Sentence } from '../../text/inline.ts';
import { clean } from '../../text/sanitize.ts';

export type Colors = ReturnType<typeof createColors>;
type Style = (text: string) => string;

/** Text in one style. */
interface Piece {
  readonly text: string;
  readonly style: Style;
  /** Whether no line may break in it. */
  readonly isWhole?: true;
}

const asIs: Style = (text) => text;

/** Styles don't nest: the innermost wins. */
function styled(part: Inline, colors: Colors, style: Style): Piece[] {
  switch (part.kind) {
    case 'trusted':
      return [{ text: part.text, style }];
    case 'figure':
      return [{ text: part.text, style, isWhole: true }];
    case 'untrusted':
      return [{ text: clean(part.text), style }];
    case 'code':
      return [{ text: clean(part.text), style: colors.cyan }];
    case 'strong':
      return part.parts.flatMap((inner) => styled(inner, colors, colors.bold));
    case 'emphasis':
      return part.parts.flatMap((inner) => styled(inner, colors, colors.dim));
  }
}

/** The words between spaces, each of one or more pieces. A figure has spaces that no line break takes. */
function words(sentence: Sentence, colors: Colors): Piece[][] {
  const all: Piece[][] = [];
  let apart = true;
  for (const { text, style, isWhole } of sentence.flatMap((part) => styled(part, colors, asIs))) {
    for (const part of isWhole ? [text] : text.split(/( +)/)) {
      const isSpace = /^ +$/.test(part);
      if (part !== '' && !isSpace) {
        if (apart) all.push([]);
        all.at(-1)?.push({ text: part, style });
      }
      if (part !== '') apart = isSpace;
    }
  }
  return all;
}

/** A sentence over as many lines as it needs; all but the first are indented as far as `bullet` is wide. */
export function wrap(sentence: Sentence, colors: Colors, columns: number, bullet = '  '): string[] {
  const lines: string[] = [];
  let line = bullet;
  let used = width(bullet);
  let isFirst = true;
  for (const pieces of words(sentence, colors)) {
    const space = isFirst ? '' : ' ';
    const wide = pieces.reduce((sum, { text }) => sum + width(text), 0);
    const word = pieces.map(({ text, style }) => style(text)).join('');
    if (!isFirst && used + 1 + wide > columns) {
      lines.push(line);
      line = ' '.repeat(width(bullet)) + word;
      used = width(bullet) + wide;
    } else {
      line += space + word;
      used += space.length + wide;
    }
    isFirst = false;
  }
  return isFirst ? lines : [...lines, line];
}
