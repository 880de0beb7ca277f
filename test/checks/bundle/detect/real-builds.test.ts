import { spawnSync } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findOutputFolder } from '../../../../src/checks/bundle/detect/output-folder.ts';
import { temporaryFolder, writeFiles } from '../../../workspace/folder.ts';

const modules = join(import.meta.dirname, '../../../../node_modules');

test.each<[build: string, config: Readonly<Record<string, string>>, path: string, reason: string]>([
  ['vite build', {}, 'dist', "Vite's default; the build script runs it"],
  [
    'vite build',
    { 'vite.config.js': "export default { build: { outDir: 'www' } }" },
    'www',
    'Vite, as vite.config.js says',
  ],
  [
    'vite build',
    { 'vite.config.ts': "export default { root: 'web', build: { outDir: '../' + 'www' } }" },
    'www',
    'Vite, as vite.config.ts says',
  ],
  ['vite build web', {}, 'web/dist', "Vite's default; the build script runs it"],
  ['vite build web --outDir www', {}, 'web/www', 'Vite, as the build script says'],
  [
    'rolldown -c',
    { 'rolldown.config.mjs': "export default { input: 'web/a.js' }" },
    'dist',
    "Rolldown's default; the build script runs it",
  ],
  ['rolldown web/a.js -d www', {}, 'www', 'Rolldown, as the build script says'],
  [
    'rolldown -c',
    { 'rolldown.config.mjs': "export default { input: 'web/a.js', output: { dir: 'www' } }" },
    'www',
    'Rolldown, as rolldown.config.mjs says',
  ],
  ['esbuild web/a.js --outfile=www/js/a.js', {}, 'www/js', 'esbuild, as the build script says'],
  [
    'node scripts/build.mjs',
    {
      'scripts/build.mjs': "import { build } from 'esbuild'\nawait build({ entryPoints: ['web/a.js'], outdir: 'www' })",
    },
    'www',
    'esbuild, as scripts/build.mjs says',
  ],
])('What "%s" writes is found, %#', async (build, config, path, reason) => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, {
    'package.json': JSON.stringify({ private: true, type: 'module', scripts: { build } }),
    'index.html': '<script type="module" src="/web/a.js"></script>',
    'web/index.html': '<script type="module" src="./a.js"></script>',
    'web/a.js': 'console.log(1)',
    ...config,
  });
  await symlink(modules, join(folder.path, 'node_modules'), 'junction');
  const { status, stderr } = spawnSync('npm', ['run', 'build'], { cwd: folder.path, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  expect((await findOutputFolder(folder.path, null)).found).toMatchObject({ path, reason, others: [] });
});
