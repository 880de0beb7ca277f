import { posix } from 'node:path';
import type { Call } from './contract.ts';
import { addCommit, addTree, type Commit, commitFile, filesOf } from './git-data.ts';
import type { Answer } from './github.ts';
import type { State } from './state.ts';

/** Files and commits, as far as they are read and written through the API. */
export const gitOperations: Readonly<Record<string, (state: State, call: Call, url: string) => Answer>> = {
  'repos/get-content': ({ files, git }, { parameters, query }, url) => {
    const path = parameters.path ?? '';
    const ref = query.ref ?? '';
    const text = files.get(`${ref}:${path}`);
    const tree = filesOf(git, ref) ?? new Map<string, Buffer>();
    const content = tree.get(path) ?? (text === undefined ? undefined : Buffer.from(text));
    if (content !== undefined) return { status: 200, body: asFile(path, content, url) };
    const inside = [...tree].filter(([name]) => posix.dirname(name) === path);
    if (inside.length === 0) return notFound();
    // GitHub lists no more, and does not say so.
    return { status: 200, body: inside.slice(0, 1_000).map(([name, file]) => asEntry(name, file, url)) };
  },
  'repos/create-or-update-file-contents': ({ git }, { parameters, body }, url) => {
    const sent = body as { message: string; content: string; branch?: string; sha?: string };
    const path = parameters.path ?? '';
    const ref = `refs/heads/${sent.branch ?? 'main'}`;
    const files = filesOf(git, ref);
    if (files === null) return { status: 404, body: { message: `Branch ${sent.branch} not found`, status: '404' } };
    if (files.has(path) && sent.sha === undefined) {
      return { status: 422, body: { message: 'Invalid request.\n\n"sha" wasn\'t supplied.', status: '422' } };
    }
    const content = Buffer.from(sent.content, 'base64');
    const commit = commitFile(git, ref, path, content, sent.message);
    const { name, sha } = asFile(path, content, url);
    return { status: 201, body: { content: { name, path, sha, size: content.length }, commit: asCommit(commit, url) } };
  },
  'repos/list-commits': ({ git }, { query }, url) => {
    const found = new Set([query.sha ?? '']);
    for (const sha of found) for (const parent of git.commits.get(sha)?.parents ?? []) found.add(parent);
    const commits = [...found].flatMap((sha) => git.commits.get(sha) ?? []);
    if (commits.length === 0) return notFound();
    const listed = commits.slice(0, Number(query.per_page ?? 30));
    return { status: 200, body: listed.map((commit) => asListed(commit, url)) };
  },
  'git/get-commit': ({ files, git }, { parameters }, url) => {
    const sha = parameters.commit_sha ?? '';
    const isKnown = git.commits.has(sha) || [...files.keys()].some((key) => key.startsWith(`${sha}:`));
    const commit = { sha, tree: sha, message: 'A commit', parents: [] };
    return isKnown ? { status: 200, body: asCommit(commit, url) } : notFound();
  },
  'git/get-ref': ({ git }, { parameters }, url) => {
    const ref = `refs/${parameters.ref}`;
    const sha = git.refs.get(ref);
    return sha === undefined ? notFound() : { status: 200, body: asRef(ref, sha, url) };
  },
  'git/create-tree': ({ git }, { body }, url) => {
    const sent = body as { tree: { path: string; mode: string; type: string; content: string }[]; base_tree?: string };
    const files = sent.tree.map(({ path, content }): [string, Buffer] => [path, Buffer.from(content)]);
    const sha = addTree(git, new Map([...(git.trees.get(sent.base_tree ?? '') ?? []), ...files]));
    const tree = sent.tree.map(({ path, mode, type }) => ({ path, mode, type, sha: '0'.repeat(40) }));
    return { status: 201, body: { sha, url: `${url}/git/trees/${sha}`, truncated: false, tree } };
  },
  'git/create-commit': ({ git }, { body }, url) => {
    const { message, tree, parents = [] } = body as { message: string; tree: string; parents?: string[] };
    if (!git.trees.has(tree)) return { status: 422, body: { message: 'Tree SHA does not exist', status: '422' } };
    return { status: 201, body: asCommit(addCommit(git, { message, tree, parents }), url) };
  },
  'git/create-ref': ({ git }, { body }, url) => {
    const { ref, sha } = body as { ref: string; sha: string };
    if (git.refs.has(ref)) return { status: 422, body: { message: 'Reference already exists', status: '422' } };
    if (!git.commits.has(sha)) return { status: 422, body: { message: 'Object does not exist', status: '422' } };
    git.refs.set(ref, sha);
    return { status: 201, body: asRef(ref, sha, url) };
  },
};

const notFound = (): Answer => ({ status: 404, body: { message: 'Not Found', status: '404' } });

const TIME = '2026-01-01T00:00:00Z';
const ada = { name: 'Ada', email: 'ada@example.com', date: TIME };

const asFile = (path: string, content: Buffer, url: string) => ({
  type: 'file',
  encoding: 'base64',
  size: content.length,
  name: posix.basename(path),
  path,
  content: content.toString('base64').replaceAll(/.{60}/g, '$&\n'),
  sha: '0'.repeat(40),
  url: `${url}/contents/${path}`,
  git_url: null,
  html_url: null,
  download_url: null,
  _links: { git: null, html: null, self: `${url}/contents/${path}` },
});

const asEntry = (path: string, content: Buffer, url: string) => {
  const { encoding: _, content: __, ...entry } = asFile(path, content, url);
  return entry;
};

const pageOf = (sha: string) => `https://github.example/commit/${sha}`;
const verification = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

/** As git's own API has it. */
const asCommit = ({ sha, tree, message, parents }: Commit, url: string) => ({
  sha,
  node_id: `C_${sha}`,
  url: `${url}/git/commits/${sha}`,
  html_url: pageOf(sha),
  author: ada,
  committer: ada,
  tree: { sha: tree, url: `${url}/git/trees/${tree}` },
  message,
  parents: parents.map((parent) => ({
    sha: parent,
    url: `${url}/git/commits/${parent}`,
    html_url: pageOf(parent),
  })),
  verification,
});

const asListed = (commit: Commit, url: string) => {
  const { sha, node_id, html_url, tree, message, parents } = asCommit(commit, url);
  const own = `${url}/commits/${sha}`;
  return {
    sha,
    node_id,
    html_url,
    url: own,
    comments_url: `${own}/comments`,
    commit: { url: own, author: ada, committer: ada, message, comment_count: 0, tree, verification },
    author: null,
    committer: null,
    parents,
  };
};

const asRef = (ref: string, sha: string, url: string) => ({
  ref,
  node_id: `R_${sha}`,
  url: `${url}/git/${ref}`,
  object: { type: 'commit', sha, url: `${url}/git/commits/${sha}` },
});
