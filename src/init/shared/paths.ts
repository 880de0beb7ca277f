import { posix } from 'node:path';
import { logicalName } from '../../text/hashed-name.ts';

/** A path or glob that a config in `folder` names, from the working directory. */
export function fromFolder(folder: string, path: string): string {
  const slashes = path.replaceAll('\\', '/');
  return posix.isAbsolute(slashes) ? slashes : posix.join(folder, slashes);
}

/** A name for files: the last part of their path, without hash and wildcards. */
export function nameOf(path: string): string {
  const parts = logicalName(path)
    .split('/')
    .filter((part) => part !== '' && !/^[*.]+$/.test(part));
  const last = (parts.at(-1) ?? '')
    .replace(/[-_.~]*(?:\*+|\{[^}]*\}|\[[^\]]*\])+[-_.~]*/g, '.')
    .replace(/^\.+|\.+$/g, '');
  return /^(?:[cm]?js|css|)$/.test(last) ? (parts.at(-2) ?? 'app') : last;
}

/** A list of one is written without its brackets. */
export const oneOrAll = (globs: readonly string[]): string | readonly string[] =>
  globs.length === 1 && globs[0] !== undefined ? globs[0] : globs;
