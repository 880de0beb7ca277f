import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { rebuildWithMaps } from '../../../../src/checks/bundle/rebuild/rebuild.ts';
import { runCommand } from '../../../../src/workspace/processes/shell-command.ts';
import { APP, type TestProject, testProject } from '../../../support/bundles/project.ts';

const installed = join(import.meta.dirname, '../../../../node_modules');
const signal = new AbortController().signal;

// The bundlers are found in the project alone.
beforeAll(() => {
  const folders = (process.env.PATH ?? '').split(delimiter);
  vi.stubEnv('PATH', folders.filter((folder) => !/[\\/]\.bin$/.test(folder)).join(delimiter));
});
afterAll(() => {
  vi.unstubAllEnvs();
});

/** A project that has the bundlers installed, and was built by its build script. */
async function built(build: string, files: Record<string, string> = {}, run = build): Promise<TestProject> {
  const manifest = { type: 'module', scripts: { build } };
  const project = testProject({ ...APP, 'package.json': JSON.stringify(manifest), ...files });
  for (const name of ['vite', 'rolldown', 'esbuild', '.bin'])
    symlinkSync(join(installed, name), join(project.directory, 'node_modules', name), 'junction');
  mkdirSync(join(project.directory, "a person's temporary files"));
  const env = { ...process.env, PATH: [join(installed, '.bin'), process.env.PATH].join(delimiter) };
  const result = await runCommand(run, { directory: project.directory, env, onLine: () => {}, signal });
  if (!result.ok) throw new Error(`${result.message}\n${result.output}`);
  return project;
}

const filesIn = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

const request = ({ directory }: TestProject, folder = 'dist') => ({
  side: 'head' as const,
  directory,
  build: null,
  root: join(directory, folder),
  paths: filesIn(join(directory, folder))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.\w+$/.test(path)),
  temporary: join(directory, "a person's temporary files"),
  signal,
});

/** By file what it is made of, and that the project is left as it was. */
async function madeOf(project: TestProject, folder = 'dist'): Promise<Record<string, string[]>> {
  const before = filesIn(project.directory).map((path) => [path, contentOf(join(project.directory, path))]);
  expect((await project.attribute(folder)).attribution).toBeNull();
  const files: Record<string, string[]> = {};
  {
    await using again = await rebuildWithMaps(request(project, folder));
    expect(again.note).toBeNull();
    const { attribution, notes } = await project.attribute(folder, again.files);
    expect(notes).toEqual([]);
    expect(attribution?.importers['node_modules/sums']).toContain('src/later.js');
    for (const { path, modules } of attribution?.files ?? []) files[path] = modules.map(({ id }) => id).sort();
  }
  const after = filesIn(project.directory).map((path) => [path, contentOf(join(project.directory, path))]);
  expect(after).toEqual(before);
  return files;
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return null; // a folder
  }
}

const LATER = ['node_modules/sums/index.js', 'src/later.js'];

/** No style: esbuild then names no file of it. */
const MAIN = { 'src/main.js': "import('./later.js').then(({ later }) => later());\n" };

