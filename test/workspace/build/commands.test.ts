import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { detectBuild, detectInstall, needsInstall, outdatedInstall } from '../../../src/workspace/build/commands.ts';
import { readFailedCommand } from '../../../src/workspace/build/failed-command.ts';
import { temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let root: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  root = folder.path;
  await mkdir(join(root, '.git'));
});
afterEach(() => folder[Symbol.asyncDispose]());

const manifest = (more: object = {}) => JSON.stringify({ name: 'app', dependencies: { a: '1' }, ...more });

describe('install', () => {
  test.each([
    ['package-lock.json', '{}', 'npm ci'],
    ['npm-shrinkwrap.json', '{}', 'npm ci'],
    ['pnpm-lock.yaml', '', 'pnpm i --frozen-lockfile'],
    ['yarn.lock', '# yarn lockfile v1', 'yarn install --frozen-lockfile'],
    ['yarn.lock', '__metadata:\n  version: 8', 'yarn install --immutable'],
    ['bun.lock', '', 'bun install --frozen-lockfile'],
    ['bun.lockb', '\0', 'bun install --frozen-lockfile'],
  ])('the install command from %s (%j) is %s', async (lockfile, content, command) => {
    await writeFiles(root, { 'package.json': manifest(), [lockfile]: content });
    expect(await detectInstall(root, root)).toEqual({ command, directory: root });
  });

  test('install runs where the lockfile lies, above the package', async () => {
    await writeFiles(root, {
      'pnpm-lock.yaml': '',
      'package.json': manifest(),
      'packages/api/package.json': manifest(),
    });
    const api = join(root, 'packages', 'api');
    expect(await detectInstall(api, root)).toEqual({ command: 'pnpm i --frozen-lockfile', directory: root });
    expect(await detectBuild(api, root)).toBe(null);
  });

  test.each([
    ['npm', { 'package-lock.json': '{}' }, 'npm ci', 'npm run build'],
    ['pnpm', { 'pnpm-lock.yaml': '', 'pnpm-workspace.yaml': '' }, 'pnpm i --frozen-lockfile', 'pnpm run build'],
    ['yarn 1', { 'yarn.lock': '# yarn lockfile v1' }, 'yarn install --frozen-lockfile', 'yarn run build'],
    ['yarn berry', { 'yarn.lock': '__metadata:\n  version: 8' }, 'yarn install --immutable', 'yarn run build'],
    [
      'berry, with an empty lockfile',
      { 'yarn.lock': '', '.yarnrc.yml': '' },
      'yarn install --immutable',
      'yarn run build',
    ],
    ['bun', { 'bun.lock': '' }, 'bun install --frozen-lockfile', 'bun run build'],
  ])(
    'install of a workspace of %s is that of its root, and the build is that of the package',
    async (_, atRoot, install, build) => {
      await writeFiles(root, {
        'package.json': manifest({ workspaces: ['packages/*'], scripts: { build: 'turbo build' } }),
        'packages/web/package.json': manifest({ scripts: { build: 'vite build' } }),
        ...(atRoot as Record<string, string>),
      });
      const web = join(root, 'packages', 'web');
      expect(await detectInstall(web)).toEqual({ command: install, directory: root });
      expect(await detectBuild(web)).toEqual({ command: build, directory: web });
    },
  );

  test('install of a package with a lockfile of its own is its own', async () => {
    await writeFiles(root, {
      'pnpm-lock.yaml': '',
      'package.json': manifest(),
      'site/package-lock.json': '{}',
      'site/package.json': manifest(),
    });
    const site = join(root, 'site');
    expect(await detectInstall(site)).toEqual({ command: 'npm ci', directory: site });
    await mkdir(join(root, 'node_modules/.cache'), { recursive: true });
    expect(await needsInstall(site, null)).toBe(true);
    await mkdir(join(root, 'node_modules/react'));
    expect(await needsInstall(site, null)).toBe(true);
  });

  test('install of a side goes by the lockfile of that side', async () => {
    await writeFiles(root, {
      'base/.git': 'gitdir: ../.git/worktrees/base',
      'base/yarn.lock': '# yarn lockfile v1',
      'base/web/package.json': manifest({ scripts: { build: 'vite build' } }),
      'head/.git': '',
      'head/pnpm-lock.yaml': '',
      'head/web/package.json': manifest({ scripts: { build: 'vite build' } }),
    });
    const [base, head] = [join(root, 'base'), join(root, 'head')];
    expect(await detectInstall(join(base, 'web'))).toEqual({
      command: 'yarn install --frozen-lockfile',
      directory: base,
    });
    expect(await detectInstall(join(head, 'web'))).toEqual({ command: 'pnpm i --frozen-lockfile', directory: head });
    expect(await detectBuild(join(base, 'web'))).toMatchObject({ command: 'yarn run build' });
    expect(await detectBuild(join(head, 'web'))).toMatchObject({ command: 'pnpm run build' });
  });

  test('install of a workspace without a lockfile runs at its root, and not where that was done', async () => {
    await writeFiles(root, {
      'package.json': '{ "workspaces": ["packages/*"], "packageManager": "bun@1.2.0" }',
      'packages/web/package.json': '{ "name": "web" }',
    });
    const web = join(root, 'packages', 'web');
    expect(await detectInstall(web)).toMatchObject({ command: 'bun install --no-save', directory: root });
    expect(await needsInstall(web, null)).toBe(true);
    await mkdir(join(root, 'node_modules/.cache'), { recursive: true });
    expect(await needsInstall(web, null)).toBe(true);
    await mkdir(join(root, 'node_modules/react'));
    expect(await needsInstall(web, null)).toBe(false);
  });

  test('install does not look above the repository', async () => {
    const inner = join(root, 'inner');
    await writeFiles(root, { 'package-lock.json': '{}', 'package.json': manifest(), 'inner/package.json': '{}' });
    await mkdir(join(inner, '.git'));
    expect(await detectInstall(inner)).toBe(null);
  });

  test('install goes by the packageManager field too', async () => {
    await writeFiles(root, { 'package.json': manifest({ packageManager: 'yarn@4.5.0' }), 'yarn.lock': '' });
    expect(await detectInstall(root)).toMatchObject({ command: 'yarn install --immutable' });
  });

  test('install without a lockfile installs what is declared, and writes no lockfile', async () => {
    await writeFiles(root, { 'package.json': manifest() });
    expect(await detectInstall(root)).toMatchObject({ command: 'npm install --no-package-lock', isUnlocked: true });
  });

  test('install is not needed without a package.json, or without dependencies', async () => {
    expect(await detectInstall(root)).toBe(null);
    await writeFiles(root, { 'package.json': '{ "name": "bare" }' });
    expect(await detectInstall(root)).toBe(null);
    expect(await needsInstall(root, null)).toBe(false);
  });

  test('install is needed until there is a node_modules, here or where the lockfile lies', async () => {
    const api = join(root, 'packages', 'api');
    await writeFiles(root, {
      'package-lock.json': '{}',
      'package.json': manifest(),
      'packages/api/package.json': manifest(),
    });
    expect(await needsInstall(api, null)).toBe(true);
    await mkdir(join(root, 'node_modules/.cache'), { recursive: true });
    expect(await needsInstall(api, null)).toBe(true);
    await mkdir(join(root, 'node_modules/react'));
    expect(await needsInstall(api, null)).toBe(false);
  });
});

