import { secretPlaces } from '../settings/secret-text.ts';
import { isObject } from '../text/parse-json.ts';
import { clean } from '../text/sanitize.ts';
import type { Path } from './document.ts';

/** The most characters of a value. */
const MOST = 120;

/** Replaces a value that nobody may see. */
const HIDDEN = 'a value';

/**
 * Two different values of a setting as one line each, at most 120 characters long. Longer values show the part that
 * differs. Credentials are never shown, even if written out in a header, a cookie, an address or a command.
 */
export function settingTexts(path: Path, was: unknown, is: unknown): { readonly from: string; readonly to: string } {
  const place = path.map(String);
  const { from, to } = differing(textOf(was, place), textOf(is, place));
  if (from !== to) return { from, to };
  return { from, to: from === HIDDEN ? 'another value' : `${clean(to, MOST - 20)}, changed` };
}

function textOf(value: unknown, path: readonly string[]): string {
  if (value === null || value === undefined) return 'none';
  if (Array.isArray(value)) return value.map((item) => textOf(item, path)).join(', ') || 'none';
  if (isObject(value)) return ofKeys(value, path);
  return isHidden(path) && !isReference(String(value)) ? HIDDEN : withoutCredentials(clean(String(value), Infinity));
}

const ofKeys = (value: Readonly<Record<string, unknown>>, path: readonly string[]): string =>
  Object.entries(value)
    .map(([key, inner]) => {
      const text = textOf(inner, [...path, key]);
      return isObject(inner) ? `${key} (${text})` : `${key} ${text}`;
    })
    .join(', ') || 'none';

const SECRET = 'secret|token|passw|credential|api[-_]?key|private[-_]?key';
const SECRET_NAME = new RegExp(SECRET, 'i');

/** Whether values at this path stay hidden. Text that a step types may be a password, too. */
const isHidden = (path: readonly string[]): boolean =>
  path.some((key) => secretPlaces().includes(key) || SECRET_NAME.test(key)) ||
  (path.at(-1) === 'text' && path.at(-2) === 'type');

/** `${env:NAME}` as it was written. */
const isReference = (text: string): boolean => /^\$\{env:\w+\}$/.test(text);

const IN_ADDRESS = /(:\/\/)[^\s/@]+@/g;
const ASSIGNED = new RegExp(`((?:${SECRET})[\\w-]*["']?\\s*[=:]\\s*["']?)[^\\s"',&}]+`, 'gi');

const withoutCredentials = (text: string): string => text.replace(IN_ADDRESS, '$1…@').replace(ASSIGNED, '$1…');

/** Cuts both to the limit. If either is too long, it first drops the beginning that they share. */
function differing(from: string, to: string): { readonly from: string; readonly to: string } {
  const isLong = from.length > MOST || to.length > MOST;
  const start = isLong ? sharedWords(from, to) : 0;
  const part = (text: string) => clean(start === 0 ? text : `… ${text.slice(start)}`, MOST);
  return { from: part(from), to: part(to) };
}

/** Length of the shared beginning, up to a space. */
function sharedWords(from: string, to: string): number {
  let length = 0;
  while (length < from.length && from[length] === to[length]) length += 1;
  return from.lastIndexOf(' ', length - 1) + 1;
}
