import type { Access } from './access.ts';

/** What must be told nowhere of an access: values of headers and cookies, and the password; names are no secrets. */
export function accessSecrets({ headers, cookies, basicAuth }: Access): string[] {
  return [
    ...Object.values(headers).flatMap((value) => [value, ...credentials(value)]),
    ...Object.values(cookies).flatMap((value) => [value, ...decoded(value)]),
    ...(basicAuth === null ? [] : [basicAuth.password, `${basicAuth.username}:${basicAuth.password}`]),
  ];
}

/** Of `Bearer abc` also `abc`: what a page may show of it. */
const credentials = (value: string): string[] => /^[\w-]+ +(\S.*)$/.exec(value)?.slice(1) ?? [];

/** As a script reads a cookie that is written percent-encoded. */
function decoded(value: string): string[] {
  try {
    return [decodeURIComponent(value)];
  } catch {
    return [];
  }
}
