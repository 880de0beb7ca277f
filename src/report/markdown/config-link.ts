import type { Report } from '../../model/report.ts';
import { isSha } from '../../model/sha.ts';

export interface LinkOptions {
  /** For a link to the config: `https://github.com/octocat/hello`. */
  readonly repositoryUrl?: string;
  /** The working directory below the repository's root, with slashes. The config's path is relative to it. */
  readonly directory?: string;
  /** The commit for links, if it is not the measured commit. */
  readonly configSha?: string;
}

/** The address of a config line; null if it is unknown. `file` is relative to the working directory. */
export function configUrl(
  { head }: Report,
  { repositoryUrl, directory = '', configSha }: LinkOptions,
  file: string,
  line?: number,
): string | null {
  const path = [...directory.split('/'), ...file.split('/')].filter((part) => part !== '' && part !== '.');
  const sha = configSha ?? head.sha;
  if (repositoryUrl === undefined || sha === null || !isSha(sha) || path.includes('..')) return null;
  const encoded = path.map((part) => encodeURIComponent(part.toWellFormed())).join('/');
  return `${repositoryUrl}/blob/${sha}/${encoded}${line === undefined ? '' : `#L${line}`}`;
}
