import type { Report } from '../../model/report.ts';

export interface LinkOptions {
  /** For a link to the config: `https://github.com/octocat/hello`. */
  readonly repositoryUrl?: string;
  /** The working directory below the repository's root, with slashes; the config's path is relative to it. */
  readonly directory?: string;
  /** The commit whose config was decided by, where that is not head's. */
  readonly configSha?: string;
}

export const isSha = (text: string | null): text is string => text !== null && /^[0-9a-f]{7,64}$/.test(text);

/** The page of the config, at a line of it; null where no address is known. `file` is relative to the working directory. */
export function configUrl(
  { head }: Report,
  { repositoryUrl, directory = '', configSha }: LinkOptions,
  file: string,
  line?: number,
): string | null {
  const path = [...directory.split('/'), ...file.split('/')].filter((part) => part !== '' && part !== '.');
  const sha = configSha ?? head.sha;
  if (repositoryUrl === undefined || !isSha(sha) || path.includes('..')) return null;
  const encoded = path.map((part) => encodeURIComponent(part.toWellFormed())).join('/');
  return `${repositoryUrl}/blob/${sha}/${encoded}${line === undefined ? '' : `#L${line}`}`;
}