describe('a bundle without source maps is rebuilt with them', () => {
  it('what ships stays as it is where a plug-in of the build empties its folder and writes to it', async () => {
    const config = `import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
      export default { plugins: [{ name: 'clean', buildStart() {
        rmSync('dist', { recursive: true, force: true }); mkdirSync('dist'); writeFileSync('dist/written.txt', 'x'); } }] };`;
    using project = await built('vite build', { 'vite.config.js': config });
    rmSync(join(project.directory, 'dist/written.txt'), { force: true });
    expect(Object.values(await madeOf(project)).flat()).toEqual(expect.arrayContaining(LATER));
  });

  it('Vite rebuilds with maps in the same mode and environment', async () => {
    const later =
      "import sums from 'sums';\nexport const later = () => console.log(sums, import.meta.env.MODE, LOOK);\n";
    const build = 'echo built && export LOOK=dark && ROOM=hall vite build --mode staging --outDir out';
    using project = await built(build, {
      'src/later.js': later,
      'vite.config.js':
        'const { LOOK, ROOM } = process.env;\nexport default { define: { LOOK: JSON.stringify(LOOK + ROOM) } };\n',
    });
    const files = await madeOf(project, 'out');
    expect(Object.values(files).flat()).toEqual(expect.arrayContaining(LATER));
  });

  it('a rebuild with maps runs the command that the config names, where that built it', async () => {
    using project = await built('esbuild src/main.js --bundle --outdir=dist', MAIN, 'vite build --minify false');
    await using again = await rebuildWithMaps({ ...request(project), build: 'vite build --minify false' });
    expect([...again.files.keys()]).toContainEqual(expect.stringMatching(/^assets\/later-/));
  });

  it('Vite rebuilds with maps where the bundle is a folder of what it writes', async () => {
    using project = await built('vite build');
    expect(Object.values(await madeOf(project, 'dist/assets')).flat()).toEqual(expect.arrayContaining(LATER));
  });

  it('Vite rebuilds with maps where the maps that a comment names were deleted', async () => {
    using project = await built('vite build --sourcemap');
    for (const path of filesIn(join(project.directory, 'dist')))
      if (path.endsWith('.map')) rmSync(join(project.directory, 'dist', path));
    expect(Object.values(await madeOf(project)).flat()).toEqual(expect.arrayContaining(LATER));
  });

  it('esbuild rebuilds with maps, though names then have other hashes', async () => {
    const named = '--bundle --minify --splitting --format=esm --outdir=dist --entry-names=[name]-[hash]';
    using project = await built(`esbuild src/main.js src/later.js ${named}`, MAIN);
    const { [pathOf(project, /^later-/)]: later, ...others } = await madeOf(project);
    expect(later).toEqual(LATER);
    expect(Object.values(others)).toEqual([['src/main.js']]);
  });

  it('esbuild rebuilds with maps where it writes one file into a folder of the bundle, quotes and all', async () => {
    const script = `npm run pack -- --outfile=dist/js/app.js --define:NAME='"a > b"' > log.txt 2>&1`;
    const pack = 'NODE_ENV=production esbuild src/later.js --bundle --metafile=meta.json';
    const run = `${pack} --outfile=dist/js/app.js --define:NAME='"a > b"'`;
    const scripts = { build: script, pack };
    using project = await built(script, { 'package.json': JSON.stringify({ type: 'module', scripts }) }, run);
    rmSync(join(project.directory, 'meta.json'));
    expect(await madeOf(project)).toEqual({ 'js/app.js': LATER });
  });

  it('Rolldown rebuilds with maps where the options name the folder', async () => {
    using project = await built('rolldown src/main.js -d dist -m', MAIN);
    expect(Object.values(await madeOf(project)).flat()).toEqual(expect.arrayContaining(LATER));
  });

  it('a rebuild with maps runs the last command alone: what cleans the output before it does not run', async () => {
    using project = await built('rm -rf dist && vite build', {}, 'vite build');
    expect(Object.values(await madeOf(project)).flat()).toEqual(expect.arrayContaining(LATER));
  });

  it('a rebuild with maps follows the script that run-p names with its parameters, as Vue does', async () => {
    const scripts = { build: 'run-p "build-only {@}" --', 'build-only': 'vite build' };
    const files = { 'package.json': JSON.stringify({ type: 'module', scripts }) };
    using project = await built(scripts.build, files, scripts['build-only']);
    expect(Object.values(await madeOf(project)).flat()).toEqual(expect.arrayContaining(LATER));
  });

  it('two bundlers that write into one folder both rebuild with maps', async () => {
    const scripts = {
      build: 'run-s build:*',
      'build:app': 'cd ./src && rolldown main.js -d ../dist/app',
      'build:worker': 'esbuild src/later.js --bundle --outfile=dist/worker.js',
    };
    const run = `(${scripts['build:app']}) && ${scripts['build:worker']}`;
    const files = { ...MAIN, 'package.json': JSON.stringify({ type: 'module', scripts }) };
    using project = await built(scripts.build, files, run);
    expect(await madeOf(project)).toMatchObject({ 'worker.js': LATER, 'app/main.js': expect.any(Array) });
  });
});

function pathOf({ directory }: TestProject, pattern: RegExp): string {
  return filesIn(join(directory, 'dist')).find((path) => pattern.test(path)) ?? 'none';
}

describe('contents that stay unknown have a note', () => {
  it('contents stay unknown, with a note, where a rebuild writes something else', async () => {
    using project = await built('esbuild src/later.js --bundle --outfile=dist/app.js');
    project.write({ 'dist/app.js': 'console.log(1);\n'.repeat(100) });
    await using again = await rebuildWithMaps(request(project));
    expect([...again.files]).toEqual([]);
    expect(again.note).toBe(
      'The contents of head are unknown: it has no source maps, and in a rebuild to make them, ' +
        'esbuild wrote other files than are shipped.',
    );
  });

  it('contents stay unknown, with a note, where the rebuild fails', async () => {
    using project = await built('vite build');
    rmSync(join(project.directory, 'src'), { recursive: true });
    await using again = await rebuildWithMaps(request(project));
    expect([...again.files]).toEqual([]);
    expect(again.note).toMatch(/^The contents of head are unknown: .*, Vite failed\.$/);
  });
});

describe('no rebuild of a project', () => {
  it.each([
    ['that has no build script', {}],
    ['whose build script runs a program', { build: 'node build.mjs' }],
    ['whose build is for a server', { build: 'esbuild src/a.js --platform=node --outdir=dist' }],
    ['whose build does not end', { build: 'esbuild src/a.js --outdir=dist --watch' }],
    ['whose build prints the bundle', { build: 'esbuild src/a.js --bundle > dist/a.js' }],
    ['whose config may name another file', { build: 'rolldown -c' }],
    ['whose script has the name of a bundler', { build: 'npm run webpack', webpack: 'node pack.js' }],
    ['that only mentions one', { build: 'concurrently webpack tsc' }],
  ])('%s', async (_, scripts) => {
    using project = testProject({ 'dist/a.js': '', 'package.json': JSON.stringify({ scripts }) });
    mkdirSync(join(project.directory, "a person's temporary files"));
    await using none = await rebuildWithMaps(request(project));
    expect(none).toMatchObject({ files: new Map(), note: null });
  });

  it('a project whose framework writes to folders of its own is not rebuilt', async () => {
    const manifest = { scripts: { build: 'vite build' }, devDependencies: { '@sveltejs/kit': '^2.0.0' } };
    using project = testProject({ 'dist/a.js': '', 'package.json': JSON.stringify(manifest) });
    mkdirSync(join(project.directory, "a person's temporary files"));
    await using none = await rebuildWithMaps(request(project));
    expect(none).toMatchObject({ files: new Map(), note: null });
  });
});
