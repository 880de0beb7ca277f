import { z } from 'zod';
import { headerName, headerValue } from '../../settings/headers.ts';
import { strict } from '../../settings/keys.ts';
import { addMistake, duration, type LimitShape, perSecond } from '../../settings/limits.ts';
import { quoted } from '../../settings/messages.ts';
import { statuses } from '../../settings/status.ts';
import { clean } from '../../text/sanitize.ts';
import type { Texts } from './read-answers.ts';
import type { ApiRequest } from './requests/api-request.ts';
import { type Before, beforeSchema, body, checkReferences, withBody } from './requests/schema.ts';

/** One endpoint: its requests, how they are sent, and which answers are right. */
export interface ApiSettings {
  readonly server: string;
  readonly request: ApiRequest;
  /** Status codes such as `200`, or classes of them such as `2xx`. */
  readonly expect: readonly string[];
  /** Texts to look for in each answer; absent: none. */
  readonly texts?: Texts;
  /** Requests before those that are measured, once for each connection in a launch; absent: none. */
  readonly before?: readonly Before[];
  /** Whether a connection keeps the cookies of its answers; absent: no. */
  readonly keepCookies?: true;
  /** Path of a file with rows, relative to the working directory; absent: none. */
  readonly data?: string;
  /** Requests under way at once, where no `rate` is fixed. */
  readonly connections: number;
  /** Requests that are sent each second, however long their answers take; absent: no request before an answer. */
  readonly rate?: number;
  /**
   * Set if the config names `connections` or `rate`. Else fewer are used if this process would be too busy to time so many
   * answers.
   */
  readonly isFixed?: true;
  readonly timeoutMs: number;
}

/** This process could not send more. */
const MOST_PER_SECOND = 10_000;

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
  body,
}).transform(({ body, ...request }): ApiRequest => withBody(request, body));

const request = z.union([shorthand, longhand]);

const someText = z.string().min(1, 'expected text, found none');
const texts = z.union([someText.transform((one) => [one]), z.array(someText).min(1)]).default([]);

const expectation = z.union([
  statuses.transform((status) => ({ status, body: [], not: [] })),
  strict({
    status: statuses.default(['2xx']).describe('2xx (default), or a list of codes.'),
    body: texts.describe('A text, or a list of them, that each answer must have.'),
    not: texts.describe('A text, or a list of them, that no answer may have.'),
  }),
]);

export const schema = (limits: LimitShape) =>
  strict({
    server: z.string().min(1).describe('Key of the server in `servers`.'),
    request: request.describe('GET /path, or method, path, headers and body.'),
    before: beforeSchema(request, headers)
      .optional()
      .describe('Requests before those that are measured, once for each connection in a launch: a login.'),
    'keep-cookies': z.boolean().default(false).describe('Whether a connection keeps the cookies of its answers.'),
    data: z
      .string()
      .regex(/\.(?:json|csv)$/, 'expected a file such as skus.json or skus.csv')
      .optional()
      // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
      .describe('A JSON list or a CSV file. Request k takes row k: ${data:name} in path, headers and body.'),
    expect: expectation
      .default({ status: ['2xx'], body: [], not: [] })
      .describe('Answers that are right: 2xx (default), a list of codes, or status, and the texts body and not.'),
    connections: z
      .int()
      .min(1, 'at least 1 connection')
      .max(1_000, 'at most 1000 connections')
      .optional()
      .describe('Requests under way at once. Default: 10, or fewer where these would keep perf-budget itself too busy'),
    rate: perSecond
      .refine((rate) => rate >= 1, 'at least 1/s')
      .refine((rate) => rate <= MOST_PER_SECOND, `at most ${MOST_PER_SECOND}/s`)
      .optional()
      .describe('Requests sent each second, evenly spaced, whether or not others are answered. Instead of connections'),
    timeout: duration
      .refine((ms) => ms >= 1_000, 'a timeout is at least 1 s')
      .default(10_000)
      .describe('After this an answer counts as an error, and as this slow. Default: 10 s'),
    ...limits,
  })
    .superRefine(checkReferences)
    .superRefine(({ rate, connections }, context) => {
      if (rate === undefined || connections === undefined) return;
      const message = 'connections and rate exclude each other: a rate opens as many connections as it needs';
      context.addIssue({ code: 'custom', path: ['connections'], message, params: { hint: 'delete one of them' } });
    })
    .transform(
      ({
        timeout,
        expect: { status, body, not },
        'keep-cookies': keepCookies,
        before,
        data,
        connections = 10,
        rate,
        ...value
      }) => ({
        ...value,
        ...(before !== undefined && { before }),
        ...(data !== undefined && { data }),
        ...(keepCookies && { keepCookies }),
        connections,
        ...(rate !== undefined && { rate }),
        ...((connections !== 10 || rate !== undefined) && { isFixed: true as const }),
        expect: status,
        ...(body.length + not.length > 0 && { texts: { body, not } }),
        timeoutMs: timeout,
      }),
    );
