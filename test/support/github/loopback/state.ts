import { emptyGit, type GitData } from './git-data.ts';

/** What the loopback GitHub knows. Tests write to it and read from it. */
export interface State {
  readonly owner: string;
  readonly repo: string;
  /** Whose token it is, as GraphQL says it: without the `[bot]` that REST adds. */
  viewer: string;
  readonly comments: Comment[];
  /** Pull requests are listed elsewhere here. Null: the repository has issues turned off. */
  issues: Issue[] | null;
  readonly checkRuns: CheckRun[];
  readonly statuses: Status[];
  /** That are set. */
  readonly labels: { readonly pull: number; readonly name: string }[];
  /** The oldest first. */
  readonly events: IssueEvent[];
  /** Pull requests whose conversation is locked. */
  readonly locked: Set<number>;
  /** Open pull requests, as GitHub lists them. */
  readonly pulls: OpenPull[];
  readonly artifacts: Artifact[];
  readonly jobs: Job[];
  /** Files by `sha:path`; a commit without any is known by `sha:`. */
  readonly files: Map<string, string>;
  /** What was made through the API, and the commits of which GitHub knows the parents. */
  readonly git: GitData;
  nextId: number;
}

/** Of a pull request's payload; GitHub adds the rest. */
export interface OpenPull {
  readonly number: number;
  readonly head: { readonly ref: string; readonly sha: string; readonly user: { readonly login: string } };
}

export interface Artifact {
  readonly id: number;
  readonly run: number;
  readonly name: string;
  readonly bytes: number;
  /** Where it can be downloaded without a token. */
  readonly url: string;
  readonly expired?: boolean;
}

/** A job of an attempt of a run. */
export interface Job {
  readonly run: number;
  readonly attempt: number;
  readonly name: string;
  readonly startedAt: string;
}

export interface Comment {
  readonly id: number;
  readonly pull: number;
  /** As REST says it. */
  readonly login: string;
  body: string;
}

export interface Issue {
  readonly number: number;
  /** As REST says it. */
  readonly login: string;
  state: 'open' | 'closed';
  stateReason: string | null;
  title: string;
  body: string;
  updatedAt: string;
}

/** What somebody did to a pull request. */
export interface IssueEvent {
  readonly id: number;
  readonly pull: number;
  readonly event: 'labeled' | 'unlabeled' | 'renamed';
  readonly login: string;
  readonly at: string;
  /** Of `labeled` and `unlabeled`. */
  readonly label: string;
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  readonly status: string;
  conclusion: string | null;
  /** Where a check run leads. The workflow's token has no say in it: GitHub names a page of its own. */
  readonly detailsUrl: string;
  externalId: string;
  output: { title: string | null; summary: string | null };
  readonly annotations: unknown[];
}

export interface Status {
  readonly id: number;
  readonly sha: string;
  readonly state: string;
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
}

export const emptyState = (): State => ({
  owner: 'octo-org',
  repo: 'shop',
  viewer: 'github-actions',
  comments: [],
  issues: [],
  checkRuns: [],
  statuses: [],
  labels: [],
  events: [],
  locked: new Set(),
  pulls: [],
  artifacts: [],
  jobs: [],
  files: new Map(),
  git: emptyGit(),
  nextId: 1,
});

export const WORKFLOW_LOGIN = 'github-actions[bot]';

/** Writes a comment as somebody would who comes before, or between, our requests. */
export function addComment(
  state: State,
  { pull, login = WORKFLOW_LOGIN, body }: { pull: number; login?: string; body: string },
): Comment {
  const comment = { id: state.nextId++, pull, login, body };
  state.comments.push(comment);
  return comment;
}

/** Opens an issue as somebody would. */
export function addIssue(
  state: State,
  { login = WORKFLOW_LOGIN, title = 'An issue', body }: { login?: string; title?: string; body: string },
): Issue {
  const issue: Issue = {
    ...{ number: state.nextId++, login, title, body },
    ...{ state: 'open', stateReason: null, updatedAt: new Date().toISOString() },
  };
  state.issues?.push(issue);
  return issue;
}

interface Labelling {
  readonly pull: number;
  readonly name: string;
  readonly login?: string;
  readonly at?: string;
}

/** Sets a label as somebody would in the browser. */
export function addLabel(state: State, { pull, name, login = 'ada', at = '2026-11-23T10:00:00Z' }: Labelling): void {
  state.labels.push({ pull, name });
  state.events.push({ id: state.nextId++, pull, event: 'labeled', login, at, label: name });
}

export function removeLabel(state: State, { pull, name, login = 'ada', at = '2026-11-23T11:00:00Z' }: Labelling): void {
  const index = state.labels.findIndex((label) => label.pull === pull && label.name === name);
  if (index === -1) throw new Error(`There is no label ${name} to take off`);
  state.labels.splice(index, 1);
  state.events.push({ id: state.nextId++, pull, event: 'unlabeled', login, at, label: name });
}

/** Other things that happened to a pull request, of which GitHub keeps an event each. */
export function addEvents(state: State, { pull, count }: { pull: number; count: number }): void {
  for (let index = 0; index < count; index += 1) {
    state.events.push({
      id: state.nextId++,
      pull,
      event: 'renamed',
      login: 'grace',
      at: '2026-11-20T10:00:00Z',
      label: '',
    });
  }
}
