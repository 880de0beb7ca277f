import { z } from 'zod';
import { secretText } from './secret-text.ts';

/** Names and values of headers. Messages don't repeat a value: it may be a secret. */

/** https://www.rfc-editor.org/rfc/rfc9110#section-5.1 */
export const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

export const headerName = z.string().regex(TOKEN, 'expected the name of a header, such as accept');

/** A value without characters that end a header's line. */
export const headerValue = secretText(
  'headers',
  z
    .union([z.string(), z.number()], 'expected text or a number')
    .transform(String)
    .pipe(z.string().regex(/^[^\r\n\0]*$/, 'a header is one line')),
);
