import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSizeCache, sizeCacheFile } from '../../../../src/checks/bundle/sizes/size-cache.ts';

let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'perf-budget-'));
  file = join(directory, 'perf-budget', 'compressed-sizes.json');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function keep(sizes: Record<string, number>): Promise<void> {
  const cache = await openSizeCache(file);
  for (const [digest, bytes] of Object.entries(sizes)) cache.set('gzip', digest, bytes);
  await cache.save();
}
const kept = async (digest: string, rawBytes = 1_000) => (await openSizeCache(file)).get('gzip', digest, rawBytes);
const written = async (sizes: unknown) => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ version: 1, sizes }));
};

describe('sizes that were measured', () => {
  it('are kept for the next run', async () => {
    await keep({ a: 100 });
    expect(await kept('a')).toBe(100);
    expect(await kept('b')).toBeUndefined();
  });

  it('are known at once in the same run, with no file too', async () => {
    const cache = await openSizeCache(null);
    cache.set('gzip', 'a', 100);
    await cache.save();
    expect(cache.get('gzip', 'a', 1_000)).toBe(100);
  });

  it('are those of one method', async () => {
    await keep({ a: 100 });
    expect((await openSizeCache(file)).get('brotli', 'a', 1_000)).toBeUndefined();
  });

  it('are all kept of two runs at once, and leave one whole file', async () => {
    const runs = await Promise.all([openSizeCache(file), openSizeCache(file)]);
    for (const [index, run] of runs.entries()) run.set('gzip', `run ${index}`, 100 + index);
    for (const run of runs) await run.save();
    expect([await kept('run 0'), await kept('run 1')]).toEqual([100, 101]);

    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const run = await openSizeCache(file);
        run.set('gzip', 'shared', 7);
        run.set('gzip', `own ${index}`, 7);
        await run.save();
      }),
    );
    expect(await kept('shared')).toBe(7);
    expect(await readdir(dirname(file))).toEqual(['compressed-sizes.json']);
  });

  it('make room for new ones when there are too many: the least recently used go', async () => {
    await written(Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`gzip ${index}`, 10])));
    const cache = await openSizeCache(file);
    expect(cache.get('gzip', '0', 1_000)).toBe(10);
    cache.set('gzip', 'new', 20);
    await cache.save();
    expect([await kept('0'), await kept('1'), await kept('2'), await kept('new')]).toEqual([10, undefined, 10, 20]);
    expect(Object.keys(JSON.parse(await readFile(file, 'utf8')).sizes)).toHaveLength(50_000);
  });
});

describe('a cache is never believed to hold', () => {
  it.each([-1, 0, 1.5, '100', null, 1e300, { bytes: 1 }])('a size of %j', async (size) => {
    await written({ 'gzip a': size, 'gzip b': 5 });
    expect([await kept('a'), await kept('b')]).toEqual([undefined, 5]);
  });

  it('more than the content can come to', async () => {
    await keep({ a: 1_066, b: 1_065 });
    expect([await kept('a', 1_000), await kept('b', 1_000)]).toEqual([undefined, 1_065]);
  });

  it.each([
    ['no JSON', '{"version":1,"sizes":{"gzip a":'],
    ['of another version', '{"version":2,"sizes":{"gzip a":5}}'],
    ['of another shape', '[1,2]'],
    ['empty', ''],
  ])('a file that is %s', async (_, content) => {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    expect(await kept('a')).toBeUndefined();
    await keep({ a: 6 });
    expect(await kept('a')).toBe(6);
  });
});

it('a cache that can not be written costs nothing but time', async () => {
  await writeFile(join(directory, 'perf-budget'), 'a file where the folder should be');
  const cache = await openSizeCache(file);
  cache.set('gzip', 'a', 5);
  await cache.save();
  expect(cache.get('gzip', 'a', 1_000)).toBe(5);

  const folder = join(directory, 'folder.json');
  await mkdir(join(folder, 'not-empty'), { recursive: true });
  const other = await openSizeCache(folder);
  other.set('gzip', 'a', 5);
  await other.save();
  expect(await readdir(directory)).toEqual(['folder.json', 'perf-budget']);
});

it('the file is where the system keeps caches', () => {
  const name = join('perf-budget', 'compressed-sizes.json');
  expect(sizeCacheFile({ XDG_CACHE_HOME: directory }, 'linux')).toBe(join(directory, name));
  expect(sizeCacheFile({ LOCALAPPDATA: directory, XDG_CACHE_HOME: '/other' }, 'win32')).toBe(join(directory, name));
  expect(sizeCacheFile({}, 'linux')).toMatch(/[\\/]\.cache[\\/]perf-budget[\\/]compressed-sizes\.json$/);
  expect(sizeCacheFile({ XDG_CACHE_HOME: 'relative' }, 'linux')).toBe(sizeCacheFile({}, 'linux'));
});
