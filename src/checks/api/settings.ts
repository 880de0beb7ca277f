import { z } from 'zod';
import { headerName, headerValue } from '../../settings/headers.ts';
import { strict } from '../../settings/keys.ts';
import { addMistake, duration, type LimitShape } from '../../settings/limits.ts';
import { quoted } from '../../settings/messages.ts';
import { statuses } from '../../settings/status.ts';
import { clean } from '../../text/sanitize.ts';

export interface ApiRequest {
  readonly method: string;
  /** Path and query, from the server's root. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** One endpoint: what is asked, how, and which answers are right. */
export interface ApiSettings {
  readonly server: string;
  readonly request: ApiRequest;
  /** Status codes such as `200`, or classes of them such as `2xx`. */
  readonly expect: readonly string[];
  readonly connections: number;
  /** Others than the default are written. Else fewer are used where this process would be too busy to time the answers of so many. */
  readonly isFixed?: true;
  readonly timeoutMs: number;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const shorthand = z.string().transform((text, context): ApiRequest => {
  const [method = '', path = '', ...rest] = text.trim().split(/\s+/);
  if (!METHODS.includes(method) || !path.startsWith('/') || rest.length > 0) {
    const meant = path.replace(/^\/+/, '');
    const hint = METHODS.includes(method.toUpperCase())
      ? `write ${method.toUpperCase()} /${meant === '' ? '' : clean(meant, 60)}`
      : 'write GET /path';
    return addMistake(context, { message: `${quoted(text)} is not a request`, hint });
  }
  return { method, path, headers: {}, body: null };
});

const headers = z.record(headerName, headerValue);

const longhand = strict({
  method: z.enum(METHODS, `expected one of ${METHODS.join(', ')}`).default('GET'),
  path: z.string().startsWith('/', 'expected a path such as /api/resumes'),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
  headers: headers.default({}).describe('${env:NAME} in a value takes it from the environment.'),
  body: z.unknown().optional().describe('Text as it is; anything else is sent as JSON.'),
}).transform(({ method, path, headers, body }): ApiRequest => {
  if (body === undefined || typeof body === 'string') return { method, path, headers, body: body ?? null };
  const typed = Object.keys(headers).some((key) => key.toLowerCase() === 'content-type');
  return {
    method,
    path,
    headers: typed ? headers : { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
});

export const schema = (limits: LimitShape) =>
  strict({
    server: z.string().min(1).describe('Key of the server in `servers`.'),
    request: z.union([shorthand, longhand]).describe('GET /path, or method, path, headers and body.'),
    expect: statuses.default(['2xx']).describe('Answers that are right: 2xx (default), or a list of codes.'),
    connections: z
      .int()
      .min(1, 'at least 1 connection')
      .max(1_000, 'at most 1000 connections')
      .optional()
      .describe('Requests under way at once. Default: 10, or fewer where these would keep perf-budget itself too busy'),
    timeout: duration
      .refine((ms) => ms >= 1_000, 'a timeout is at least 1 s')
      .default(10_000)
      .describe('After this an answer counts as an error, and as this slow. Default: 10 s'),
    ...limits,
  }).transform(({ timeout, connections, ...value }) => ({
    ...value,
    connections: connections ?? 10,
    ...((connections ?? 10) !== 10 && { isFixed: true as const }),
    timeoutMs: timeout,
  }));
