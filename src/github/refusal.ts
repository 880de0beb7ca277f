import { isRateLimit, isRequestError } from './client.ts';

/** Something that could not be posted or read, and why. */
export interface Refusal {
  readonly task: 'post' | 'read';
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

/** Turns what was thrown over `what` into a reason. `permission` is what it takes; null: none. */
export function refusal(task: Refusal['task'], what: string, permission: string | null, error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  const other = (reason: string): Refusal => ({ task, what, why: { kind: 'other', reason } });
  if (!isRequestError(error)) return other(message);
  if (isRateLimit(error)) return other(`GitHub's rate limit is used up (${message})`);
  if (error.status === 401) return other(`GitHub does not accept the token (${message})`);
  if (error.status === 403 && /locked/i.test(message)) return other('the conversation of the pull request is locked');
  // 404 is GitHub's answer for what a token may not even see.
  if (permission !== null && (error.status === 403 || error.status === 404)) {
    return { task, what, why: { kind: 'permission', permission } };
  }
  return other(`GitHub answered ${error.status}: ${message}`);
}

/** One message for all that has the same remedy. `fork`: the pull request's code comes from another repository. */
export function messages(refusals: readonly Refusal[], fork: boolean): Message[] {
  const result: Message[] = [];
  const lacking = refusals.filter(({ why }) => why.kind === 'permission');
  // A fork's token may read all that the workflow's `permissions:` let it read.
  const byFork = fork ? lacking.filter(({ task }) => task === 'post') : [];
  const byWorkflow = lacking.filter((refused) => !byFork.includes(refused));
  if (byFork.length > 0) {
    const text = `${undone(byFork)} This pull request comes from a fork, and its token may only read. The job summary has the report.`;
    result.push({ level: 'notice', text });
  }
  if (byWorkflow.length > 0) {
    const text = `${undone(byWorkflow)} The token has no permission for it. Add to the job in the workflow file:\npermissions:\n${permissionLines(byWorkflow)}`;
    result.push({ level: 'warning', text });
  }
  const withoutToken = refusals.filter(({ why }) => why.kind === 'no-token');
  if (withoutToken.length > 0) {
    result.push({ level: 'notice', text: `${undone(withoutToken)} The input \`token\` is empty.` });
  }
  for (const { task, what, why } of refusals) {
    if (why.kind === 'other') result.push({ level: 'warning', text: `${NOT[task]}: ${what}: ${why.reason}.` });
  }
  return result;
}

const NOT = { read: 'Not read', post: 'Not posted' } as const satisfies Record<Refusal['task'], string>;

/** `Not read: the labels. Not posted: the comment and the check run.` */
function undone(refusals: readonly Refusal[]): string {
  const sentences = (['read', 'post'] as const).flatMap((task) => {
    const what = refusals.filter((refused) => refused.task === task).map((refused) => refused.what);
    return what.length === 0 ? [] : [`${NOT[task]}: ${what.join(' and ')}.`];
  });
  return sentences.join(' ');
}

/** Each scope once: `write` holds `read`. */
function permissionLines(refusals: readonly Refusal[]): string {
  const needed = refusals.flatMap(({ why }) => (why.kind === 'permission' ? [why.permission] : []));
  const lines = ['contents: read', ...new Set(needed)];
  const isHeld = (line: string) => line.endsWith(': read') && lines.includes(line.replace(/read$/, 'write'));
  return lines
    .filter((line) => !isHeld(line))
    .map((line) => `  ${line}`)
    .join('\n');
}
