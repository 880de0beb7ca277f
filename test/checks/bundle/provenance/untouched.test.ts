import { execFileSync } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { untouchedFiles } from '../../../../src/checks/bundle/provenance/untouched.ts';
import { temporaryFolder, writeFiles } from '../../../support/folders/temporary.ts';

type Contents = Record<string, string>;

/** What a build that writes `now` did not touch of the files in its folder. `tracked`: git has those. */
async function left(earlier: Contents, now: Contents, tracked: readonly string[] = []): Promise<readonly string[]> {
  await using folder = await temporaryFolder();
  const root = join(folder.path, 'dist');
  execFileSync('git', ['init', '-q', folder.path]);
  await writeFiles(root, earlier);
  for (const path of tracked) execFileSync('git', ['-C', root, 'add', path]);
  await sleep(250);
  const startedAt = Date.now();
  await writeFiles(root, now);
  const shipped = [...Object.keys(earlier), ...Object.keys(now)].map((path) => path.replace(/\.gz$/, ''));
  const paths = [...new Set(shipped)].sort();
  return (await untouchedFiles({ root, directory: folder.path, paths, known: new Map(), startedAt })).old;
}

describe('files that a build did not touch', () => {
  it('files that a build did not touch are those that it neither wrote nor names', async () => {
    const earlier = { 'a.js': '1', 'b.js': '2', 'c.js': '3', 'lib/index.js': '4', 'd.js': '5', 'icon.svg': '' };
    const now = {
      'a.js': "import './c.js'; require('./lib'); const b = 0",
      'x.css': 'a { background: url(icon.svg) }',
    };
    expect(await left(earlier, now)).toEqual(['b.js', 'd.js']);
  });

  it('what an old file in use names is in use, and pages are where the build wrote none', async () => {
    const pages = { 'index.html': '<script src=/main.js></script>', 'main.js': 'import("./lazy.js")', 'lazy.js': '' };
    expect(await left(pages, { 'build.json': '{}' })).toEqual([]);
    expect(await left({ ...pages, 'gone.html': '' }, { 'index.html': pages['index.html'] })).toEqual(['gone.html']);
  });

  it('a chunk that a runtime names by its hash alone is in use', async () => {
    const worker = { '416798b4.worker.js': 'postMessage(1)' };
    expect(await left(worker, { 'main.7826b88e.js': '(e => ({ 416: "416798b4" })[e] + ".worker.js")' })).toEqual([]);
    expect(await left(worker, { 'main.7826b88e.js': '' })).toEqual(['416798b4.worker.js']);
  });

  it('a chunk that a runtime names by its id alone is in use', async () => {
    const chunks = { '412.js': '', 'pay.js': '', '413.js': '', 'gone.js': '' };
    const runtime = { 'main.js': 'r.u = (e) => e + ".js"; r.e(412).then(go); r.e("pay"); const gone = 1413' };
    expect(await left(chunks, runtime)).toEqual(['413.js', 'gone.js']);
  });

  it('files of git are no leftovers', async () => {
    expect(await left({ 'a.js': '', 'b.js': '' }, { 'c.js': '' }, ['a.js'])).toEqual(['b.js']);
    expect(await left({ 'a.js.gz': '', 'b.js': '' }, { 'c.js': '' }, ['a.js.gz'])).toEqual(['b.js']);
  });

  it('a copy that keeps the time of its source is of this build', async () => {
    await using folder = await temporaryFolder();
    await writeFiles(folder.path, { 'src/a.svg': '' });
    await sleep(250);
    const startedAt = Date.now();
    await cp(join(folder.path, 'src'), join(folder.path, 'dist'), { recursive: true, preserveTimestamps: true });
    await writeFiles(folder.path, { 'dist/b.js': '' });
    const request = {
      root: join(folder.path, 'dist'),
      directory: folder.path,
      paths: ['a.svg', 'b.js'],
      known: new Map(),
      startedAt,
    };
    expect(await untouchedFiles(request)).toEqual({ old: [], areAll: false });
  });
});