describe('another lockfile', () => {
  test('what another lockfile installed is found out, and what was left out on purpose is not', async () => {
    const npm = (version: string) => {
      const packages = { '': {}, 'node_modules/a': { version }, 'node_modules/b': { version: '1', dev: true } };
      return JSON.stringify({ packages });
    };
    await writeFiles(root, {
      'package.json': manifest({ dependencies: {} }),
      'package-lock.json': npm('1'),
      'node_modules/.package-lock.json': JSON.stringify({ packages: { 'node_modules/a': { version: '1' } } }),
    });
    expect(await outdatedInstall(root)).toBe(null);
    await writeFiles(root, { 'package-lock.json': npm('2') });
    expect(await outdatedInstall(root)).toMatchObject({ command: 'npm ci' });
  });

  test('a package that is not installed is found out, unless none is or it is for development', async () => {
    await writeFiles(root, {
      'package.json': manifest({ dependencies: { react: '^19.0.0' }, devDependencies: { vite: '^8.0.0' } }),
      'package-lock.json': '{}',
      'web/package.json': manifest({ dependencies: { react: '^19.0.0' } }),
    });
    expect(await outdatedInstall(root)).toBe(null);
    await mkdir(join(root, 'node_modules/vite'), { recursive: true });
    expect(await outdatedInstall(join(root, 'web'))).toMatchObject({ command: 'npm ci', directory: root });
    await mkdir(join(root, 'node_modules/react'));
    expect(await outdatedInstall(join(root, 'web'))).toBe(null);
    expect(await outdatedInstall(root)).toBe(null);
  });

  test.each([
    ['1.0.0', false],
    ['2.0.0', true],
  ])('what another lockfile of the first yarn or bun installed is found out: %s', async (version, isOther) => {
    const address = (one: string) => `https://registry.example.com/a-${one}.tgz#1`;
    const integrity = { lockfileEntries: { 'lib@file:./lib': '', 'a@^1.0.0': address('1.0.0') } };
    await writeFiles(root, {
      'yarn/package.json': manifest({ dependencies: {} }),
      'yarn/yarn.lock': `# yarn lockfile v1\n\n\na@^1, a@^1.0.0:\n  version "${version}"\n  resolved "${address(version)}"\n\n"lib@file:./lib":\n  version "1.0.0"\n`,
      'yarn/node_modules/.yarn-integrity': JSON.stringify(integrity),
      'bun/package.json': manifest({ dependencies: {} }),
      'bun/bun.lock': `{\n  "packages": {\n    "@x/a": ["@x/a@${version}", "", {}, "sha512-a"],\n\n    "lib": ["lib@file:lib", {}],\n  }\n}\n`,
      'bun/node_modules/@x/a/package.json': '{ "version": "1.0.0" }',
      'bun/node_modules/lib/package.json': '{ "version": "3.0.0" }',
    });
    expect((await outdatedInstall(join(root, 'yarn'))) !== null).toBe(isOther);
    expect((await outdatedInstall(join(root, 'bun'))) !== null).toBe(isOther);
  });

  test('what another lockfile of pnpm or yarn installed is found out', async () => {
    const pnpm = (version: string) =>
      `lockfileVersion: '9.0'\n\npackages:\n\n  '@a/b@${version}':\n    resolution: {}\n`;
    const yarn = (version: string) => `"a@npm:^1":\n  version: ${version}\n  resolution: "a@npm:${version}"\n`;
    const state = '__metadata:\n  version: 1\n\n"a@npm:1.0.0":\n  locations:\n    - "node_modules/a"\n';
    await writeFiles(root, {
      'package.json': manifest({ dependencies: {} }),
      'pnpm/package.json': manifest({ dependencies: {} }),
      'yarn/package.json': manifest({ dependencies: {} }),
    });
    for (const [version, isOther] of [
      ['1.0.0', false],
      ['2.0.0', true],
    ] as const) {
      await writeFiles(join(root, 'pnpm'), {
        'pnpm-lock.yaml': pnpm(version),
        'node_modules/.pnpm/lock.yaml': pnpm('1.0.0'),
        'node_modules/.modules.yaml': '',
      });
      await writeFiles(join(root, 'yarn'), { 'yarn.lock': yarn(version), 'node_modules/.yarn-state.yml': state });
      expect((await outdatedInstall(join(root, 'pnpm'))) !== null).toBe(isOther);
      expect((await outdatedInstall(join(root, 'yarn'))) !== null).toBe(isOther);
    }
  });
});

