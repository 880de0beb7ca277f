import type { LostFile } from '../evidence.ts';
import type { LoggedRequest } from '../visit/page-log.ts';

/** Chromium's types of files that make up a page, without pings and speculative requests. */
const TYPES = ['Document', 'Script', 'Stylesheet', 'Image', 'Font', 'Media', 'Fetch', 'XHR', 'Manifest'];
const CODE = ['Script', 'Stylesheet'];
const DATA = ['Fetch', 'XHR'];

/** The path of a file that differs from the given one only in case; null if there is none. */
export type Spelled = (path: string) => string | null;

/** A page works without them. */
const IGNORED = /\/favicon\.ico$|\/apple-touch-icon[^/]*$|\.map$/;

/**
 * The page's own files that were answered with an error, or not at all, and code that was answered with HTML: the page
 * again, or a login. A page without its scripts and styles is another page, and so is one whose server fails; a 4xx for
 * data may be what the page expects.
 */
export function lostFiles(
  requests: readonly LoggedRequest[],
  { isOwn, spelled }: { readonly isOwn: (url: string) => boolean; readonly spelled?: Spelled | undefined },
  address: (url: string) => string,
): LostFile[] {
  const lost = requests.flatMap(({ url, type, status, isCut, isHtml }): LostFile[] => {
    if (type === null) return [];
    const isPage = isHtml && status === 200 && CODE.includes(type);
    if (!(isCut || isPage || status >= 400) || !TYPES.includes(type) || !isOwn(url)) return [];
    const file = address(url);
    if (IGNORED.test(file.split(/[?#]/, 1)[0] ?? '')) return [];
    const isVital = CODE.includes(type) || isCut || status >= 500;
    const like = status === 404 ? (spelled?.(new URL(url).pathname) ?? null) : null;
    const isApi = spelled !== undefined && like === null && status === 404 && DATA.includes(type);
    return [{ file, status: isCut ? null : status, isVital, ...(isApi && { isApi }), ...(like !== null && { like }) }];
  });
  return [...new Map(lost.map((one) => [one.file, one])).values()];
}
