import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stableContent, stableNames } from '../../../../src/checks/bundle/names/stable-content.ts';
import type { Compression } from '../../../../src/checks/bundle/settings.ts';
import { recallSizes } from '../../../../src/checks/bundle/sizes/recall.ts';
import { openSizeCache, type SizeCache } from '../../../../src/checks/bundle/sizes/size-cache.ts';
import { type MeasuredFile, measureFiles } from '../../../../src/checks/bundle/sizes/sizes.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'perf-budget-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

interface Options {
  readonly compression?: Compression;
  readonly cache?: SizeCache;
  readonly signal?: AbortSignal;
}

async function measure(paths: string[], options: Options = {}): Promise<MeasuredFile[]> {
  const { compression = 'gzip', cache = await openSizeCache(null), signal = new AbortController().signal } = options;
  return measureFiles({ root, paths, names: stableNames(paths), compression, cache, signal });
}

const text = (words: number, seed: string): string =>
  Array.from({ length: words }, (_, index) => hash('sha256', `${seed}${index}`).slice(0, 7)).join(' ');

describe('the sizes of files', () => {
  it("are those of Node's zlib to the byte, in the order of the paths", async () => {
    const contents = [text(10, 'a'), text(9_000, 'b'), '', text(500, 'c')];
    const paths = contents.map((_, index) => `${index}.js`);
    for (const [index, content] of contents.entries()) await writeFile(join(root, `${index}.js`), content);
    expect(await measure(paths)).toEqual(
      contents.map((content) => {
        const gzip = gzipSync(content, { level: 9 }).length;
        const brotli = brotliCompressSync(content).length;
        const digest = hash('sha256', content);
        return { raw: content.length, gzip, brotli, stable: gzip, digest, ownDigest: digest };
      }),
    );
  });

  it('do not depend on what was measured before: on what it left behind the end, or in the room for contents', async () => {
    const large = Array.from({ length: 20 }, (_, index) => '7'.repeat(70_000 - 3_400 * index));
    // With a 7 of another content behind its end, zlib would find that end in the middle, too.
    const small = Array.from({ length: 20 }, (_, index) => {
      const words = text(60, `${index}`);
      const seven = words.indexOf('7', 100);
      return `${words}${words.slice(seven - 3, seven)}`;
    });
    const contents = [...large, ...small];
    for (const [index, content] of contents.entries()) await writeFile(join(root, `${index}.js`), content);
    const measured = await measure(contents.map((_, index) => `${index}.js`));
    expect(measured.map(({ raw, gzip, brotli, digest }) => [raw, gzip, brotli, digest])).toEqual(
      contents.map((content) => [
        content.length,
        gzipSync(content, { level: 9 }).length,
        brotliCompressSync(content).length,
        hash('sha256', content),
      ]),
    );
  });

  it.each(['gzip', 'brotli', 'none'] as const)(
    'are real, and stable is that of the stable content: %s',
    async (compression) => {
      const paths = ['b-CD5neIF8.js', 'main.js'];
      const content = `import("./b-CD5neIF8.js");${text(2_000, 'd')}`;
      await writeFile(join(root, 'b-CD5neIF8.js'), '');
      await writeFile(join(root, 'main.js'), content);
      const stable = stableContent(Buffer.from(content), stableNames(paths));
      const bytes = {
        none: stable.length,
        gzip: gzipSync(stable, { level: 9 }).length,
        brotli: brotliCompressSync(stable).length,
      };
      const [, main] = await measure(paths, { compression });
      expect(main).toEqual({
        raw: content.length,
        gzip: gzipSync(content, { level: 9 }).length,
        brotli: brotliCompressSync(content).length,
        stable: bytes[compression],
        digest: hash('sha256', stable),
        ownDigest: hash('sha256', content),
      });
      expect(main?.digest).not.toBe(hash('sha256', content));
    },
  );

  it('are taken from the cache by content, whatever the name', async () => {
    await writeFile(join(root, 'a.js'), text(100, 'e'));
    await writeFile(join(root, 'b.js'), text(100, 'e'));
    const cache = await openSizeCache(null);
    const [first] = await measure(['a.js'], { cache });
    const asked: (number | undefined)[] = [];
    const get = (...key: Parameters<SizeCache['get']>) => {
      asked.push(cache.get(...key));
      return asked.at(-1);
    };
    expect(await measure(['b.js'], { cache: { ...cache, get } })).toEqual([first]);
    expect(asked).toEqual([first?.gzip, first?.brotli]);
  });

  it.each(['gzip', 'brotli', 'none'] as const)(
    'of files that a stored baseline knows are not found out again: %s',
    async (compression) => {
      const paths = ['b-CD5neIF8.js', 'main.js'];
      await writeFile(join(root, 'b-CD5neIF8.js'), text(100, 'f'));
      await writeFile(join(root, 'main.js'), `import("./b-CD5neIF8.js");${text(100, 'g')}`);
      const stored = await measure(paths, { compression });
      const cache = await openSizeCache(null);
      recallSizes(stored, compression, cache);
      const set = () => expect.unreachable('a file was compressed');
      expect(await measure(paths, { compression, cache: { ...cache, set } })).toEqual(stored);
    },
  );

  it('are measured with no more files at once than there are cores, and one ahead', async () => {
    const paths = Array.from({ length: 50 }, (_, index) => `${index}.js`);
    for (const path of paths) await writeFile(join(root, path), text(200, path));
    const cache = await openSizeCache(null);
    const open = new Map<string, number>();
    let most = 0;
    await measure(paths, {
      cache: {
        ...cache,
        get(_, digest) {
          open.set(digest, 2);
          most = Math.max(most, open.size);
          return undefined;
        },
        set(_, digest) {
          const left = (open.get(digest) ?? 0) - 1;
          if (left === 0) open.delete(digest);
          else open.set(digest, left);
        },
      },
    });
    expect(most).toBe(Math.min(50, availableParallelism() + 1));
  });
});

