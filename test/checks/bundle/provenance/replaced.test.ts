import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replacedFiles } from '../../../../src/checks/bundle/provenance/replaced.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'leftovers-test-'));
});
afterEach(() => rm(root, { recursive: true }));

const STARTED_AT = Date.UTC(2026, 0, 2);
const BEFORE = new Date(STARTED_AT - 3_600_000);
const AFTER = new Date(STARTED_AT + 1_000);

/** What `replacedFiles` finds among files of an earlier build and of this one. */
async function left(earlier: Record<string, string>, now: Record<string, string>): Promise<string[]> {
  const all = [...Object.entries(earlier), ...Object.entries(now)];
  for (const [path, content] of all) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
    const time = path in now ? AFTER : BEFORE;
    await utimes(join(root, path), time, time);
  }
  return replacedFiles({ root, paths: all.map(([path]) => path), known: new Map(), startedAt: STARTED_AT });
}

describe('leftovers of an earlier build', () => {
  it('leftovers are files whose name a newer file has with another hash', async () => {
    const now = { 'index.html': '<script src=app-B8kzTkp4.js></script>', 'app-B8kzTkp4.js': '1' };
    expect(await left({ 'app-CD5neIF8.js': '0' }, now)).toEqual(['app-CD5neIF8.js']);
  });

  it('leftovers include files that only leftovers name', async () => {
    const earlier = {
      'app-CD5neIF8.js': 'import("./lazy-DCsUo6LB.js")',
      'lazy-DCsUo6LB.js': 'import("./deep-BnRtTqhQ.js")',
      'deep-BnRtTqhQ.js': '',
    };
    const found = await left(earlier, { 'app-B8kzTkp4.js': 'import("./other-C0hJuOYU.js")', 'other-C0hJuOYU.js': '' });
    expect(found).toEqual(['app-CD5neIF8.js', 'deep-BnRtTqhQ.js', 'lazy-DCsUo6LB.js']);
  });

  it('an unchanged file that this build still names, by name or in a table of hashes, is no leftover', async () => {
    const now = {
      'main.1f3a9bc20d.js': 'x=e=>e+"."+{543:"8f3a91bc77"}[e]+".js";"a-Dfpfw1DG.svg"',
      'a-B8kzTkp4.svg': '',
    };
    expect(await left({ '543.8f3a91bc77.js': '', 'a-Dfpfw1DG.svg': '' }, now)).toEqual([]);
  });

  it('there are no leftovers if nothing was built, or no name has a hash', async () => {
    expect(await left({ 'app-CD5neIF8.js': '', 'app-B8kzTkp4.js': '' }, {})).toEqual([]);
    expect(await left({ 'old.js': '' }, { 'new.js': '' })).toEqual([]);
  });
});
