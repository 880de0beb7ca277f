import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findOutputFolder } from '../../../../src/checks/bundle/detect/output-folder.ts';
import { temporaryFolder, writeFiles } from '../../../workspace/folder.ts';
import { built, type Files, manifest, outputOf } from './outputs.ts';

describe('By the build script:', () => {
  test.each([
    ['vite build --outDir www', 'www'],
    ['vite build web', 'web/dist'],
    ['webpack -o www --mode production', 'www'],
    ['webpack --config tools/pack.js', 'www'],
    ['rollup -c -d www', 'www'],
    ['rollup a.js --file=www/a.js', 'www'],
    ['esbuild src/a.ts --bundle --outdir=www', 'www'],
    ['esbuild src/a.ts --bundle --outfile=www/a.js', 'www'],
    ['parcel build src/index.html --dist-dir www', 'www'],
    ['ng build --output-path=www', 'www'],
    ['cross-env NODE_ENV=production npx esbuild a.ts --outdir=www', 'www'],
    ['npm run pack -- --outdir=www', 'www'],
    ['vite build --ssr server.js --outDir api && vite build --outDir www', 'www'],
    ['esbuild server.ts --platform=node --outdir=api && esbuild a.ts --outdir=www', 'www'],
    ['node tools/build.mjs', 'www'],
  ])('%s', async (script, path) => {
    const files = {
      'package.json': JSON.stringify({
        scripts: { build: script, pack: 'esbuild a.ts' },
        devDependencies: { parcel: '*' },
      }),
      'tools/pack.js': "module.exports = { output: { path: path.resolve(__dirname, '../www') } }",
      'tools/build.mjs':
        "import { build } from 'esbuild'\nawait build({ platform: 'node', outdir: 'api' })\nawait build({ outdir: 'www' })",
    };
    expect(await outputOf({ ...files, ...built(`${path}/a.js`, 'api/b.js', 'dist/c.js') })).toMatchObject({ path });
  });

  test('or the command of the config', async () => {
    const files = { 'package.json': manifest('vite build --outDir old'), ...built('old/a.js', 'www/a.js') };
    expect(await outputOf(files, 'vite build --outDir www')).toMatchObject({
      path: 'www',
      reason: 'Vite, as the build command says',
    });
  });
});

describe('Of several', () => {
  test('what the build runs is likelier than a config file, and that than a package', async () => {
    const files = {
      'package.json': manifest('esbuild a.ts --outdir=www', ['parcel']),
      'vite.config.ts': 'export default { test: {} }',
      ...built('www/a.js', 'dist/b.js', 'build/c.js'),
    };
    expect(await outputOf(files)).toMatchObject({ path: 'www', others: ['dist', 'build'] });
  });

  test('those within one of the usual folders are that folder', async () => {
    const script = 'esbuild a.ts --outdir=dist/js && esbuild a.css --outdir=dist/css';
    expect(
      await outputOf({ 'package.json': manifest(script), ...built('dist/js/a.js', 'dist/css/a.css') }),
    ).toMatchObject({ path: 'dist', reason: 'esbuild, as the build script says' });
  });

  test('the one for visitors is meant, not the one for the server', async () => {
    const config =
      "module.exports = [{ target: 'node', output: { path: __dirname + '/www/api' } }, { output: { path: __dirname + '/www/site' } }]";
    expect(await outputOf({ 'webpack.config.js': config, ...built('www/api/a.js', 'www/site/a.js') })).toMatchObject({
      path: 'www/site',
    });
    expect(await outputOf(built('build/client/a.js', 'build/server/b.js'))).toMatchObject({
      path: 'build/client',
      reason: 'the usual place, without what is for the server',
    });
  });

  test('two that are one by a link are not told apart', async () => {
    await using folder = await temporaryFolder();
    await writeFiles(folder.path, { 'package.json': manifest('nuxt generate'), ...built('.output/public/index.html') });
    await symlink('.output/public', join(folder.path, 'dist'));
    const { found } = await findOutputFolder(folder.path, null);
    expect(found).toMatchObject({ path: '.output/public', hasPage: true, others: [] });
  });
});

describe('It is one of the usual folders', () => {
  test.each<[string, Files, string]>([
    ['dist before build', built('dist/a.js', 'build/a.js'), 'dist'],
    ['build before out', built('build/a.js', 'out/a.js'), 'build'],
    ['out', built('out/a.js'), 'out'],
    [
      'where only a program knows',
      { 'rollup.config.js': "export default { output: { dir: join(root, 'y') } }", ...built('dist/a.js', 'y/a.js') },
      'dist',
    ],
    [
      'where a comment says otherwise',
      { 'rollup.config.js': "export default { output: { /* dir: 'www' */ } }", ...built('dist/a.js', 'www/a.js') },
      'dist',
    ],
    [
      'where nothing is in what is named',
      { 'rollup.config.js': "export default { output: { dir: 'gone' } }", ...built('dist/a.js') },
      'dist',
    ],
    [
      'where the sources are named',
      { 'rollup.config.js': "export default { output: { dir: '.' } }", ...built('dist/a.js') },
      'dist',
    ],
    [
      'where a folder outside is named',
      { 'rollup.config.js': "export default { output: { dir: '../..' } }", ...built('dist/a.js') },
      'dist',
    ],
    [
      'where a file is named',
      { 'rollup.config.js': "export default { output: { dir: 'www' } }", ...built('dist/a.js', 'www') },
      'dist',
    ],
    ['not a file of that name', built('dist', 'build/a.js'), 'build'],
    ['where package.json is malformed', { 'package.json': '{ "scripts": [', ...built('dist/a.js') }, 'dist'],
    [
      'where package.json is odd',
      { 'package.json': '{ "scripts": ["vite"], "dependencies": { "vite": 1 } }', ...built('dist/a.js') },
      'dist',
    ],
  ])('%s', async (_, files, path) => {
    expect(await outputOf(files)).toMatchObject({ path, reason: 'the usual place' });
  });

  test('not an empty one, nor one behind a link that leaves the checkout', async () => {
    await using outside = await temporaryFolder();
    await writeFiles(outside.path, built('a.js'));
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'dist'));
    await symlink(outside.path, join(folder.path, 'build'));
    await symlink('out', join(folder.path, 'out'));
    expect((await findOutputFolder(folder.path, null)).found).toBe(null);
  });
});

test('In a monorepo, packages of the root count, and an output outside of the package but in the checkout', async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, {
    '.git/HEAD': '',
    'package.json': manifest('', ['next']),
    'apps/web/package.json': '{}',
    'apps/shop/vite.config.ts': "export default { build: { outDir: '../../dist/apps/shop' } }",
    ...built('apps/web/.next/static/a.js', 'dist/apps/shop/index.html'),
  });
  expect((await findOutputFolder(join(folder.path, 'apps/web'), null)).found).toMatchObject({
    path: '.next/static',
    reason: "Next.js's default; it is in ../../package.json",
  });
  expect((await findOutputFolder(join(folder.path, 'apps/shop'), null)).found).toMatchObject({
    path: '../../dist/apps/shop',
    hasPage: true,
  });
});
