import { z } from 'zod';
import { strict } from '../../../settings/keys.ts';
import { quoted } from '../../../settings/messages.ts';
import { secretTree } from '../../../settings/secret-text.ts';
import { statuses } from '../../../settings/status.ts';
import type { ApiRequest } from './api-request.ts';
import { messageOf } from './message.ts';
import { isPlace } from './save.ts';
import type { Reference } from './template.ts';

/** A request before the measured ones, and the values to save from its answer. */
export interface Before {
  readonly request: ApiRequest;
  /** Places in its answer, by the names under which later requests refer to them. */
  readonly save: Readonly<Record<string, string>>;
  readonly expect: readonly string[];
}

/** A body as a user writes it. */
export const body = secretTree('bodies', z.unknown().optional()).describe(
  'Text as it is; anything else is sent as JSON.',
);

/** A request with a body that is text or JSON. */
export function withBody({ method, path, headers }: Omit<ApiRequest, 'body'>, body: unknown): ApiRequest {
  if (body === undefined || typeof body === 'string') return { method, path, headers, body: body ?? null };
  const typed = Object.keys(headers).some((key) => key.toLowerCase() === 'content-type');
  return {
    method,
    path,
    headers: typed ? headers : { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

const place = z
  .string()
  .refine(isPlace, 'expected a place such as $.token, $.items[0].id, header:X-Token, cookie:session or html:_csrf');

/** The key `before`. */
export const beforeSchema = (request: z.ZodType<ApiRequest>, headers: z.ZodType<Readonly<Record<string, string>>>) =>
  z.array(
    strict({
      request: request.describe('As for the endpoint; headers and body may also stand beside it.'),
      headers: headers.optional().describe('Headers of the request.'),
      body,
      save: z
        .record(z.string().regex(/^[\w-]+$/, 'expected a name such as token'), place)
        .default({})
        .describe(
          // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
          'Names for ${saved:name}, each with its place in the answer: $.token, header:X-Token, cookie:session, html:_csrf.',
        ),
      expect: statuses.default(['2xx', '3xx']).describe('Answers that are right: 2xx and 3xx (default).'),
    }).transform(({ request, headers = {}, body, save, expect }): Before => {
      const all = { ...request, headers: { ...request.headers, ...headers } };
      return { request: body === undefined ? all : withBody(all, body), save, expect };
    }),
  );

interface Written {
  readonly request: ApiRequest;
  readonly before?: readonly Before[] | undefined;
  readonly data?: string | undefined;
}

/** Refuses references to values that no request saves, and to data without a file. */
export function checkReferences({ request, before = [], data }: Written, context: z.RefinementCtx): void {
  const saved = new Set<string>();
  const refuse = ({ kind, name }: Reference, path: (string | number)[]) => {
    const mistake = mistakeOf(kind, name, saved, data);
    if (mistake !== null)
      context.addIssue({ code: 'custom', path, message: mistake.message, params: { hint: mistake.hint } });
  };
  for (const [index, step] of before.entries()) {
    for (const one of messageOf(step.request).references) refuse(one, ['before', index, 'request']);
    for (const name of Object.keys(step.save)) saved.add(name);
  }
  for (const one of messageOf(request).references) refuse(one, ['request']);
  if (data !== undefined && columnsOf({ request, before }).length === 0) {
    context.addIssue({
      code: 'custom',
      path: ['data'],
      message: `nothing refers to ${quoted(data)}`,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
      params: { hint: 'write ${data:name} into path, headers or body, with the name of a column' },
    });
  }
}

function mistakeOf(kind: Reference['kind'], name: string, saved: ReadonlySet<string>, data: string | undefined) {
  if (kind === 'saved' && !saved.has(name)) {
    const known = saved.size === 0 ? 'nothing is saved before it' : `saved before it: ${[...saved].join(', ')}`;
    return {
      message: `no ${quoted(name)} is saved for \${saved:${name}}`,
      hint: `${known}. Write it under save of a request in before`,
    };
  }
  if (kind === 'data' && data === undefined)
    return {
      message: `there is no data for \${data:${name}}`,
      hint: 'name the file under data: skus.json, or skus.csv',
    };
  return null;
}

/** The columns of the data that the requests of an endpoint refer to. */
export const columnsOf = ({ request, before = [] }: Pick<Written, 'request' | 'before'>): string[] => [
  ...new Set(
    [request, ...before.map((step) => step.request)]
      .flatMap((one) => messageOf(one).references)
      .flatMap(({ kind, name }) => (kind === 'data' ? [name] : [])),
  ),
];
