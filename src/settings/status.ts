import { z } from 'zod';

const code = z
  .union([z.string(), z.int()])
  .transform(String)
  .pipe(z.string().regex(/^[1-5](\d\d|xx)$/i, 'expected a status such as 200, or a class such as 2xx'));

/** A status, a class of statuses, or a list of these. */
export const statuses = z.union([code.transform((one) => [one]), z.array(code).min(1)]);
