import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detectBuild } from '../../../src/workspace/build/commands.ts';
import { temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';

const pack = (name: string, needs: readonly string[], scripts: object = { build: 'x' }) =>
  JSON.stringify({ name, scripts, dependencies: Object.fromEntries(needs.map((one) => [one, '*'])) });

const packages = {
  'packages/core/package.json': pack('@acme/core', []),
  'packages/ui/package.json': pack('@acme/ui', ['@acme/core', 'react']),
  'packages/types/package.json': pack('@acme/types', [], {}),
  'apps/web/package.json': pack('web', ['@acme/ui', '@acme/types']),
  'apps/alone/package.json': pack('alone', ['react']),
};
const npm = {
  'package.json': JSON.stringify({ workspaces: ['packages/*', 'apps/*'] }),
  'package-lock.json': '{}',
};
const pnpm = { 'package.json': '{}', 'pnpm-workspace.yaml': 'packages: [packages/*, apps/*]\n', 'pnpm-lock.yaml': '' };

async function buildOf(files: Readonly<Record<string, string>>, of = 'apps/web') {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, '.git'));
  await writeFiles(folder.path, { ...packages, ...files });
  const found = await detectBuild(join(folder.path, of), folder.path);
  return found && { ...found, directory: found.directory.slice(folder.path.length) };
}

describe('What a package needs of its workspace is built before it,', () => {
  test.each([
    [
      'one after the other with npm',
      npm,
      'npm run build -w @acme/core && npm run build -w @acme/ui && npm run build -w web',
    ],
    ['by the filter of pnpm', pnpm, 'pnpm --filter web... run build'],
    ['by turbo', { ...pnpm, 'turbo.json': '{}' }, 'pnpm exec turbo run build --filter=web'],
    ['by nx', { ...npm, 'nx.json': '{}' }, 'npx nx run web:build'],
  ])('%s, at its root', async (_, files, command) => {
    expect(await buildOf(files)).toEqual({ command, directory: '' });
  });
});

test.each([
  ['needs nothing of its workspace', npm, 'apps/alone'],
  ['is in no workspace', { 'package-lock.json': '{}' }, 'apps/web'],
])('a package that %s is built alone', async (_, files, of) => {
  expect(await buildOf(files, of)).toEqual({ command: 'npm run build', directory: `/${of}` });
});
