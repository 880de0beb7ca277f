import { createHash } from 'node:crypto';

/** The git objects that the loopback GitHub keeps. */
export interface GitData {
  readonly trees: Map<string, Tree>;
  readonly commits: Map<string, Commit>;
  /** Commits by `refs/heads/…`. */
  readonly refs: Map<string, string>;
}

/** Files by path, of folders as well. */
export type Tree = ReadonlyMap<string, Buffer>;

export interface Commit {
  readonly sha: string;
  readonly message: string;
  readonly parents: readonly string[];
  readonly tree: string;
}

export const emptyGit = (): GitData => ({ trees: new Map(), commits: new Map(), refs: new Map() });

export function addTree({ trees }: GitData, tree: Tree): string {
  const hash = createHash('sha1');
  for (const [path, content] of [...tree].toSorted()) hash.update(`${path}\0${content.length}\0`).update(content);
  const sha = hash.digest('hex');
  trees.set(sha, tree);
  return sha;
}

export function addCommit({ commits }: GitData, commit: Omit<Commit, 'sha'> & { readonly sha?: string }): Commit {
  // By their number too: two commits of one second with the same content are two here.
  const own = createHash('sha1').update(JSON.stringify([commits.size, commit]));
  const added = { ...commit, sha: commit.sha ?? own.digest('hex') };
  commits.set(added.sha, added);
  return added;
}

/** What a branch has, the folders joined to paths; null: there is no such branch. */
export function filesOf(git: GitData, ref: string): Tree | null {
  const commit = git.commits.get(git.refs.get(ref) ?? '');
  return commit === undefined ? null : (git.trees.get(commit.tree) ?? new Map());
}

/** The commits of a branch, the newest first, along first parents. */
export function historyOf(git: GitData, ref: string): Commit[] {
  const history: Commit[] = [];
  let commit = git.commits.get(git.refs.get(ref) ?? '');
  while (commit !== undefined) {
    history.push(commit);
    commit = git.commits.get(commit.parents[0] ?? '');
  }
  return history;
}

/** Puts a file onto a branch as a commit, as somebody would who comes before, or between, our requests. */
export function commitFile(git: GitData, ref: string, path: string, content: Buffer, message = 'A commit'): Commit {
  const tip = git.refs.get(ref);
  const tree = addTree(git, new Map([...(filesOf(git, ref) ?? []), [path, content]]));
  const commit = addCommit(git, { message, tree, parents: tip === undefined ? [] : [tip] });
  git.refs.set(ref, commit.sha);
  return commit;
}
