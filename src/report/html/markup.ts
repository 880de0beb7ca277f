import type { Inline, Sentence } from '../../text/inline.ts';
import { clean } from '../../text/sanitize.ts';

/** Markup to write as it is. Only `html` and `raw` create it. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | Markup | readonly Markup[] | null | false;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** Creates markup from our own text, or from text that was escaped elsewhere. */
export const raw = (markup: string): Markup => ({ markup });

function written(value: Value): string {
  if (value === null || value === false || value === '') return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escaped(clean(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

/** `` html`<td>${name}</td>` ``: the literal's own text is markup, every inserted string is text, also in an attribute's quotes. */
export function html(texts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return raw(texts.map((text, index) => text + written(values[index] ?? null)).join(''));
}

/** Lines of a process, with their indentation. */
export const lines = (all: readonly string[]): Markup => raw(escaped(all.join('\n')));

function partToMarkup(part: Inline): Markup {
  switch (part.kind) {
    case 'trusted':
      return raw(escaped(part.text));
    case 'figure':
      return html`<span class="figure">${part.text}</span>`;
    case 'untrusted':
      return html`${part.text}`;
    case 'code':
      return html`<code>${part.text}</code>`;
    case 'strong':
      return html`<strong>${toMarkup(part.parts)}</strong>`;
    case 'emphasis':
      return html`<em>${toMarkup(part.parts)}</em>`;
  }
}

export const toMarkup = (sentence: Sentence): Markup => raw(sentence.map((part) => partToMarkup(part).markup).join(''));

/** A list of sentences. */
export const items = (sentences: readonly Sentence[]): Markup =>
  html`<ul>${sentences.map((one) => html`<li>${toMarkup(one)}</li>`)}</ul>`;
