import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Parser } from 'htmlparser2';
import { contentOf, isThere } from './precompressed.ts';

/** Where html names the files that a page needs. */
const REFERENCES: Readonly<Record<string, string>> = { script: 'src', link: 'href', img: 'src' };

/**
 * The path below which a site lives, from the addresses in its html: `/repo` if `/repo/assets/a.js` is `assets/a.js` in
 * the folder. Empty if the site lives at the root, or if its html does not show it.
 *
 * @param pages paths of html files in the folder. Pages of one site agree, so a few are enough. Unreadable pages are
 * skipped.
 */
export async function basePathOf(folder: string, pages: readonly string[]): Promise<string> {
  for (const page of pages) {
    const asked = localReferences(await text(contentOf(join(folder, page))).catch(() => ''));
    if (asked.some((path) => exists(folder, path))) return '';
    const found = new Set(asked.flatMap((path) => prefixOf(folder, path)));
    const [prefix] = found;
    if (prefix !== undefined && found.size === 1) return prefix;
  }
  return '';
}

/** The prefix to remove from a path so that the rest names a file; empty if no prefix helps. */
function prefixOf(folder: string, path: string): string[] {
  const segments = path.split('/').slice(1);
  const skipped = segments.findIndex((_, index) => index > 0 && exists(folder, `/${segments.slice(index).join('/')}`));
  return skipped < 0 ? [] : [`/${segments.slice(0, skipped).join('/')}`];
}

const exists = (folder: string, path: string): boolean => isThere(join(folder, path));

/** Decoded paths of files that the html asks for from the root of its own host, also by a `<base>` there. */
function localReferences(html: string): string[] {
  const paths: string[] = [];
  let base: string | null = null;
  const parser = new Parser({
    onopentag(name, attributes) {
      // https://html.spec.whatwg.org/multipage/semantics.html#the-base-element: only the first counts.
      if (name === 'base' && isFromRoot(attributes.href)) base ??= attributes.href ?? null;
      const value = attributes[REFERENCES[name] ?? ''];
      if (value === undefined || (base === null && !isFromRoot(value))) return;
      const url = URL.parse(value, new URL(base ?? '/', HOST));
      if (url?.origin !== HOST || url.pathname === '/') return;
      try {
        paths.push(decodeURIComponent(url.pathname));
      } catch {
        // Not an address.
      }
    },
  });
  parser.end(html);
  return paths;
}

const HOST = 'http://host';
const isFromRoot = (address: string | undefined): boolean => /^\/(?!\/)/.test(address ?? '');
