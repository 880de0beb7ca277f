const REASONS: Readonly<Record<string, string>> = {
  ELOOP: 'it is a link that leads back to itself',
  ENOENT: 'it vanished while it was measured, or is a link to a file that does not exist',
  EACCES: 'its permissions forbid it',
  EPERM: 'its permissions forbid it',
  EISDIR: 'it is a folder',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GiB',
};

/** An error saying which file or folder of a bundle can't be read, and why. */
export function unreadable(path: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = REASONS[code ?? ''] ?? message;
  return new Error(`${path} can't be read: ${reason}${code ? ` (${code})` : ''}`, { cause: error });
}

/**
 * Returns the result of `read`.
 *
 * @throws Error of `unreadable` if it fails
 */
export function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(path, error);
  }
}
