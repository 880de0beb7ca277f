import { Parser } from 'htmlparser2';
import { cut } from '../../../text/cut.ts';
import { kindOf, type ReadAnswer } from '../answer-kind.ts';
import type { FullAnswer } from './ask.ts';
import { keepCookie } from './cookies.ts';

/** The steps of `$.data.items[0].id`. */
const STEP = /\.([\w$-]+)|\[(\d+)\]|\[(?:'([^']*)'|"([^"]*)")\]/g;

/** Whether a text names something that can be saved of an answer. */
export const isPlace = (place: string): boolean =>
  /^(?:header|cookie):[\w!#$%&'*+.^`|~-]+$/.test(place) ||
  /^html:\S+$/.test(place) ||
  /^\$(?:\.[\w$-]+|\[\d+\]|\['[^']*'\]|\["[^"]*"\])*$/.test(place);

type Saved = { readonly value: unknown } | { readonly problem: string };

/**
 * The value at a place of an answer, or a description of what is there instead. Descriptions hold no values: these may
 * be secrets.
 */
export function savedFrom(answer: FullAnswer, place: string): Saved {
  const [, kind, name = ''] = /^(header|cookie):(.*)$/.exec(place) ?? [];
  if (kind === 'header') {
    const value = answer.headers[name.toLowerCase()];
    return value === undefined ? nothing('header', name, Object.keys(answer.headers)) : { value: String(value) };
  }
  if (kind === 'cookie') {
    const cookies = new Map<string, string>();
    for (const header of answer.headers['set-cookie'] ?? []) keepCookie(cookies, header);
    const value = cookies.get(name);
    return value === undefined ? nothing('cookie', name, [...cookies.keys()]) : { value };
  }
  if (place.startsWith('html:')) return namedInHtml(answer.body, place.slice('html:'.length));
  let at: unknown;
  try {
    at = JSON.parse(answer.body);
  } catch {
    if (place === '$' && answer.body !== '' && !isHtml(answer)) return { value: answer.body.trim() };
    return {
      problem: answer.body === '' ? 'its answer has no body' : `its answer is ${isHtml(answer) ? 'html' : 'no JSON'}`,
    };
  }
  let before = '$';
  for (const [written, dotted, index, single, double] of place.matchAll(STEP)) {
    const key = dotted ?? single ?? double ?? Number(index);
    const inside: unknown = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
    if (inside === undefined || inside === null)
      return { problem: `its answer has nothing at ${place}: ${reportedBy(answer) ?? contents(at, before)}` };
    at = inside;
    before += written;
  }
  return { value: at };
}

const readable = ({ status, headers, body }: FullAnswer): ReadAnswer => ({
  status,
  type: headers['content-type'] ?? '',
  encoding: '',
  body: Buffer.from(body),
  bytes: body.length,
});

const isHtml = (answer: FullAnswer): boolean => kindOf(readable(answer)).kind === 'html';

/** The error that an answer reports, as GraphQL does with status 200; null if there is none. */
function reportedBy(answer: FullAnswer): string | null {
  const { error } = kindOf(readable(answer));
  return error === null ? null : `it reports an error (${error})`;
}

/** The value of the element with this `name`: of a form's field, or the content of a `meta`. */
function namedInHtml(html: string, name: string): Saved {
  const values = new Map<string, string>();
  const parser = new Parser({
    onopentag(_, { name: found, value, content = value }) {
      if (found !== undefined && content !== undefined && !values.has(found)) values.set(found, content);
    },
  });
  parser.end(html);
  const value = values.get(name);
  return value === undefined ? nothing('field or meta named', name, [...values.keys()]) : { value };
}

const nothing = (what: string, name: string, names: readonly string[]): Saved => ({
  problem: `its answer has no ${what} ${name}${names.length === 0 ? '' : `: it has ${cut(names.join(', '), 200)}`}`,
});

function contents(value: unknown, place: string): string {
  if (Array.isArray(value)) return `${place} is a list of ${value.length}`;
  if (typeof value !== 'object' || value === null)
    return `${place} is ${value === null ? 'null' : `a ${typeof value}`}`;
  const keys = Object.keys(value);
  return `${place} has ${keys.length === 0 ? 'no keys' : cut(keys.join(', '), 200)}`;
}
