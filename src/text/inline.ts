import { clean } from './sanitize.ts';

/**
 * A sentence as data, so that markdown, terminal and plain text say it in the same words and each escapes in its own
 * way. `own` text is ours and may hold no markup; `outside` text is never trusted.
 */
export type Inline =
  | { readonly kind: 'own'; readonly text: string }
  /** A number with its unit: it isn't broken over two lines. */
  | { readonly kind: 'figure'; readonly text: string }
  | { readonly kind: 'outside'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly parts: Sentence }
  | { readonly kind: 'emphasis'; readonly parts: Sentence };

export type Sentence = readonly Inline[];

export const own = (text: string): Inline => ({ kind: 'own', text });
export const figure = (text: string): Inline => ({ kind: 'figure', text });
export const outside = (text: string): Inline => ({ kind: 'outside', text });
export const code = (text: string): Inline => ({ kind: 'code', text });
export const strong = (part: Inline | Sentence): Inline => ({ kind: 'strong', parts: [part].flat() });
export const emphasis = (part: Inline | Sentence): Inline => ({ kind: 'emphasis', parts: [part].flat() });

type Value = string | number | Inline | Sentence;

/** `` say`**${name} …` ``: the literal's own text is ours, every string that is put in comes from outside. */
export function say(texts: TemplateStringsArray, ...values: readonly Value[]): Sentence {
  return texts.flatMap((text, index): Inline[] => {
    const value = values[index];
    const before = text === '' ? [] : [own(text)];
    if (value === undefined) return before;
    if (typeof value === 'string') return [...before, outside(value)];
    if (typeof value === 'number') return [...before, own(String(value))];
    return [...before, ...[value].flat()];
  });
}

/** A message or a hint, in which `` `backticks` `` mean code. */
export const prose = (text: string): Sentence =>
  text.split(/`([^`]+)`/).flatMap((part, index) => {
    if (index % 2 === 1) return [code(part)];
    if (part.trim() === '') return part === '' ? [] : [own(' ')];
    // What is shown of a text from outside has no spaces at its ends.
    const [before, after] = [/^\s/.test(part), /\S\s+$/.test(part)];
    return [...(before ? [own(' ')] : []), outside(part), ...(after ? [own(' ')] : [])];
  });

/** `a, b and c`, by `separator` between all but the last two. */
export function joined(parts: readonly Sentence[], separator = ', ', last = separator): Sentence {
  return parts.flatMap((part, index) =>
    index === 0 ? [...part] : [own(index === parts.length - 1 ? last : separator), ...part],
  );
}

/** For titles, annotations and other places without markup. */
export function plain(sentence: Sentence): string {
  return sentence
    .map((part) => {
      if (part.kind === 'own' || part.kind === 'figure') return part.text;
      if (part.kind === 'outside' || part.kind === 'code') return clean(part.text);
      return plain(part.parts);
    })
    .join('');
}
