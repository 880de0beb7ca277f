import type { Subject } from '../../model/subject.ts';
import { quantity } from '../../text/quantity.ts';
import { isExpected } from '../../text/status.ts';
import type { Mismatch } from '../check.ts';
import { type Kind, kindOf } from './answer-kind.ts';
import type { LoadResult } from './load-result.ts';
import type { ApiSettings } from './settings.ts';

/** The contents of a visit's expected answers, as far as their bodies were read. */
export interface Content {
  readonly kinds: Readonly<Partial<Record<Kind, number>>>;
  /** Size of all the bodies together. */
  readonly bytes: number;
  /** The first error that one of the kind `errors` reported. */
  readonly error: string | null;
}

export const contentOf = ({ read }: Pick<LoadResult, 'read'>, expect: readonly string[]): Content =>
  pooledContent(
    read
      .filter(({ status }) => isExpected(status, expect))
      .map((answer) => {
        const { kind, error } = kindOf(answer);
        return { kinds: { [kind]: 1 }, bytes: answer.bytes, error };
      }),
  );

export const pooledContent = (visits: readonly Content[]): Content => {
  const kinds: Partial<Record<Kind, number>> = {};
  for (const one of visits) {
    for (const [kind, count] of Object.entries(one.kinds)) kinds[kind as Kind] = (kinds[kind as Kind] ?? 0) + count;
  }
  return {
    kinds,
    bytes: visits.reduce((sum, { bytes }) => sum + bytes, 0),
    error: visits.find(({ error }) => error !== null)?.error ?? null,
  };
};

const readIn = ({ kinds }: Content): number => Object.values(kinds).reduce((sum, count) => sum + count, 0);
const shareOf = (content: Content, kind: Kind): number => (content.kinds[kind] ?? 0) / Math.max(1, readIn(content));

/** The most frequent kind of answer; null if there are no answers. */
const mainKind = ({ kinds }: Content): Kind | null =>
  (Object.entries(kinds) as [Kind, number][]).toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;

/** Visits that head needs before answers are compared, and base too if it has any: one visit may be chance. */
const LEAST_VISITS = 2;
/** Share of answers from which a kind that the other side lacks is no exception. */
const SHARE = 0.1;
/** Fewer may be chance. */
const LEAST_ERRORS = 3;
/**
 * Sizes are compared if the larger one has as many bytes: smaller answers may well be many times as large as others.
 */
const LEAST_BYTES = 1_000;
/** Ratio of sizes from which answers are noted as different, and from which they are another thing altogether. */
const TIMES = { notable: 2, other: 10 } as const;

/** Compares both sides' answers; null if head still does what base does. */
export function mismatch(
  { name, settings }: Subject<ApiSettings>,
  visits: { readonly base: readonly Content[]; readonly head: readonly Content[] },
): Mismatch | null {
  if (visits.head.length < LEAST_VISITS || visits.base.length === 1) return null;
  const [base, head] = [pooledContent(visits.base), pooledContent(visits.head)];
  const what = `\`${settings.request.method} ${settings.request.path}\``;
  const [was, is] = [mainKind(base), mainKind(head)];
  const hint = `To measure the answer that is meant, say what is in it: \`expect: { body: … }\` under \`api.${name}\``;

  const broken = (['errors', 'html'] as const).find((kind) => shareOf(head, kind) >= SHARE);
  if (broken !== undefined && was !== null && was !== broken && shareOf(base, broken) < SHARE) {
    const only = is === broken ? '' : ` to ${Math.round(100 * shareOf(head, broken))} % of its requests`;
    return {
      effect: 'invalid',
      message: `${what} answers ${wordsFor(broken, head)} on head${only}, and ${wordsFor(was, base)} on base`,
      hint: FIXES[broken],
    };
  }
  if (is === 'errors' && (was === null || was === 'errors')) {
    return {
      effect: 'not-compared',
      message: `${what} answers ${wordsFor('errors', head)}${was === null ? '' : ' on both sides'}`,
      hint: `Correct the request under \`api.${name}\`, or what it needs`,
    };
  }
  // Base's answers do not show whether a page was asked for.
  if (is === 'html' && was === null) return { effect: 'noted', message: `${what} answers html`, hint };
  if (is === null || was === null) return null;
  if (is !== was) {
    const message = `${what} answers ${wordsFor(is, head)} on head, and ${wordsFor(was, base)} on base`;
    return { effect: 'not-compared', message, hint };
  }
  return sizeMismatch(what, base, head, hint) ?? someErrors(what, base, head);
}

/** Errors in a few of head's answers, if base has none. */
function someErrors(what: string, base: Content, head: Content): Mismatch | null {
  const count = head.kinds.errors ?? 0;
  if (count < LEAST_ERRORS || (base.kinds.errors ?? 0) > 0) return null;
  const message = `${what} answers ${wordsFor('errors', head)} to some of its requests on head (${count} of the ${readIn(head)} answers that were read), and to none on base`;
  return { effect: 'noted', message, hint: FIXES.errors };
}

function sizeMismatch(what: string, base: Content, head: Content, hint: string): Mismatch | null {
  const [was, is] = [base, head].map((one) => one.bytes / readIn(one)) as [number, number];
  const [less, more] = [Math.min(was, is), Math.max(was, is)];
  if (more < LEAST_BYTES || more < TIMES.notable * less) return null;
  const message = `The answers of ${what} ${is < was ? 'shrank' : 'grew'} from ${quantity(was, 'B')} to ${quantity(is, 'B')}`;
  const effect = is < was && more >= TIMES.other * less ? 'not-compared' : 'noted';
  return { effect, message, hint };
}

const WORDS = {
  json: 'JSON',
  errors: 'errors',
  html: 'html',
  text: 'text',
  binary: 'binary data',
  redirect: 'a redirect',
  nothing: 'without a body',
} as const satisfies Record<Kind, string>;

const wordsFor = (kind: Kind, { error }: Content): string =>
  kind === 'errors' && error !== null ? `errors (${error})` : WORDS[kind];

const FIXES = {
  errors: 'Repair what answers the request on head, or correct the request; an error is not timed',
  html: 'An html page is a fallback, an error page or a login page: repair the route on head, or correct the request',
} as const;
