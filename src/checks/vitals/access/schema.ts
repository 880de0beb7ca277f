import { z } from 'zod';
import { headerName, headerValue, TOKEN } from '../../../settings/headers.ts';
import { strict } from '../../../settings/keys.ts';
import { addMistake } from '../../../settings/limits.ts';
import { secretText } from '../../../settings/secret-text.ts';
import type { Access } from './access.ts';

/** The keys that give a visit access to a page. Messages omit values, which may be secrets. */

/** Why `headers` refuses a header, by name. The browser sets most of these and lets nobody override them. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['cookie', 'use the key cookies'],
  ['cookie2', 'use the key cookies'],
  ['content-type', 'it describes the body of a single request'],
  ...['content-length', 'host', 'origin', 'connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding'].map(
    (name) => [name, 'the browser sets it'] as const,
  ),
  ...['upgrade', 'expect'].map((name) => [name, 'the browser sets it'] as const),
  ...['range', 'if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since', 'if-range'].map(
    (name) => [name, 'the response would be partial'] as const,
  ),
]);

const refusal = (name: string): string | undefined =>
  /^(?:proxy-|sec-)/i.test(name) ? 'the browser sets it' : REFUSED.get(name.toLowerCase());

const pageHeaderName = headerName.refine((name) => refusal(name) === undefined, {
  error: ({ input }) => `this header can't be set here: ${refusal(String(input))}`,
});

/** Browsers reject larger ones. */
const MOST_COOKIE_BYTES = 4_096;

const cookieValue = secretText(
  'cookies',
  z
    .union([z.string(), z.number()], 'expected text or a number')
    .transform(String)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a cookie can't contain them
    .pipe(z.string().regex(/^[^\x00-\x1f\x7f;]*$/, 'a cookie can not contain semicolons or control characters'))
    .refine(
      (value) => Buffer.byteLength(value) <= MOST_COOKIE_BYTES,
      `a cookie has at most ${MOST_COOKIE_BYTES} bytes`,
    ),
);

// biome-ignore lint/suspicious/noTemplateCurlyInString: users write it like this
const FROM_ENVIRONMENT = 'Sent to its own origin only. ${env:NAME} in a value reads it from the environment.';

export const accessShape = {
  headers: z
    .record(pageHeaderName, headerValue)
    .superRefine(refuseTwice)
    .default({})
    .describe(`Headers that give access to the page. ${FROM_ENVIRONMENT}`),
  cookies: z
    .record(z.string().regex(TOKEN, 'expected the name of a cookie, such as session'), cookieValue)
    .default({})
    .describe(`Cookies that are set before the visit. ${FROM_ENVIRONMENT}`),
  'basic-auth': strict({
    username: secretText(
      'basic-auth',
      z.string('expected text').regex(/^[^:\p{Cc}]*$/u, 'a user name can not contain colons or control characters'),
    ).describe('User name, without a colon.'),
    password: secretText(
      'basic-auth',
      z
        .union([z.string(), z.number()], 'expected text')
        .transform(String)
        .pipe(z.string().regex(/^\P{Cc}*$/u, 'a password can not contain control characters')),
    ).describe('Password.'),
  })
    .optional()
    .describe(`User name and password for the browser's login prompt. ${FROM_ENVIRONMENT}`),
};

interface WrittenAccess {
  readonly headers: Access['headers'];
  readonly cookies: Access['cookies'];
  readonly 'basic-auth'?: { readonly username: string; readonly password: string } | undefined;
}

/** Header names are case-insensitive, so a second spelling would be a second value. */
function refuseTwice(headers: Access['headers'], context: z.RefinementCtx): void {
  const names = new Set<string>();
  for (const name of Object.keys(headers)) {
    if (names.has(name.toLowerCase())) {
      context.addIssue({
        code: 'custom',
        path: [name],
        message: 'this header is set twice; header names are case-insensitive',
      });
    }
    names.add(name.toLowerCase());
  }
}

/** Combines the keys into one access. */
export function toAccess(
  { headers, cookies, 'basic-auth': basicAuth }: WrittenAccess,
  context: z.RefinementCtx,
): Access {
  if (basicAuth !== undefined && Object.keys(headers).some((name) => name.toLowerCase() === 'authorization')) {
    addMistake(context, {
      message: 'headers.authorization and basic-auth set the same header',
      hint: 'keep one of the two',
    });
  }
  return { headers, cookies, basicAuth: basicAuth ?? null };
}
