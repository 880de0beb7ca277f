import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';

/**
 * Compressed sizes of contents that were measured before: of the other side in this run, and of earlier runs. A cache
 * that can't be read or written costs time only.
 */
export interface SizeCache {
  /**
   * Bytes of the content with this SHA-256 in a compression; undefined if that isn't known.
   *
   * @param method Compression, level and version of the library: whatever the size depends on beside the content.
   * @param rawBytes Length of the content: no size that it can't have is ever returned.
   */
  get(method: string, digest: string, rawBytes: number): number | undefined;
  set(method: string, digest: string, bytes: number): void;
  /** Writes what was used and found out in this run. Never rejects. */
  save(): Promise<void>;
}

const VERSION = 1;
/** About 5 MB: some dozens of builds of 500 files. */
const MOST_ENTRIES = 50_000;
const MOST_FILE_BYTES = 20_000_000;

const fileSchema = z.object({ version: z.literal(VERSION), sizes: z.record(z.string(), z.unknown()) });
const isSize = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;

/** Where sizes are kept between runs; null where the system tells no folder for it. */
export function sizeCacheFile(
  environment: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
): string | null {
  const folder = platform === 'win32' ? environment.LOCALAPPDATA : environment.XDG_CACHE_HOME;
  // https://specifications.freedesktop.org/basedir-spec/latest/: a relative path is to be ignored.
  const root = folder !== undefined && isAbsolute(folder) ? folder : homeCache();
  return root === null ? null : join(root, 'perf-budget', 'compressed-sizes.json');
}

function homeCache(): string | null {
  try {
    return join(homedir(), '.cache');
  } catch {
    return null; // A user without a home, as in some containers.
  }
}

/** Opens the sizes kept in `file`; with null they are kept for this run only. Never rejects. */
export async function openSizeCache(file: string | null): Promise<SizeCache> {
  const kept = file === null ? new Map<string, number>() : await readSizes(file);
  const used = new Map<string, number>();
  return {
    get(method, digest, rawBytes) {
      const key = `${method} ${digest}`;
      const bytes = used.get(key) ?? kept.get(key);
      if (bytes === undefined || bytes > mostBytes(rawBytes)) return undefined;
      used.set(key, bytes);
      return bytes;
    },
    set(method, digest, bytes) {
      used.set(`${method} ${digest}`, bytes);
    },
    async save() {
      if (file === null || used.size === 0) return;
      // Another run may have written since; what this one used goes behind it, as the last that is dropped.
      const sizes = await readSizes(file);
      for (const [key, bytes] of used) {
        sizes.delete(key);
        sizes.set(key, bytes);
      }
      await writeSizes(file, sizes);
    },
  };
}

/** What can't be compressed grows by the format's own bytes: 5 in 16 kB at most, and a header. */
const mostBytes = (rawBytes: number): number => rawBytes + Math.ceil(rawBytes / 1_000) + 64;

async function readSizes(file: string): Promise<Map<string, number>> {
  try {
    if ((await stat(file)).size > MOST_FILE_BYTES) return new Map();
    const { sizes } = fileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const valid = Object.entries(sizes).filter((entry): entry is [string, number] => isSize(entry[1]));
    return new Map(valid);
  } catch {
    return new Map();
  }
}

async function writeSizes(file: string, sizes: ReadonlyMap<string, number>): Promise<void> {
  const content = { version: VERSION, sizes: Object.fromEntries([...sizes].slice(-MOST_ENTRIES)) };
  const temporary = `${file}.${randomUUID()}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, JSON.stringify(content), { flag: 'wx' });
    await rename(temporary, file); // So that another run reads the old or the new, never half of it.
  } catch {
    await rm(temporary, { force: true }).catch(() => {});
  }
}
