import type { Access } from './access.ts';

/** The secrets of an access, to be redacted everywhere: values of headers and cookies, and the password, but no names. */
export function accessSecrets({ headers, cookies, basicAuth }: Access): string[] {
  return [
    ...Object.values(headers).flatMap((value) => [value, ...credentials(value)]),
    ...Object.values(cookies).flatMap((value) => [value, ...decoded(value)]),
    ...(basicAuth === null ? [] : [basicAuth.password, `${basicAuth.username}:${basicAuth.password}`]),
  ];
}

/** For `Bearer abc` also `abc`, which a page may show alone. */
const credentials = (value: string): string[] => /^[\w-]+ +(\S.*)$/.exec(value)?.slice(1) ?? [];

/** A percent-encoded cookie as a script reads it. */
function decoded(value: string): string[] {
  try {
    return [decodeURIComponent(value)];
  } catch {
    return [];
  }
}
