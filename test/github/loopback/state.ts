/** What the loopback GitHub knows. Tests write to it and read from it. */
export interface State {
  readonly owner: string;
  readonly repo: string;
  /** Whose token it is, as GraphQL says it: without the `[bot]` that REST adds. */
  viewer: string;
  readonly comments: Comment[];
  readonly checkRuns: CheckRun[];
  readonly statuses: Status[];
  /** Pull requests whose conversation is locked. */
  readonly locked: Set<number>;
  nextId: number;
}

export interface Comment {
  readonly id: number;
  readonly pull: number;
  /** As REST says it. */
  readonly login: string;
  body: string;
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly detailsUrl: string | null;
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
  checkRuns: [],
  statuses: [],
  locked: new Set(),
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
