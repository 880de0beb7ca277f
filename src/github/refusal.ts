import { isRateLimit, isRequestError } from './client.ts';

/** Something that could not be posted, and why. */
export interface Refusal {
  /** As in a sentence: `the comment`. */
  readonly what: string;
  readonly why:
    | { readonly kind: 'no-token' }
    /** The token lacks a permission, for example `checks: write`. */
    | { readonly kind: 'permission'; readonly permission: string }
    | { readonly kind: 'other'; readonly reason: string };
}

/** What the log says about it. */
export interface Message {
  readonly level: 'notice' | 'warning';
  readonly text: string;
}

/** Turns what was thrown while posting `what` into a reason. `permission` is what posting it takes; null: none. */
export function refusal(what: string, permission: string | null, error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  const other = (reason: string): Refusal => ({ what, why: { kind: 'other', reason } });
  if (!isRequestError(error)) return other(message);
  if (isRateLimit(error)) return other(`GitHub's rate limit is used up (${message})`);
  if (error.status === 401) return other(`GitHub does not accept the token (${message})`);
  if (error.status === 403 && /locked/i.test(message)) return other('the conversation of the pull request is locked');
  // 404 is GitHub's answer for what a token may not even see.
  if (permission !== null && (error.status === 403 || error.status === 404)) {
    return { what, why: { kind: 'permission', permission } };
  }
  return other(`GitHub answered ${error.status}: ${message}`);
}

/** One message for all that has the same remedy. `fork`: the pull request's code comes from another repository. */
export function messages(refusals: readonly Refusal[], fork: boolean): Message[] {
  const permissions = refusals.flatMap(({ what, why }) => (why.kind === 'permission' ? [{ what, ...why }] : []));
  const withoutToken = refusals.filter(({ why }) => why.kind === 'no-token');
  const result: Message[] = [];
  if (permissions.length > 0) {
    const what = permissions.map((lacking) => lacking.what).join(' and ');
    const lines = ['contents: read', ...permissions.map(({ permission }) => permission)];
    result.push(
      fork
        ? {
            level: 'notice',
            text: `Not posted: ${what}. This pull request comes from a fork, and its token may only read. The job summary has the report.`,
          }
        : {
            level: 'warning',
            text: `Not posted: ${what}. The token has no permission for it. Add to the job in the workflow file:\npermissions:\n${lines.map((line) => `  ${line}`).join('\n')}`,
          },
    );
  }
  if (withoutToken.length > 0) {
    const what = withoutToken.map((refused) => refused.what).join(' and ');
    result.push({ level: 'notice', text: `Not posted: ${what}. The input \`token\` is empty.` });
  }
  for (const { what, why } of refusals) {
    if (why.kind === 'other') result.push({ level: 'warning', text: `Not posted: ${what}: ${why.reason}.` });
  }
  return result;
}
