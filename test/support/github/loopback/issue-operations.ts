import type { Call } from './contract.ts';
import type { Answer } from './github.ts';
import { asIssue } from './shapes.ts';
import { addIssue, type Issue, type State, WORKFLOW_LOGIN } from './state.ts';

type Operation = (state: State, call: Call, url: string) => Answer;

/** What GitHub does with the issues of a repository, as far as perf-budget sees it. */
export const issueOperations: Readonly<Record<string, Operation>> = {
  'issues/list-for-repo': (state, { query }, url) => {
    if (state.issues === null) return turnedOff();
    const { state: wanted = 'open', since = '', direction = 'desc' } = query;
    const found = state.issues.filter(
      (one) => (wanted === 'all' || one.state === wanted) && (since === '' || one.updatedAt >= since),
    );
    const ordered = direction === 'desc' ? found.toReversed() : found;
    const perPage = Math.min(Number(query.per_page ?? 30), 100);
    const page = Number(query.page ?? 1);
    const next = new URLSearchParams({ ...query, page: String(page + 1) });
    return {
      status: 200,
      body: ordered.slice((page - 1) * perPage, page * perPage).map((one) => asIssue(state, one)),
      headers: ordered.length > page * perPage ? { link: `<${url}/issues?${next}>; rel="next"` } : {},
    };
  },
  'issues/create': (state, { body }) => {
    if (state.issues === null) return turnedOff();
    const { title, body: text } = body as { title: string; body: string };
    if (text.length > 65_536 || title.length > 256) return tooLong();
    const login = state.viewer === 'github-actions' ? WORKFLOW_LOGIN : state.viewer;
    return { status: 201, body: asIssue(state, addIssue(state, { login, title, body: text })) };
  },
  'issues/update': (state, { parameters, body }) => {
    const issue = state.issues?.find(({ number }) => number === Number(parameters.issue_number));
    if (issue === undefined) return { status: 404, body: { message: 'Not Found', status: '404' } };
    const sent = body as { title?: string; body?: string; state?: Issue['state']; state_reason?: string };
    if ((sent.body ?? '').length > 65_536) return tooLong();
    Object.assign(issue, {
      ...{ title: sent.title ?? issue.title, body: sent.body ?? issue.body, state: sent.state ?? issue.state },
      ...{ stateReason: sent.state_reason ?? issue.stateReason, updatedAt: new Date().toISOString() },
    });
    return { status: 200, body: asIssue(state, issue) };
  },
};

const turnedOff = (): Answer => ({ status: 410, body: { message: 'Issues has been disabled in this repository.' } });
const tooLong = (): Answer => ({ status: 422, body: { message: 'Validation Failed' } });
