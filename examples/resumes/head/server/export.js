import { promisify } from 'node:util';
import { deflate, deflateSync } from 'node:zlib';
import { sectionsOf } from './search.js';

const compress = promisify(deflate);
const PAGE = { width: 2_480, height: 3_508, lineHeight: 44 };

/** A resume as one compressed text, to download, with a picture of its first page. */
export async function exportResume(id) {
  const sections = await sectionsOf(id);
  const text = sections.map(({ heading, body }) => `${heading}\n${body}\n`).join('\n');
  return { text: (await compress(text)).toString('base64'), preview: renderPreview(text).length };
}

/** Draws each character as a column of grey, and compresses the page as well as can be. */
function renderPreview(text) {
  const pixels = Buffer.alloc(PAGE.width * PAGE.height, 255);
  for (let at = 0; at < pixels.length; at++) {
    const line = Math.floor(at / PAGE.width / PAGE.lineHeight);
    const column = at % PAGE.width;
    pixels[at] = text.charCodeAt((line * PAGE.width + column) % text.length) ^ (at % PAGE.lineHeight);
  }
  return deflateSync(pixels, { level: 9 });
}
