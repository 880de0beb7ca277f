import type { createColors } from 'picocolors';
import { width } from '../../text/columns.ts';
import type { Inline, Sentence } from '../../text/inline.ts';
import { clean } from '../../text/sanitize.ts';

export type Colors = ReturnType<typeof createColors>;
type Style = (text: string) => string;

interface Word {
  readonly text: string;
  readonly style: Style;
  /** Whether a space precedes the part, where a line may break. */
  readonly apart: boolean;
}

const asIs: Style = (text) => text;

/** Styles don't nest: the innermost wins. */
function styled(part: Inline, colors: Colors, style: Style): { text: string; style: Style }[] {
  switch (part.kind) {
    case 'trusted':
    case 'figure':
      return [{ text: part.text, style }];
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

function words(sentence: Sentence, colors: Colors): Word[] {
  let apart = false;
  const parts = sentence.flatMap((part) => styled(part, colors, asIs));
  return parts.flatMap(({ text, style }) =>
    text.split(/( +)/).flatMap((part): Word[] => {
      if (part === '') return [];
      const space = part.startsWith(' ');
      const word = { text: part, style, apart };
      apart = space;
      return space ? [] : [word];
    }),
  );
}

/** A sentence over as many lines as it needs; all but the first are indented as far as `bullet` is wide. */
export function wrap(sentence: Sentence, colors: Colors, columns: number, bullet = '  '): string[] {
  const indent = ' '.repeat(width(bullet));
  const lines: string[] = [];
  let line = bullet;
  let used = width(bullet);
  let empty = true;
  for (const { text, style, apart } of words(sentence, colors)) {
    const space = apart && !empty ? ' ' : '';
    if (!empty && apart && used + 1 + width(text) > columns) {
      lines.push(line);
      line = indent + style(text);
      used = width(indent) + width(text);
      continue;
    }
    line += space + style(text);
    used += space.length + width(text);
    empty = false;
  }
  return empty ? lines : [...lines, line];
}
