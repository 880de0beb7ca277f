import { GitError } from '../../errors.ts';
import { git, type Repository } from './git.ts';

export interface Commit {
  readonly sha: string;
  /** As `2026-11-28`, its commit date. */
  readonly date: string;
  readonly subject: string;
  /** Paths that it changed, relative to the repository's root. */
  readonly paths: readonly string[];
}

/** Most commits that are read, the newest first. */
const MOST = 500;
const START = '\u0001';

/**
 * The commits of HEAD's first-parent line after `sha`, newest first. A merge counts with all that it brought in. Empty
 * if the clone lacks the commits.
 */
export async function commitsSince(sha: string, repository: Repository): Promise<readonly Commit[]> {
  const format = `--format=${START}%H%x00%cs%x00%s%x00`;
  const args = [
    'log',
    '--first-parent',
    '-m',
    '--name-only',
    '-z',
    `--max-count=${MOST}`,
    format,
    `${sha}..HEAD`,
    '--',
  ];
  try {
    const listed = await git(args, repository, { silent: true });
    if (!listed.ok) return [];
    return listed.stdout
      .split(START)
      .slice(1)
      .map((text) => {
        const [commit = '', date = '', subject = '', ...paths] = text.split('\0');
        return { sha: commit, date, subject, paths: paths.map((path) => path.trim()).filter((path) => path !== '') };
      });
  } catch (error) {
    if (error instanceof GitError) return [];
    throw error;
  }
}
