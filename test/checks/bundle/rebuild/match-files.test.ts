import { join } from 'node:path';
import { expect, it } from 'vitest';
import { matchFiles } from '../../../../src/checks/bundle/rebuild/match-files.ts';
import { type Files, temporaryFolder, writeFiles } from '../../../support/bundles/output.ts';

/** By shipped file the rebuilt one. */
async function matched(shipped: Files, rebuilt: Files): Promise<Record<string, string>> {
  await using temporary = await temporaryFolder();
  const [root, again] = [join(temporary.folder, 'dist'), join(temporary.folder, 'again')];
  await writeFiles(root, shipped);
  await writeFiles(again, rebuilt);
  const found = await matchFiles(again, { root, paths: Object.keys(shipped) });
  return Object.fromEntries(
    [...found].map(([path, file]) => [path, file.slice(again.length + 1).replaceAll('\\', '/')]),
  );
}

const [BASE, HEAD] = ['9899cfb1ff0ca7d63357', 'eb6b9f51e202b384c20d'];
const code = (kilobytes: number) => 'let a;\n'.repeat(kilobytes * 150);

it('a rebuilt file is the shipped one of its name with another hash, though some bytes differ', async () => {
  expect(
    await matched(
      { [`main.${BASE}.js`]: code(10), 'one.js': `import("./main.${BASE}.js")`, 'one.css': 'p{}' },
      { [`main.${HEAD}.js`]: `${code(10)}//# 1`, 'one.js': `import("./main.${HEAD}.js")`, 'one.css': 'p{}' },
    ),
  ).toEqual({ [`main.${BASE}.js`]: `main.${HEAD}.js`, 'one.js': 'one.js', 'one.css': 'one.css' });
});

it('the bundle may be a folder of the rebuilt output, or the output a folder of the bundle', async () => {
  expect(await matched({ 'main.js': code(1) }, { 'assets/main.js': code(1) })).toEqual({ 'main.js': 'assets/main.js' });
  expect(await matched({ 'js/app/main.js': code(1) }, { 'main.js': code(1) })).toEqual({ 'js/app/main.js': 'main.js' });
});

it('rebuilt files of one logical name are matched by their path, then by the nearest size, each once', async () => {
  expect(
    await matched(
      { 'a-CD5neIF8.js': code(100), 'a-B1neIF8x.js': code(10), 'a-Zx9eIF8q.js': code(10) },
      { 'a-Q2neIF8x.js': code(10), 'a-CD5neIF8.js': code(100), 'a-B1neIF8x.js': code(10) },
    ),
  ).toEqual({
    'a-CD5neIF8.js': 'a-CD5neIF8.js',
    'a-B1neIF8x.js': 'a-B1neIF8x.js',
    'a-Zx9eIF8q.js': 'a-Q2neIF8x.js',
  });
});

it('a rebuilt file of another size is not the shipped one', async () => {
  expect(await matched({ 'main.js': code(10) }, { 'main.js': code(11) })).toEqual({});
});
