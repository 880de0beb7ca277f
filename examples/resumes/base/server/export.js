import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { sectionsOf } from './search.js';

const compress = promisify(deflate);

/** A resume as one compressed text, to download. */
export async function exportResume(id) {
  const sections = await sectionsOf(id);
  const text = sections.map(({ heading, body }) => `${heading}\n${body}\n`).join('\n');
  return { text: (await compress(text)).toString('base64') };
}
