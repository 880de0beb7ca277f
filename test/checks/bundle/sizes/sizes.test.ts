import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stableContent, stableNames } from '../../../../src/checks/bundle/names/stable-content.ts';
import type { Compression } from '../../../../src/checks/bundle/settings.ts';
import type { CompressedSizes } from '../../../../src/checks/bundle/sizes/compress.ts';
import { type MeasuredFile, measureFiles } from '../../../../src/checks/bundle/sizes/sizes.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'perf-budget-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

interface Options {
  readonly compression?: Compression;
  readonly known?: CompressedSizes;
  readonly signal?: AbortSignal;
}

async function measure(paths: string[], options: Options = {}): Promise<MeasuredFile[]> {
  const { compression = 'gzip', known = new Map(), signal = new AbortController().signal } = options;
  return measureFiles({ root, paths, names: stableNames(paths), compression, known, signal });
}

const text = (words: number, seed: string): string =>
  Array.from({ length: words }, (_, index) => hash('sha256', `${seed}${index}`).slice(0, 7)).join(' ');

describe('the sizes of files', () => {
  it("are those of Node's zlib to the byte, in the order of the paths", async () => {
    const contents = [text(10, 'a'), text(9_000, 'b'), '', text(500, 'c')];
    const paths = contents.map((_, index) => `${index}.js`);
    for (const [index, content] of contents.entries()) await writeFile(join(root, `${index}.js`), content);
    expect(await measure(paths, { compression: 'brotli' })).toEqual(
      contents.map((content) => {
        const gzip = gzipSync(content, { level: 9 }).length;
        const brotli = brotliCompressSync(content).length;
        return { raw: content.length, gzip, brotli, stable: brotli, digest: hash('sha256', content) };
      }),
    );
  });

  it('sizes do not depend on contents measured before', async () => {
    const large = Array.from({ length: 20 }, (_, index) => '7'.repeat(70_000 - 3_400 * index));
    // With a 7 of another content behind its end, zlib would find that end in the middle, too.
    const small = Array.from({ length: 20 }, (_, index) => {
      const words = text(60, `${index}`);
      const seven = words.indexOf('7', 100);
      return `${words}${words.slice(seven - 3, seven)}`;
    });
    const contents = [...large, ...small];
    for (const [index, content] of contents.entries()) await writeFile(join(root, `${index}.js`), content);
    const paths = contents.map((_, index) => `${index}.js`);
    const measured = await measure(paths, { compression: 'brotli' });
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
    'sizes are those of the real content, and stable is that of the content with placeholder hashes: %s',
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
        brotli: compression === 'brotli' ? brotliCompressSync(content).length : null,
        stable: bytes[compression],
        digest: hash('sha256', stable),
      });
      expect(main?.digest).not.toBe(hash('sha256', content));
    },
  );

  it('sizes are measured once for equal contents, whatever their names', async () => {
    await writeFile(join(root, 'a.js'), text(100, 'e'));
    await writeFile(join(root, 'b.js'), text(100, 'e'));
    const known: CompressedSizes = new Map();
    const [first] = await measure(['a.js'], { compression: 'brotli', known });
    for (const [key, bytes] of known) known.set(key, bytes + 1_000);
    const [second] = await measure(['b.js'], { compression: 'brotli', known });
    expect(second?.brotli).toBe((first?.brotli ?? 0) + 1_000);
    expect(second?.gzip).toBe((first?.gzip ?? 0) + 1_000);
    expect(known.size).toBe(2);
  });

  it('no more files are measured at once than there are cores, and one ahead', async () => {
    const paths = Array.from({ length: 50 }, (_, index) => `${index}.js`);
    for (const path of paths) await writeFile(join(root, path), text(200, path));
    const open = new Set<string>();
    let most = 0;
    class Watched extends Map<string, number> {
      override get(key: string) {
        open.add(key);
        most = Math.max(most, open.size);
        return undefined;
      }
      override set(key: string, bytes: number) {
        open.delete(key);
        return super.set(key, bytes);
      }
    }
    await measure(paths, { known: new Watched() });
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
  ])('a file that can not be read is named with the reason: %s', async (_, path, message) => {
    await symlink('loop.js', join(root, 'loop.js'));
    await symlink('missing.js', join(root, 'nowhere.js'));
    await mkdir(join(root, 'folder'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(root, 'pipe')]);
    await writeFile(join(root, 'fine.js'), 'x');
    await expect(measure(['fine.js', path])).rejects.toThrow(message);
  });

  it.skipIf(process.getuid?.() === 0)(
    'a file that can not be read is named with the reason: no permission',
    async () => {
      await writeFile(join(root, 'secret.js'), 'x');
      await chmod(join(root, 'secret.js'), 0);
      await expect(measure(['secret.js'])).rejects.toThrow(
        "secret.js can't be read: its permissions forbid it (EACCES)",
      );
    },
  );

  it('a file that can not be read ends the measurement of all others', async () => {
    const paths = Array.from({ length: 20 }, (_, index) => `${index}.js`);
    for (const path of paths) await writeFile(join(root, path), text(1_000, path));
    const measured = new Set<string>();
    class Failing extends Map<string, number> {
      override get(key: string) {
        measured.add(key);
        if (measured.size === 3) throw new Error('the third');
        return undefined;
      }
    }
    await expect(measure(paths, { known: new Failing() })).rejects.toThrow('the third');
    expect(measured.size).toBeLessThan(paths.length);
  });
});

it('measuring files stops when its signal aborts', async () => {
  await writeFile(join(root, 'a.js'), 'x');
  const signal = AbortSignal.abort(new Error('cancelled'));
  await expect(measure(['a.js'], { signal })).rejects.toThrow('cancelled');
});
