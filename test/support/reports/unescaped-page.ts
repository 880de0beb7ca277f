import { Parser } from 'htmlparser2';
import { SCRIPT } from '../../../src/report/html/script.ts';
import { STYLE } from '../../../src/report/html/style.ts';

/** What a browser would make of text from outside, if it stood in the page as it came. */

const ELEMENTS = new Set(
  'html head meta title style body a header footer main section article h1 h2 h3 p span strong em code pre ul ol li br dl div dt dd table caption thead tbody tr th td details summary label input output script svg desc text rect path'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'lang charset http-equiv content name class href id hidden type scope role aria-labelledby aria-hidden width height x y viewBox preserveAspectRatio text-anchor font-size fill d vector-effect stroke stroke-width stroke-linecap stroke-opacity stroke-dasharray pointer-events data-result data-series data-side data-mark data-low data-high'.split(
    ' ',
  ),
);
const OURS = 'https://github.com/octo/app/';

/** The first thing in the page that is not ours: an element, an attribute, an address, a script; null: all is. */
export function unescapedInPage(page: string): string | null {
  let found: string | null = null;
  let inside = '';
  const texts = { script: '', style: '' };
  const is = (what: string) => {
    found ??= what;
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        inside = name;
        if (!ELEMENTS.has(name)) is(`an element: ${name}`);
        for (const [key, value] of Object.entries(attributes)) {
          if (!ATTRIBUTES.has(key)) is(`an attribute: ${key} of ${name}`);
          if (key === 'href' && !/^(#[\w-]+|[\w-][\w./-]*)$/.test(value) && !value.startsWith(OURS))
            is(`a link: ${value}`);
        }
      },
      ontext(text) {
        if (inside === 'script' || inside === 'style') texts[inside] += text;
        else if (/[^\P{Cc}\n]|[\u202a-\u202e]/u.test(text)) is(`a control character: ${JSON.stringify(text)}`);
      },
      onclosetag: () => {
        inside = '';
      },
      oncomment: (text) => is(`a comment: ${text}`),
      onprocessinginstruction: (name, text) => {
        if (text.toLowerCase() !== '!doctype html') is(`${name}: ${text}`);
      },
    },
    { lowerCaseAttributeNames: false, lowerCaseTags: false, decodeEntities: true },
  );
  parser.end(page);
  if (texts.script !== SCRIPT || texts.style !== STYLE) is('another script or style');
  return found;
}