describe('build', () => {
  test("the build is the package's own script, by its package manager", async () => {
    await writeFiles(root, { 'package.json': manifest({ scripts: { build: 'vite build' } }) });
    expect(await detectBuild(root)).toEqual({ command: 'npm run build', directory: root });
    await writeFiles(root, { 'pnpm-lock.yaml': '' });
    expect(await detectBuild(root)).toMatchObject({ command: 'pnpm run build' });
  });

  test('there is no build without the script or without a package.json; a malformed one is left to its manager', async () => {
    expect(await detectBuild(root)).toBe(null);
    await writeFiles(root, { 'package.json': manifest() });
    expect(await detectBuild(root)).toBe(null);
    await writeFiles(root, { 'package.json': '{ "scripts": {}, }' });
    expect(await detectBuild(root)).toMatchObject({ command: 'npm run build' });
  });
});

test('A project of Deno without a package.json is built by its task', async () => {
  await writeFiles(folder.path, {
    'deno.json': '{ "tasks": { "dev": "deno run -A dev.ts", "build": "deno run build.ts" } }',
  });
  expect(await detectBuild(folder.path, folder.path)).toEqual({ command: 'deno task build', directory: folder.path });
  await writeFiles(folder.path, { 'deno.json': '{ "tasks": { "dev": "deno run -A dev.ts" } }' });
  expect(await detectBuild(folder.path, folder.path)).toBe(null);
});

test.each([
  ['.nvmrc', { '.nvmrc': 'v20.11.1\n' }, { range: '20', place: '`.nvmrc`' }],
  [
    'volta',
    { 'package.json': '{"volta":{"node":"22.3.0"}}', '.nvmrc': '18' },
    { range: '22', place: '`volta` in package.json' },
  ],
  [
    'engines',
    { 'package.json': '{"engines":{"node":">=22"}}', '.nvmrc': '18' },
    { range: '>=22', place: '`engines` in package.json' },
  ],
  ['an alias', { '.nvmrc': 'lts/*' }, null],
  [
    '.tool-versions',
    { '.tool-versions': 'python 3.12.1\nnodejs 22.3.0\n' },
    { range: '22', place: '`.tool-versions`' },
  ],
  [
    'devEngines',
    { 'package.json': '{"devEngines":{"runtime":{"name":"node","version":">=24"}}}', '.nvmrc': '18' },
    { range: '>=24', place: '`devEngines` in package.json' },
  ],
])('The Node that a commit wants is read from %s', async (_, files, engine) => {
  await writeFiles(folder.path, files);
  expect(await readFailedCommand({ stage: 'build', command: 'npm run build', text: '' }, folder.path)).toMatchObject({
    engine,
  });
});
