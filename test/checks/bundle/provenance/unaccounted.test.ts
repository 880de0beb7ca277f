import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unaccountedFiles } from '../../../../src/checks/bundle/provenance/unaccounted.ts';
import { temporaryFolder, writeFiles } from '../../../support/folders/temporary.ts';

type Contents = Record<string, string>;

const settings = { path: 'dist', files: [], exclude: [], compression: 'gzip', fileBudgets: [] } as const;

/** What an earlier build left of `old`, where these are the sources of the sides and what base's build made. */
async function left(old: readonly string[], sources: { base: Contents; head: Contents }, made: readonly string[]) {
  await using folder = await temporaryFolder();
  for (const side of ['base', 'head'] as const) {
    await writeFiles(join(folder.path, side), { '.gitignore': 'dist\n', ...sources[side] });
    execFileSync('git', ['init', '-q', join(folder.path, side)]);
  }
  await writeFiles(join(folder.path, 'base/dist'), Object.fromEntries(made.map((path) => [path, ''])));
  await writeFiles(join(folder.path, 'head/dist'), Object.fromEntries(old.map((path) => [path, ''])));
  const [base, directory] = [join(folder.path, 'base'), join(folder.path, 'head')];
  return await unaccountedFiles({ settings, directory, base, old, signal: new AbortController().signal });
}

describe('what an earlier build left without a hash in its name', () => {
  const a = { 'src/a.ts': 'export const one = 1' };

  it('a file that base makes of a source that head lacks is left behind, and so is one that nobody makes', async () => {
    const sources = { base: { ...a, 'src/b.ts': '', 'content/blog.md': '' }, head: a };
    const old = ['b.js', 'b.d.ts', 'blog/index.html', 'third.js'];
    expect(await left(old, sources, ['a.js', 'b.js', 'b.d.ts', 'blog/index.html'])).toEqual(old);
  });

  it('a file that the build had no need to write again is shipped', async () => {
    const config = { 'webpack.config.js': "module.exports = { entry: { checkout: './src/pay.js', 'x-y': './z' } }" };
    const head = { ...a, ...config, 'src/Admin.jsx': '', 'src/build.mjs': 'write(`dist/copied.js`, 1)' };
    expect(
      await left(['admin.js', 'checkout.js', 'x-y.js', 'copied.js', 'gone.js'], { base: a, head }, ['a.js']),
    ).toEqual(['gone.js']);
  });

  it('a file that both builds may make by other means is shipped', async () => {
    expect(await left(['vendor.js'], { base: a, head: a }, ['a.js', 'vendor.js'])).toEqual([]);
  });

  it('nothing is said where base built nothing here', async () => {
    expect(await left(['b.js'], { base: { ...a, 'src/b.ts': '' }, head: a }, [])).toEqual([]);
  });
});
