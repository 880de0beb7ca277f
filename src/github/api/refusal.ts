import { ZodError } from 'zod';
import { cut } from '../../text/cut.ts';
import { isRateLimit, isRequestError } from './retry.ts';

/** A failure to post or read something, with its reason. */
export interface Refusal {
  readonly task: 'post' | 'read';
  /** As in a sentence: `the comment`. */
  readonly what: string;
  readonly why:
    | { readonly kind: 'no-token' }
    /** The token lacks this permission, for example `checks: write`. */
    | { readonly kind: 'permission'; readonly permission: string }
    /** GitHub is down or out of reach. */
    | { readonly kind: 'no-answer'; readonly reason: string }
    | { readonly kind: 'other'; readonly reason: string };
}

/** A line for the log. */
export interface Message {
  readonly level: 'notice' | 'warning';
  readonly text: string;
}

/** The reason for an error. `permission` is the one that the request needs; null if none. */
export function refusal(task: Refusal['task'], what: string, permission: string | null, error: unknown): Refusal {
  const message = brief(error instanceof Error ? error.message : String(error));
  const other = (reason: string): Refusal => ({ task, what, why: { kind: 'other', reason } });
  // Its own message lists all that is missing, as JSON.
  if (error instanceof ZodError) return other('the answer is not what GitHub documents');
  if (!isRequestError(error)) return other(message);
  if (isRateLimit(error)) return other(`GitHub's rate limit is used up (${message})`);
  if (error.status >= 500) {
    const reason = error.response === undefined ? message : `it answered ${error.status}: ${message}`;
    return { task, what, why: { kind: 'no-answer', reason } };
  }
  if (error.status === 401) return other(`GitHub does not accept the token (${message})`);
  if (error.status === 410) return other('the repository has issues turned off');
  if (error.status === 403 && /locked/i.test(message)) return other('the conversation of the pull request is locked');
  if (error.status === 422 && /no commit found/i.test(message)) {
    return other('the commit is gone, as after a forced push');
  }
  // GitHub also answers 404 for things that a token may not see.
  if (permission !== null && (error.status === 403 || error.status === 404)) {
    return { task, what, why: { kind: 'permission', permission } };
  }
  return other(`GitHub answered ${error.status}: ${message}`);
}

/** One short line: a proxy may answer with a whole page. */
function brief(message: string): string {
  const line = message.replaceAll(/\s+/g, ' ').trim();
  return line.startsWith('<') ? 'a web page instead of an answer' : cut(line, 200);
}

/** One message for all refusals with the same fix. `fork`: the pull request's code comes from another repository. */
export function messages(refusals: readonly Refusal[], fork: boolean): Message[] {
  const result: Message[] = [];
  const lacking = refusals.filter(({ why }) => why.kind === 'permission');
  // A fork's token may read whatever the workflow's `permissions:` allow.
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
  const unanswered = refusals.filter(({ why }) => why.kind === 'no-answer');
  const [first] = unanswered.flatMap(({ why }) => (why.kind === 'no-answer' ? [why.reason] : []));
  if (first !== undefined) {
    // A label that can't be read may decide the verdict.
    const addition = unanswered.some(({ task }) => task === 'read') ? '' : ' The verdict does not depend on it.';
    const text = `${undone(unanswered)} GitHub did not answer as it should: ${first}.${addition}`;
    result.push({ level: 'warning', text });
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

/** Each scope once: `write` includes `read`. */
function permissionLines(refusals: readonly Refusal[]): string {
  const needed = refusals.flatMap(({ why }) => (why.kind === 'permission' ? [why.permission] : []));
  const lines = ['contents: read', ...new Set(needed)];
  const isIncluded = (line: string) => line.endsWith(': read') && lines.includes(line.replace(/read$/, 'write'));
  return lines
    .filter((line) => !isIncluded(line))
    .map((line) => `  ${line}`)
    .join('\n');
}