describe('a file that can not be read', () => {
  it.each([
    ['a loop of links', 'loop.js', /^loop\.js can't be read: it is a link that leads back to itself \(ELOOP\)$/],
    ['a link to nothing', 'nowhere.js', /^nowhere\.js can't be read: it vanished .* \(ENOENT\)$/],
    ['a file that vanished', 'gone.js', /^gone\.js can't be read: it vanished .* \(ENOENT\)$/],
    ['a folder', 'folder', /^folder can't be measured: it is not a file$/],
    ['a pipe', 'pipe', /^pipe can't be measured: it is not a file$/],
  ])('is named with the reason: %s', async (_, path, message) => {
    await symlink('loop.js', join(root, 'loop.js'));
    await symlink('missing.js', join(root, 'nowhere.js'));
    await mkdir(join(root, 'folder'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(root, 'pipe')]);
    await writeFile(join(root, 'fine.js'), 'x');
    await expect(measure(['fine.js', path])).rejects.toThrow(message);
  });

  it.skipIf(process.getuid?.() === 0)('is named with the reason: no permission', async () => {
    await writeFile(join(root, 'secret.js'), 'x');
    await chmod(join(root, 'secret.js'), 0);
    await expect(measure(['secret.js'])).rejects.toThrow("secret.js can't be read: its permissions forbid it (EACCES)");
  });

  it('ends the measurement of all others', async () => {
    const paths = Array.from({ length: 20 }, (_, index) => `${index}.js`);
    for (const path of paths) await writeFile(join(root, path), text(1_000, path));
    const measured = new Set<string>();
    const cache = await openSizeCache(null);
    const failing: SizeCache = {
      ...cache,
      get(_, digest) {
        measured.add(digest);
        if (measured.size === 3) throw new Error('the third');
        return undefined;
      },
    };
    await expect(measure(paths, { cache: failing })).rejects.toThrow('the third');
    expect(measured.size).toBeLessThan(paths.length);
  });
});

it('stops when it is told to', async () => {
  await writeFile(join(root, 'a.js'), 'x');
  const signal = AbortSignal.abort(new Error('cancelled'));
  await expect(measure(['a.js'], { signal })).rejects.toThrow('cancelled');
});
