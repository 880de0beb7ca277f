import { passwordsIn } from '../../../text/address.ts';
import { decoded } from './value.ts';

/** The password of an address, in each form that it may be seen in. */
export function passwordsOf(value: string): string[] {
  const plain = value.replace(/^jdbc:/i, '');
  const [, authority] = /^[\w+]+:\/\/([^/?#]*)@/.exec(plain) ?? [];
  const written = authority?.includes(':') ? authority.slice(authority.indexOf(':') + 1) : undefined;
  const named = [...value.matchAll(/\b(?:password|pwd)\s*=\s*('[^']*'|"[^"]*"|[^\s;&]*)/gi)].map(([, one = '']) =>
    one.replace(/^(['"])(.*)\1$/, '$2'),
  );
  const all = [...passwordsIn(plain), ...named, ...(written === undefined ? [] : [written])];
  return [...new Set(all.flatMap((one) => [one, decoded(one)]))].filter((one) => one !== '');
}
