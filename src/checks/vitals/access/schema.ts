import { z } from 'zod';
import { headerName, headerValue, TOKEN } from '../../../settings/headers.ts';
import { strict } from '../../../settings/keys.ts';
import { addMistake } from '../../../settings/limits.ts';
import type { Access } from './access.ts';

/** The keys of a page that let a visit in. Messages repeat no value: it may be a secret. */

/** Why a header is not for `headers`, by name. The browser sets most of these, and lets nobody else do so. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['cookie', 'name cookies under cookies'],
  ['cookie2', 'name cookies under cookies'],
  ['content-type', 'it belongs to the body of one request'],
  ...['content-length', 'host', 'origin', 'connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding'].map(
    (name) => [name, 'the browser sets it'] as const,
  ),
  ...['upgrade', 'expect'].map((name) => [name, 'the browser sets it'] as const),
  ...['range', 'if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since', 'if-range'].map(
    (name) => [name, 'the page would not come whole'] as const,
  ),
]);

const refusal = (name: string): string | undefined =>
  /^(?:proxy-|sec-)/i.test(name) ? 'the browser sets it' : REFUSED.get(name.toLowerCase());

const pageHeaderName = headerName.refine((name) => refusal(name) === undefined, {
  error: ({ input }) => `this header can't be set here: ${refusal(String(input))}`,
});

/** A browser takes no more of one. */
const MOST_COOKIE_BYTES = 4_096;

const cookieValue = z
  .union([z.string(), z.number()], 'expected text or a number')
  .transform(String)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a cookie can't have
  .pipe(z.string().regex(/^[^\x00-\x1f\x7f;]*$/, 'a cookie has no semicolon and no control characters'))
  .refine((value) => Buffer.byteLength(value) <= MOST_COOKIE_BYTES, `a cookie has at most ${MOST_COOKIE_BYTES} bytes`);

// biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
const FROM_ENVIRONMENT = 'Only its own origin is sent them. ${env:NAME} in a value takes it from the environment.';

export const accessShape = {
  headers: z
    .record(pageHeaderName, headerValue)
    .superRefine(refuseTwice)
    .default({})
    .describe(`Headers that let a visit in to the page. ${FROM_ENVIRONMENT}`),
  cookies: z
    .record(z.string().regex(TOKEN, 'expected the name of a cookie, such as session'), cookieValue)
    .default({})
    .describe(`Cookies that the page has from the start. ${FROM_ENVIRONMENT}`),
  'basic-auth': strict({
    username: z
      .string('expected text')
      .regex(/^[^:\p{Cc}]*$/u, 'a user name has no colon and no control characters')
      .describe('User name; without a colon.'),
    password: z
      .union([z.string(), z.number()], 'expected text')
      .transform(String)
      .pipe(z.string().regex(/^\P{Cc}*$/u, 'a password has no control characters'))
      .describe('Password.'),
  })
    .optional()
    .describe(`User name and password that the browser would ask for. ${FROM_ENVIRONMENT}`),
};

interface WrittenAccess {
  readonly headers: Access['headers'];
  readonly cookies: Access['cookies'];
  readonly 'basic-auth'?: { readonly username: string; readonly password: string } | undefined;
}

/** A header has one value, however its name is written. */
function refuseTwice(headers: Access['headers'], context: z.RefinementCtx): void {
  const names = new Set<string>();
  for (const name of Object.keys(headers)) {
    if (names.has(name.toLowerCase())) {
      context.addIssue({ code: 'custom', path: [name], message: 'this header is here twice; its name has no case' });
    }
    names.add(name.toLowerCase());
  }
}

/** The written keys as one access. */
export function toAccess(
  { headers, cookies, 'basic-auth': basicAuth }: WrittenAccess,
  context: z.RefinementCtx,
): Access {
  if (basicAuth !== undefined && Object.keys(headers).some((name) => name.toLowerCase() === 'authorization')) {
    addMistake(context, {
      message: 'headers.authorization and basic-auth are the same header',
      hint: 'keep one of the two',
    });
  }
  return { headers, cookies, basicAuth: basicAuth ?? null };
}
