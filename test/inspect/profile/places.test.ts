import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { placesIn, sourceMapOf } from '../../../src/inspect/profile/places.ts';
import { temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';

const frame = (url: string, functionName = 'list', lineNumber = 4, columnNumber = 2) => ({
  ...{ functionName, scriptId: '7', url, lineNumber, columnNumber },
});

it('A function lies in the checkout, in a package, in Node.js or nowhere', () => {
  const placeOf = placesIn('/srv/app', new Map());
  expect(placeOf(frame('file:///srv/app/src/a%20b.js'))).toMatchObject({ owner: 'own', file: 'src/a b.js', line: 5 });
  expect(placeOf(frame('/srv/app/node_modules/.pnpm/x@1/node_modules/x/index.js'))).toMatchObject({
    owner: 'package',
    file: 'node_modules/x/index.js',
  });
  expect(placeOf(frame('node:zlib'))).toMatchObject({ owner: 'runtime', file: 'node:zlib' });
  expect(placeOf(frame('', '(program)', -1))).toMatchObject({ owner: 'native', file: '', line: null });
  expect(placeOf(frame('webpack-internal:///(rsc)/./src/page.js'))).toMatchObject({
    owner: 'own',
    file: 'src/page.js',
  });
});

it('Of a folder beside the checkout, no more of the path is told than its last folder', () => {
  const placeOf = placesIn('/home/ada/app', new Map());
  expect(placeOf(frame('file:///home/ada/tools/start.js')).file).toBe('tools/start.js');
});

it('A function of a bundle is told by its name and its line in the source, minified or not', async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, {
    'src/list.ts': 'interface A { a: number }\n\nexport function expensive(of: A): number {\n  return of.a;\n}\n',
    'src/main.ts': "import { expensive } from './list.ts';\nconsole.log(expensive, expensive({ a: 1 }));\n",
  });
  for (const minify of [false, true]) {
    await build({
      entryPoints: [join(folder.path, 'src/main.ts')],
      outfile: join(folder.path, 'dist/main.js'),
      ...{ bundle: true, sourcemap: true, minify, format: 'esm', logLevel: 'silent' },
    });
    const source = await readFile(join(folder.path, 'dist/main.js'), 'utf8');
    const map = sourceMapOf(await readFile(join(folder.path, 'dist/main.js.map'), 'utf8'));
    const [, before = '', name = ''] = /^([\s\S]*?function )(\w+)\(/.exec(source) ?? [];
    const lines = `${before}${name}`.split('\n');
    const at = { lineNumber: lines.length - 1, columnNumber: lines.at(-1)?.length ?? 0 };
    const placeOf = placesIn(folder.path, new Map([['7', { map, source }]]));
    const url = String(pathToFileURL(join(folder.path, 'dist/main.js')));
    expect(placeOf({ ...frame(url, name), ...at })).toEqual({
      ...{ owner: 'own', file: 'src/list.ts', line: 3, name: 'expensive' },
    });
  }
});

it('Text that is no source map is none', () => {
  expect(sourceMapOf('<html>')).toBeNull();
});
