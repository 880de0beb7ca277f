import { clean } from './sanitize.ts';

/**
 * A sentence as data. Markdown, terminal and plain text use the same words, and each escapes them in its own way.
 * `trusted` text is ours and may hold no markup; `untrusted` text may hold anything.
 */
export type Inline =
  | { readonly kind: 'trusted'; readonly text: string }
  /** A number with its unit, which a line break never splits. */
  | { readonly kind: 'figure'; readonly text: string }
  | { readonly kind: 'untrusted'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly parts: Sentence }
  | { readonly kind: 'emphasis'; readonly parts: Sentence };

export type Sentence = readonly Inline[];

export const trusted = (text: string): Inline => ({ kind: 'trusted', text });
export const figure = (text: string): Inline => ({ kind: 'figure', text });
export const untrusted = (text: string): Inline => ({ kind: 'untrusted', text });
export const code = (text: string): Inline => ({ kind: 'code', text });
export const strong = (part: Inline | Sentence): Inline => ({ kind: 'strong', parts: [part].flat() });
export const emphasis = (part: Inline | Sentence): Inline => ({ kind: 'emphasis', parts: [part].flat() });

type Value = string | number | Inline | Sentence;

/** `` say`**${name} …` ``: the literal's own text is trusted, every inserted string is untrusted. */
export function say(texts: TemplateStringsArray, ...values: readonly Value[]): Sentence {
  return texts.flatMap((text, index): Inline[] => {
    const value = values[index];
    const before = text === '' ? [] : [trusted(text)];
    if (value === undefined) return before;
    if (typeof value === 'string') return [...before, untrusted(value)];
    if (typeof value === 'number') return [...before, trusted(String(value))];
    return [...before, ...[value].flat()];
  });
}

/** A message or a hint, in which `` `backticks` `` mean code. */
export const prose = (text: string): Sentence =>
  text.split(/`([^`]+)`/).flatMap((part, index) => {
    if (index % 2 === 1) return [code(part)];
    if (part.trim() === '') return part === '' ? [] : [trusted(' ')];
    // Renderers trim untrusted text, so the spaces at its ends are kept as trusted text.
    const [before, after] = [/^\s/.test(part), /\S\s+$/.test(part)];
    return [...(before ? [trusted(' ')] : []), untrusted(part), ...(after ? [trusted(' ')] : [])];
  });

/** `a, b and c`: `separator` joins all but the last two, which `last` joins. */
export function joined(parts: readonly Sentence[], separator = ', ', last = separator): Sentence {
  return parts.flatMap((part, index) =>
    index === 0 ? [...part] : [trusted(index === parts.length - 1 ? last : separator), ...part],
  );
}

/**
 * `a, b and 3 more`: the first parts of `count`, at most `most` of them. If these are all, `last` joins the last two.
 */
export function joinedFirst(
  parts: readonly Sentence[],
  most: number,
  options: { readonly count?: number; readonly separator?: string; readonly last?: string } = {},
): Sentence {
  const { count = parts.length, separator = ', ', last = separator } = options;
  const shown = parts.slice(0, most);
  const more = count - shown.length;
  if (more <= 0 || shown.length === 0) return joined(shown, separator, last);
  return [...joined(shown, separator), ...say` and ${more} more`];
}

/** For titles, annotations and other places without markup. */
export function plain(sentence: Sentence): string {
  return sentence
    .map((part) => {
      if (part.kind === 'trusted' || part.kind === 'figure') return part.text;
      if (part.kind === 'untrusted' || part.kind === 'code') return clean(part.text);
      return plain(part.parts);
    })
    .join('');
}
