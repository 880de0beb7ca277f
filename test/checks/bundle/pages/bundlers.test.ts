import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { build as rolldown } from 'rolldown';
import { build as vite } from 'vite';
import { describe, expect, it } from 'vitest';
import { esbuild as esbuildReport } from '../../../../src/checks/bundle/bundlers/esbuild.ts';
import { fileIds, knownHashes } from '../../../../src/checks/bundle/bundlers/file-names.ts';
import { vite as viteReport } from '../../../../src/checks/bundle/bundlers/vite.ts';
import { type BundleOutput, findEntries } from '../../../../src/checks/bundle/pages/entries.ts';
import { type Files, outputIn, temporaryFolder, writeFiles } from '../../../support/bundles/output.ts';

/** Real builds of one small application: two entries that share a module, and a lazy page with a style of its own. */
const SOURCES: Files = {
  'index.html': '<!doctype html><div id=app></div><script type="module" src="/src/main.js"></script>',
  'admin/index.html': '<!doctype html><script type="module" src="/src/admin.js"></script>',
  'src/main.js': `import './main.css'; import { shared } from './shared.js';
    shared('main'); document.onclick = () => import('./lazy.js').then(({ page }) => page());`,
  'src/admin.js': "import { shared } from './shared.js'; shared('admin');",
  'src/shared.js': "export const shared = (name) => { document.title = name + ' shared ' + Date.now(); };",
  'src/lazy.js': `import './lazy.css'; import { shared } from './shared.js';
    export const page = () => { shared('lazy'); import('./deep.js').then(console.log); };`,
  'src/deep.js': "import './deep.css'; export const deep = 'deep';",
  'src/main.css': 'body { color: red }',
  'src/lazy.css': 'p { color: green }',
  'src/deep.css': 'b { color: blue }',
};

const plain = (path: string): string => path.replace(/-[\w-]{8}(?=\.\w+$)/, '');

/** Entries with the hashes of names taken out. */
async function plainEntries(output: BundleOutput) {
  const { entries, notes } = await findEntries(output);
  expect(notes).toEqual([]);
  return Object.fromEntries(
    entries.map(({ name, initial, async }) => [
      name,
      { initial: initial.map(plain).sort(), async: async?.map(plain).sort() },
    ]),
  );
}

const plainMap = (map: ReadonlyMap<string, string>) =>
  Object.fromEntries([...map].map(([path, value]) => [plain(path), value]));

async function viteOutput(folder: string, base: string, input: readonly string[]): Promise<BundleOutput> {
  await writeFiles(folder, SOURCES);
  await vite({
    root: folder,
    base,
    configFile: false,
    logLevel: 'silent',
    build: { manifest: true, rollupOptions: { input: input.map((path) => join(folder, path)) } },
  });
  const manifest = JSON.parse(await readFile(join(folder, 'dist/.vite/manifest.json'), 'utf8'));
  const output = await outputIn(join(folder, 'dist'), {
    reports: [{ bundler: viteReport, report: viteReport.schema.parse(manifest) }],
  });
  return { ...output, paths: output.paths.filter((path) => !path.startsWith('.vite/')) };
}

describe('a Vite build', () => {
  const MAIN = {
    initial: ['assets/index.css', 'assets/index.js', 'assets/shared.js'],
    async: ['assets/deep.css', 'assets/deep.js', 'assets/lazy.css', 'assets/lazy.js'],
  };

  it.each(['/', './', '/shop/', 'https://cdn.example.com/shop/'])(
    'a Vite build with the base %s is followed from its pages',
    async (base) => {
      await using temporary = await temporaryFolder();
      const output = await viteOutput(temporary.folder, base, ['index.html', 'admin/index.html']);
      const expected = {
        'index.html': MAIN,
        'admin/index.html': { initial: ['assets/index.js', 'assets/shared.js'], async: [] },
      };
      expect(await plainEntries(output)).toEqual(expected);
      // With no report to help, the styles of lazy chunks are found in their lists.
      expect(await plainEntries({ ...output, reports: [] })).toEqual(expected);
    },
  );

  it('a Vite build without pages has the entries of its manifest', async () => {
    await using temporary = await temporaryFolder();
    const output = await viteOutput(temporary.folder, '/', ['src/main.js', 'src/admin.js']);
    expect(await plainEntries(output)).toEqual({
      'src/main.js': { ...MAIN, initial: ['assets/main.css', 'assets/main.js', 'assets/shared.js'] },
      'src/admin.js': { initial: ['assets/admin.js', 'assets/shared.js'], async: [] },
    });
    expect((await findEntries({ ...output, reports: [] })).entries).toEqual([]);
    expect(plainMap(fileIds(output))).toEqual({
      'assets/main.js': 'src/main.js',
      'assets/main.css': 'src/main.js (css)',
      'assets/admin.js': 'src/admin.js',
      'assets/lazy.js': 'src/lazy.js',
      'assets/lazy.css': 'src/lazy.js (css)',
      'assets/deep.js': 'src/deep.js',
      'assets/deep.css': 'src/deep.js (css)',
    });
    for (const [path, hash] of knownHashes(output)) expect(path.replace(`-${hash}.`, '.')).toBe(plain(path));
    expect(Object.keys(plainMap(knownHashes(output))).sort()).toEqual(
      ['admin', 'deep', 'lazy', 'main', 'shared'].map((name) => `assets/${name}.js`),
    );
  });
});

