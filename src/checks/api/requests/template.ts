/** Texts of requests with references to values known only when they are sent: `${data:sku}`. */

export type Reference =
  | { readonly kind: 'saved' | 'data'; readonly name: string }
  | { readonly kind: 'uuid' | 'counter'; readonly name: '' };

/** Looks up the value of a reference. */
export type ValueOf = (reference: Reference) => unknown;

/** The format that a value must not break. JSON keeps the value's own type if a reference is a whole string. */
type Format = 'path' | 'header' | 'json' | 'form' | 'text';

/** `$${uuid}`, with a second `$`, stands for itself. */
const REFERENCE = /("?)(\$?)\$\{(?:(saved|data):([^}]*)|(uuid|counter))\}("?)/g;

type Part = string | { readonly reference: Reference; readonly isWhole: boolean };

/** A text that is filled in once for each request. */
export interface Template {
  readonly references: readonly Reference[];
  fill(lookUp: ValueOf): string;
}

export function templateOf(text: string, format: Format): Template {
  const parts: Part[] = [];
  let end = 0;
  for (const found of text.matchAll(REFERENCE)) {
    const [written, open = '', doubled = '', kind, name = '', plain, close = ''] = found;
    parts.push(text.slice(end, found.index));
    end = found.index + written.length;
    if (doubled !== '') parts.push(`${open}${written.slice(open.length + 1)}`);
    else {
      const isWhole = format === 'json' && open !== '' && close !== '';
      const reference = { kind: kind ?? plain, name: name.trim() } as Reference;
      parts.push(isWhole ? '' : open, { reference, isWhole }, isWhole ? '' : close);
    }
  }
  parts.push(text.slice(end));
  return {
    references: parts.flatMap((part) => (typeof part === 'string' ? [] : [part.reference])),
    fill: (lookUp) =>
      parts
        .map((part) => {
          if (typeof part === 'string') return part;
          const value = lookUp(part.reference);
          return part.isWhole ? JSON.stringify(value ?? null) : written(value, format);
        })
        .join(''),
  };
}

function written(value: unknown, format: Format): string {
  const text = textOf(value);
  switch (format) {
    // Text that is already encoded stays as it is. Spaces, line breaks and non-ASCII letters can't be sent and are
    // encoded.
    case 'path':
      return text.replace(/[^\x21-\x7e]+/gu, (part) => encodeURIComponent(part.toWellFormed()));
    case 'header':
      return text.replace(/[\r\n\0]+/g, ' ');
    case 'json':
      return JSON.stringify(text).slice(1, -1);
    case 'form':
      return encodeURIComponent(text.toWellFormed());
    case 'text':
      return text;
  }
}

/** A value as text, wherever it is sent or masked. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** The format of a body, from its content type. */
export function bodyFormat(headers: Readonly<Record<string, string>>): Format {
  const [, type = ''] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  if (/\bjson\b/i.test(type)) return 'json';
  return /x-www-form-urlencoded/i.test(type) ? 'form' : 'text';
}
