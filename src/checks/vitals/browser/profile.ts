import { mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A browser profile in its own folder. Dispose it after its browser has ended: nothing stays on disk. */
interface Profile extends AsyncDisposable {
  readonly path: string;
}

const NAME = 'perf-budget-chromium-';
/** Chromium is given the profile as its temporary folder, and puts its socket below it. */
const SOCKET = 'XXXXXX/org.chromium.Chromium.XXXXXX/SingletonSocket';
/** Bytes of a socket's path, of which macOS allows the least. */
const LONGEST_SOCKET = 103;

/** The system's folder for temporary files, unless no socket can lie in it. */
function placeOfProfiles(): string {
  const isShort = Buffer.byteLength(join(tmpdir(), `${NAME}${SOCKET}`)) <= LONGEST_SOCKET;
  return isShort || process.platform === 'win32' ? tmpdir() : '/tmp';
}

export async function temporaryProfile(): Promise<Profile> {
  const path = await mkdtemp(join(placeOfProfiles(), NAME));
  return {
    path,
    async [Symbol.asyncDispose]() {
      const socketFolder = await findSocketFolder(path);
      for (const folder of [path, ...(socketFolder === null ? [] : [socketFolder])]) {
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
}

/**
 * A socket's path must be short, so Chromium keeps a profile's socket in another temporary folder and links to it from the
 * profile. A killed browser leaves that folder behind.
 */
async function findSocketFolder(profile: string): Promise<string | null> {
  const socket = await readlink(join(profile, 'SingletonSocket')).catch(() => null);
  if (socket === null) return null;
  const folder = dirname(socket);
  return /^\.?(org\.chromium|com\.google)\./.test(basename(folder)) ? folder : null;
}