describe('a Rolldown build', () => {
  it('a Rolldown build is followed from a page that was written by hand', async () => {
    await using temporary = await temporaryFolder();
    const { folder } = temporary;
    await writeFiles(folder, {
      'src/one.js': "import { shared } from './shared.js'; shared('one'); import('./lazy.js').then(console.log);",
      'src/two.js': "import { shared } from './shared.js'; shared('two');",
      'src/shared.js': SOURCES['src/shared.js'] ?? '',
      'src/lazy.js': "import { shared } from './shared.js'; export const lazy = () => shared('lazy');",
      'dist/index.html': '<script type=module src=/js/one.js></script>',
      'dist/two.html': '<script type=module>import "/js/two.js"</script>',
    });
    await rolldown({
      input: [join(folder, 'src/one.js'), join(folder, 'src/two.js')],
      cwd: folder,
      output: {
        dir: join(folder, 'dist'),
        minify: true,
        entryFileNames: 'js/[name].js',
        chunkFileNames: 'js/[name]-[hash].js',
      },
    });
    expect(await plainEntries(await outputIn(join(folder, 'dist')))).toEqual({
      'index.html': { initial: ['js/one.js', 'js/shared.js'], async: ['js/lazy.js'] },
      'two.html': { initial: ['js/shared.js', 'js/two.js'], async: [] },
    });
  });
});

describe('an esbuild build', () => {
  const esbuildOutput = async (folder: string): Promise<BundleOutput> => {
    await writeFiles(folder, SOURCES);
    const { metafile } = await esbuild({
      absWorkingDir: folder,
      entryPoints: ['src/main.js', 'src/admin.js'],
      outdir: 'dist',
      entryNames: '[name]-[hash]',
      chunkNames: 'chunks/[name]-[hash]',
      bundle: true,
      splitting: true,
      format: 'esm',
      minify: true,
      metafile: true,
    });
    return outputIn(join(folder, 'dist'), {
      reports: [{ bundler: esbuildReport, report: esbuildReport.schema.parse(metafile) }],
    });
  };

  it('an esbuild build without pages has the entry points of its metafile', async () => {
    await using temporary = await temporaryFolder();
    const output = await esbuildOutput(temporary.folder);
    expect(await plainEntries(output)).toEqual({
      'src/main.js': {
        initial: ['chunks/chunk.js', 'main.css', 'main.js'],
        async: ['chunks/deep.js', 'chunks/lazy.js'],
      },
      'src/admin.js': { initial: ['admin.js', 'chunks/chunk.js'], async: [] },
    });
    expect(plainMap(fileIds(output))).toMatchObject({
      'admin.js': 'src/admin.js',
      'main.js': 'src/main.js',
      'main.css': 'src/main.js (css)',
      'chunks/lazy.js': 'src/lazy.js',
      'chunks/deep.js': 'src/deep.js',
    });
    for (const [path, hash] of knownHashes(output)) expect(path).toContain(`-${hash}.`);
    expect(knownHashes(output).size).toBe(output.paths.length);
  });

  it('an esbuild build is followed from a page, and as one classic script', async () => {
    await using temporary = await temporaryFolder();
    const { folder } = temporary;
    const output = await esbuildOutput(folder);
    const [main] = output.paths.filter((path) => /^main-.*js$/.test(path));
    await writeFiles(folder, { 'dist/index.html': `<script type=module src="${main}"></script>` });
    expect(await plainEntries(await outputIn(join(folder, 'dist')))).toEqual({
      'index.html': { initial: ['chunks/chunk.js', 'main.js'], async: ['chunks/deep.js', 'chunks/lazy.js'] },
    });
    await esbuild({ absWorkingDir: folder, entryPoints: ['src/main.js'], outdir: 'iife', bundle: true, minify: true });
    await writeFiles(folder, {
      'iife/index.html': '<link rel=stylesheet href=main.css><script defer src=main.js></script>',
    });
    expect(await plainEntries(await outputIn(join(folder, 'iife')))).toEqual({
      'index.html': { initial: ['main.css', 'main.js'], async: [] },
    });
  });
});
