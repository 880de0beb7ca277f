import { posix } from 'node:path';
import type { Call } from './contract.ts';
import type { Answer } from './github.ts';
import type { Artifact, State } from './state.ts';

/** What GitHub tells a workflow that reports on the run of another. */
export const forkOperations: Readonly<Record<string, (state: State, call: Call, url: string) => Answer>> = {
  'pulls/list': ({ pulls }, { query }) => ({
    status: 200,
    body: pulls.filter(({ head }) => query.head === undefined || query.head === `${head.user.login}:${head.ref}`),
  }),
  'actions/list-workflow-run-artifacts': ({ artifacts }, { parameters, query }, url) => {
    const found = artifacts.filter(({ run, name }) => run === Number(parameters.run_id) && name === query.name);
    return { status: 200, body: { total_count: found.length, artifacts: found.map((one) => asArtifact(one, url)) } };
  },
  'actions/download-artifact': ({ artifacts }, { parameters }) => {
    const found = artifacts.find(({ id }) => id === Number(parameters.artifact_id));
    return found === undefined ? notFound() : { status: 302, headers: { location: found.url } };
  },
  'repos/get-content': ({ files }, { parameters, query }, url) => {
    const path = parameters.path ?? '';
    const text = files.get(`${query.ref}:${path}`);
    return text === undefined ? notFound() : { status: 200, body: asFile(path, text, url) };
  },
  'git/get-commit': ({ files }, { parameters }, url) => {
    const sha = parameters.commit_sha ?? '';
    const isKnown = [...files.keys()].some((key) => key.startsWith(`${sha}:`));
    return isKnown ? { status: 200, body: asCommit(sha, url) } : notFound();
  },
};

const notFound = (): Answer => ({ status: 404, body: { message: 'Not Found', status: '404' } });

const TIME = '2026-01-01T00:00:00Z';

const asArtifact = ({ id, run, name, bytes }: Artifact, url: string) => ({
  id,
  node_id: `AR_${id}`,
  name,
  size_in_bytes: bytes,
  url: `${url}/actions/artifacts/${id}`,
  archive_download_url: `${url}/actions/artifacts/${id}/zip`,
  expired: false,
  created_at: TIME,
  expires_at: TIME,
  updated_at: TIME,
  workflow_run: { id: run },
});

const asFile = (path: string, text: string, url: string) => ({
  type: 'file',
  encoding: 'base64',
  size: Buffer.byteLength(text),
  name: posix.basename(path),
  path,
  content: Buffer.from(text).toString('base64').replaceAll(/.{60}/g, '$&\n'),
  sha: '0'.repeat(40),
  url: `${url}/contents/${path}`,
  git_url: null,
  html_url: null,
  download_url: null,
  _links: { git: null, html: null, self: `${url}/contents/${path}` },
});

const ada = { name: 'Ada', email: 'ada@example.com', date: TIME };

const asCommit = (sha: string, url: string) => ({
  sha,
  node_id: `C_${sha}`,
  url: `${url}/git/commits/${sha}`,
  html_url: `https://github.example/commit/${sha}`,
  author: ada,
  committer: ada,
  tree: { sha, url: `${url}/git/trees/${sha}` },
  message: 'A commit',
  parents: [],
  verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
});
