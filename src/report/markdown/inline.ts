import type { Inline, Sentence } from '../../text/inline.ts';
import { codeSpan, escapeMarkdown } from './escape.ts';

/** A space without a line break, narrower than one between words. */
const NARROW_SPACE = '\u202f';

/** Keeps an interval from breaking after its dash. */
const WORD_JOINER = '\u2060';

function partToMarkdown(part: Inline): string {
  switch (part.kind) {
    case 'trusted':
      return part.text;
    case 'figure':
      return part.text.replace(/(?<=\d) (?=[^\d(+−])/g, NARROW_SPACE).replace(/(?<=\d)–(?=\d)/g, `–${WORD_JOINER}`);
    case 'untrusted':
      return escapeMarkdown(part.text);
    case 'code':
      return codeSpan(part.text);
    case 'strong':
      return `**${toMarkdown(part.parts)}**`;
    case 'emphasis':
      return `*${toMarkdown(part.parts)}*`;
  }
}

export const toMarkdown = (sentence: Sentence): string => sentence.map(partToMarkdown).join('');
