import type { CheckRun, Comment, Issue, IssueEvent, State, Status } from './state.ts';
import { WORKFLOW_LOGIN } from './state.ts';

/** How GitHub writes what it knows. */

const TIME = '2026-01-01T00:00:00Z';
const WEB = 'https://github.example';

export function asUser(login: string) {
  const name = encodeURIComponent(login);
  const url = `https://api.github.example/users/${name}`;
  return {
    login,
    id: login.length,
    node_id: login,
    avatar_url: `${WEB}/avatar`,
    gravatar_id: null,
    url,
    html_url: `${WEB}/${name}`,
    followers_url: url,
    following_url: url,
    gists_url: url,
    starred_url: url,
    subscriptions_url: url,
    organizations_url: url,
    repos_url: url,
    events_url: url,
    received_events_url: url,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
  };
}

export const asOwner = (login: string) => ({
  ...asUser(login),
  ...{ name: null, company: null, blog: null, location: null, email: null, hireable: null, bio: null },
  ...{ public_repos: 0, public_gists: 0, followers: 0, following: 0, created_at: TIME, updated_at: TIME },
});

export function asComment({ owner, repo }: State, { id, pull, login, body }: Comment) {
  const url = `https://api.github.example/repos/${owner}/${repo}/issues`;
  return {
    id,
    node_id: `IC_${id}`,
    url: `${url}/comments/${id}`,
    html_url: `${WEB}/${owner}/${repo}/pull/${pull}#issuecomment-${id}`,
    issue_url: `${url}/${pull}`,
    body,
    user: asUser(login),
    author_association: 'NONE',
    created_at: TIME,
    updated_at: TIME,
  };
}

export function asIssue({ owner, repo }: State, { number, login, state, stateReason, title, body, updatedAt }: Issue) {
  const repository = `https://api.github.example/repos/${owner}/${repo}`;
  const url = `${repository}/issues/${number}`;
  return {
    ...{ id: number, node_id: `I_${number}`, number, title, body, state },
    ...(stateReason === null ? {} : { state_reason: stateReason }),
    ...{ url, repository_url: repository, labels_url: `${url}/labels{/name}`, comments_url: `${url}/comments` },
    ...{ events_url: `${url}/events`, html_url: `${WEB}/${owner}/${repo}/issues/${number}`, user: asUser(login) },
    ...{ labels: [], assignee: null, assignees: [], milestone: null, locked: false, comments: 0 },
    ...{ created_at: TIME, updated_at: updatedAt, closed_at: state === 'closed' ? updatedAt : null },
    author_association: 'NONE',
  };
}

export const asLabel = (name: string, url: string) => ({
  id: 1,
  node_id: 'LA_1',
  url: `${url}/labels/${encodeURIComponent(name)}`,
  name,
  description: null,
  color: 'f29513',
  default: false,
});

export const asEvent = ({ id, event, login, at, label }: IssueEvent, url: string) => ({
  id,
  node_id: `EV_${id}`,
  url: `${url}/issues/events/${id}`,
  actor: asUser(login),
  event,
  commit_id: null,
  commit_url: null,
  created_at: at,
  performed_via_github_app: null,
  ...(event === 'renamed'
    ? { rename: { from: 'a title', to: 'another' } }
    : { label: { name: label, color: 'f29513' } }),
});

export const asCheckRun = (run: CheckRun, url: string) => ({
  id: run.id,
  node_id: `CR_${run.id}`,
  external_id: run.externalId,
  head_sha: run.headSha,
  name: run.name,
  url: `${url}/check-runs/${run.id}`,
  html_url: `${WEB}/runs/${run.id}`,
  details_url: run.detailsUrl,
  status: run.status,
  conclusion: run.conclusion,
  started_at: TIME,
  completed_at: run.status === 'completed' ? TIME : null,
  output: {
    ...run.output,
    text: null,
    annotations_count: run.annotations.length,
    annotations_url: `${url}/check-runs/${run.id}/annotations`,
  },
  check_suite: { id: 1 },
  app: null,
  pull_requests: [],
});

export const asStatus = ({ id, sha, state, context, description, targetUrl }: Status, url: string) => ({
  id,
  node_id: `SC_${id}`,
  url: `${url}/statuses/${sha}`,
  avatar_url: null,
  state,
  context,
  description,
  target_url: targetUrl,
  created_at: TIME,
  updated_at: TIME,
  creator: asUser(WORKFLOW_LOGIN),
});
