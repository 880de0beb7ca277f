import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';

const tools: Readonly<Record<string, { prepare: string; files: Readonly<Record<string, string>>; manifest?: object }>> =
  {
    husky: { prepare: 'husky', files: { '.husky/pre-commit': 'exit 1\n' } },
    'simple-git-hooks': {
      prepare: 'simple-git-hooks',
      files: {},
      manifest: { 'simple-git-hooks': { 'pre-commit': 'exit 1' } },
    },
    lefthook: {
      prepare: 'lefthook install --force',
      files: { 'lefthook.yml': 'pre-commit: { jobs: [{ name: all, run: exit 1 }] }\n' },
    },
  };

test.each(Object.entries(tools))(
  'base whose install sets %s up is built, and the hooks of the user stay as they are',
  async (tool, { prepare, files, manifest }) => {
    await using folder = await temporaryFolder();
    const options = { cwd: folder.path, encoding: 'utf8', env: { ...process.env, CI: '' } } as const;
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], options);
    const project = (scripts: object) =>
      JSON.stringify({ name: 'shop', private: true, scripts, devDependencies: { [tool]: '*' }, ...manifest });
    const build = 'node build.mjs';
    git('init', '--quiet');
    await writeFiles(folder.path, {
      ...files,
      'package.json': project({ build, prepare }),
      '.gitignore': 'node_modules\ndist\nout\n',
      'build.mjs': "import fs from 'node:fs';\nfs.cpSync('app.js', 'dist/app.js');\n",
      'app.js': 'console.log(1);\n',
    });
    git('add', '--all');
    git('commit', '--quiet', '--message', 'base');
    await writeFiles(folder.path, { 'package.json': project({ build }), '.git/hooks/pre-push': '#!/bin/sh\nexit 0\n' });
    git('commit', '--quiet', '--all', '--message', 'head');
    // Head's own install is the user's: it may set hooks up.
    execFileSync('npm', ['install', '--no-package-lock', '--ignore-scripts'], options);
    const hooksAndConfig = async () => [
      (await readdir(join(folder.path, '.git/hooks'))).toSorted(),
      await readFile(join(folder.path, '.git/config'), 'utf8'),
    ];
    const before = await hooksAndConfig();
    const cli = join(import.meta.dirname, '../../src/cli.ts');
    execFileSync(process.execPath, [cli, 'run', '--base', 'HEAD~1', '--output', 'out'], options);
    const report = JSON.parse(await readFile(join(folder.path, 'out/report.json'), 'utf8'));
    expect(report.base).toMatchObject({ source: 'measured' });
    expect(await readFile(join(folder.path, 'out/logs/base-install.log'), 'utf8')).toContain(`> ${prepare}`);
    expect(await hooksAndConfig()).toEqual(before);
  },
);
