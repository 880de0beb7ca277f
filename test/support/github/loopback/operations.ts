import type { Call } from './contract.ts';
import { forkOperations } from './fork-operations.ts';
import { gitOperations } from './git-operations.ts';
import { type Answer, forbidden } from './github.ts';
import { issueOperations } from './issue-operations.ts';
import { asCheckRun, asComment, asEvent, asLabel, asOwner, asStatus } from './shapes.ts';
import { addComment, type CheckRun, type State, type Status, WORKFLOW_LOGIN } from './state.ts';

/** What GitHub does with each operation, as far as perf-budget sees it. */
export function handle(state: State, call: Call, url: string): Answer {
  if (call.operation === 'users/get-authenticated') return owner(state);
  const { owner: account, repo } = call.parameters;
  if (account !== state.owner || repo !== state.repo) return notFound();
  const operation = operations[call.operation];
  if (operation === undefined) throw new Error(`The loopback GitHub does not know how to do ${call.operation}`);
  return operation(state, call, `${url}/repos/${account}/${repo}`);
}

/** GitHub names the owner of a person's token, but not the app of an installation's. */
const owner = ({ viewer }: State): Answer =>
  viewer === 'github-actions' || viewer.endsWith('[bot]') ? forbidden() : { status: 200, body: asOwner(viewer) };

const operations: Readonly<Record<string, (state: State, call: Call, url: string) => Answer>> = {
  ...forkOperations,
  ...gitOperations,
  ...issueOperations,
  'issues/list-comments': (state, call, url) =>
    pageOf(
      state.comments.filter(isOf(call)),
      call,
      `${url}/issues/${call.parameters.issue_number}/comments`,
      (comment) => asComment(state, comment),
    ),
  'issues/list-labels-on-issue': (state, call, url) =>
    pageOf(state.labels.filter(isOf(call)), call, `${url}/issues/${call.parameters.issue_number}/labels`, ({ name }) =>
      asLabel(name, url),
    ),
  'issues/list-events': (state, call, url) =>
    pageOf(state.events.filter(isOf(call)), call, `${url}/issues/${call.parameters.issue_number}/events`, (event) =>
      asEvent(event, url),
    ),
  'issues/create-comment': (state, { parameters, body }) => {
    const pull = Number(parameters.issue_number);
    const sent = body as { body: string };
    if (state.locked.has(pull)) return locked();
    if (sent.body.length > 65_536) return tooLong();
    return { status: 201, body: asComment(state, addComment(state, { pull, login: viewer(state), body: sent.body })) };
  },
  'issues/update-comment': (state, { parameters, body }) => {
    const comment = state.comments.find(({ id }) => id === Number(parameters.comment_id));
    const sent = body as { body: string };
    if (comment === undefined) return notFound();
    if (sent.body.length > 65_536) return tooLong();
    comment.body = sent.body;
    return { status: 200, body: asComment(state, comment) };
  },
  'issues/delete-comment': (state, { parameters }) => {
    const index = state.comments.findIndex(({ id }) => id === Number(parameters.comment_id));
    if (index === -1) return notFound();
    state.comments.splice(index, 1);
    return { status: 204 };
  },
  'checks/create': (state, { body }, url) => {
    const sent = body as {
      name: string;
      head_sha: string;
      status?: string;
      conclusion?: string;
      details_url?: string;
      external_id?: string;
      output?: Output;
    };
    if (Buffer.byteLength(sent.output?.summary ?? '') > 65_535) return tooLong();
    const id = state.nextId++;
    const ownPage = `https://github.example/${state.owner}/${state.repo}/runs/${id}`;
    const run: CheckRun = {
      id,
      name: sent.name,
      headSha: sent.head_sha,
      status: sent.status ?? 'queued',
      conclusion: sent.conclusion ?? null,
      // https://github.com/orgs/community/discussions/24616
      detailsUrl: state.viewer === 'github-actions' ? ownPage : (sent.details_url ?? ownPage),
      externalId: sent.external_id ?? '',
      output: { title: sent.output?.title ?? null, summary: sent.output?.summary ?? null },
      annotations: [...(sent.output?.annotations ?? [])],
    };
    state.checkRuns.push(run);
    return { status: 201, body: asCheckRun(run, url) };
  },
  'checks/update': (state, { parameters, body }, url) => {
    const run = state.checkRuns.find(({ id }) => id === Number(parameters.check_run_id));
    if (run === undefined) return notFound();
    const { output, conclusion, external_id } = body as {
      output?: Output;
      conclusion?: string;
      external_id?: string;
    };
    run.conclusion = conclusion ?? run.conclusion;
    run.externalId = external_id ?? run.externalId;
    run.annotations.push(...(output?.annotations ?? []));
    if (output !== undefined) run.output = { title: output.title ?? run.output.title, summary: output.summary };
    return { status: 200, body: asCheckRun(run, url) };
  },
  'checks/list-for-ref': (state, { parameters, query }, url) => {
    const runs = state.checkRuns.filter(({ headSha, name }) => headSha === parameters.ref && name === query.check_name);
    return {
      status: 200,
      body: { total_count: runs.length, check_runs: runs.toReversed().map((run) => asCheckRun(run, url)) },
    };
  },
  'repos/list-commit-statuses-for-ref': (state, call, url) =>
    pageOf(
      state.statuses.filter(({ sha }) => sha === call.parameters.ref).toReversed(),
      call,
      `${url}/commits/${call.parameters.ref}/statuses`,
      (status) => asStatus(status, url),
    ),
  'repos/create-commit-status': (state, { parameters, body }, url) => {
    const sent = body as { state: string; context?: string; description?: string; target_url?: string };
    if ((sent.description?.length ?? 0) > 140) {
      return {
        status: 422,
        body: { message: 'Validation Failed: description is too long (maximum is 140 characters)' },
      };
    }
    const status: Status = {
      id: state.nextId++,
      sha: parameters.sha ?? '',
      state: sent.state,
      context: sent.context ?? 'default',
      description: sent.description ?? null,
      targetUrl: sent.target_url ?? null,
    };
    state.statuses.push(status);
    return { status: 201, body: asStatus(status, url) };
  },
};

const isOf =
  ({ parameters }: Call) =>
  ({ pull }: { readonly pull: number }) =>
    pull === Number(parameters.issue_number);

/** https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
function pageOf<T>(all: readonly T[], { query }: Call, url: string, write: (one: T) => unknown): Answer {
  const perPage = Math.min(Number(query.per_page ?? 30), 100);
  const page = Number(query.page ?? 1);
  const last = Math.ceil(all.length / perPage);
  const link = (to: number, relation: string) => `<${url}?per_page=${perPage}&page=${to}>; rel="${relation}"`;
  return {
    status: 200,
    body: all.slice((page - 1) * perPage, page * perPage).map(write),
    headers: page < last ? { link: `${link(page + 1, 'next')}, ${link(last, 'last')}` } : {},
  };
}

interface Output {
  title?: string;
  summary: string;
  annotations?: unknown[];
}

const notFound = (): Answer => ({ status: 404, body: { message: 'Not Found', status: '404' } });
const locked = (): Answer => ({ status: 403, body: { message: 'Unable to create comment because issue is locked.' } });
const tooLong = (): Answer => ({
  status: 422,
  body: { message: 'Validation Failed', errors: [{ message: 'Body is too long (maximum is 65536 characters)' }] },
});

const viewer = (state: State) => (state.viewer === 'github-actions' ? WORKFLOW_LOGIN : state.viewer);
