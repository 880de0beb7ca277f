import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sameFiles } from '../../../../src/checks/bundle/rebuild/same-files.ts';
import { type Files, temporaryFolder, writeFiles } from '../pages/output.ts';

/** Which of the shipped files are those that were written, and which of these are not shipped. */
async function same(shipped: Files, written: Files) {
  await using temporary = await temporaryFolder();
  const [directory, again] = [join(temporary.folder, 'app'), join(temporary.folder, 'again')];
  const root = join(directory, 'dist');
  await writeFiles(root, shipped);
  await writeFiles(again, written);
  const found = await sameFiles(again, { root, directory, paths: Object.keys(shipped) });
  const pairs = [...found.same].map(([path, file]) => [path, file.slice(again.length + 1).replaceAll('\\', '/')]);
  return { same: Object.fromEntries(pairs), others: found.others };
}

const [BASE, HEAD] = ['9899cfb1ff0ca7d63357', 'eb6b9f51e202b384c20d'];
const code = (a: string, b: string) => `var ${a}=load(540),${b}=load(338);run(${a},${b}),{${a}:"main"}[0];`;

describe('A file that was built again with maps is the shipped one', () => {
  it('where the minifier hands out its short names differently, which gives the file another hash', async () => {
    const found = await same(
      { [`main.${BASE}.js`]: code('a', 'i'), 'one.js': `import("./main.${BASE}.js")` },
      { [`main.${HEAD}.js`]: code('i', 'a'), 'one.js': `import("./main.${HEAD}.js")` },
    );
    expect(found).toEqual({
      same: { [`main.${BASE}.js`]: `main.${HEAD}.js`, 'one.js': 'one.js' },
      others: [],
    });
  });

  it('though others of the build are not: names of another length move what stands behind them', async () => {
    const found = await same(
      { 'a.js': code('a', 'i'), 'b.js': 'export const total = 1;' },
      { 'a.js': code('aa', 'i'), 'b.js': 'export const total = 1;' },
    );
    expect(found).toEqual({ same: { 'b.js': 'b.js' }, others: ['a.js'] });
  });

  it('but not where a word, a number or the order of the code is another', async () => {
    const shipped = { 'a.js': 'export const total = (x) => x + 12;', 'b.js': 'f(1);g(22);', 'c.js': 'call(later);' };
    const written = { 'a.js': 'export const total = (x) => x + 13;', 'b.js': 'g(22);f(1);', 'c.js': 'call(LATER);' };
    expect(await same(shipped, written)).toEqual({ same: {}, others: ['a.js', 'b.js', 'c.js'] });
  });
});
