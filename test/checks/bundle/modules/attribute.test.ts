import { readdirSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import { describe, expect, it } from 'vitest';
import type { Attribution } from '../../../../src/checks/bundle/evidence.ts';
import { type PackageBytes, packagesOf } from '../../../../src/checks/bundle/modules/packages.ts';
import { APP, type TestProject, testProject } from '../../../support/bundles/project.ts';

async function attributed(project: TestProject, folder?: string): Promise<Attribution> {
  const { attribution, notes } = await project.attribute(folder);
  expect(notes).toEqual([]);
  if (!attribution) throw new Error('nothing was attributed');
  return attribution;
}

const packages = (attribution: Attribution): PackageBytes[] => packagesOf(attribution);
const bytesByName = (attribution: Attribution) =>
  Object.fromEntries(packages(attribution).map(({ name, folder, bytes }) => [folder ?? name, bytes]));

function expectWholeFiles(project: TestProject, { files }: Attribution, folder = 'dist'): void {
  for (const { path, modules, unmapped } of files) {
    const sum = modules.reduce((sum, { bytes }) => sum + bytes, unmapped);
    expect(sum, path).toBe(statSync(join(project.directory, folder, path)).size);
    expect(unmapped).toBeGreaterThanOrEqual(0);
  }
}

const bundled = (project: TestProject, options: BuildOptions) =>
  esbuild({
    absWorkingDir: project.directory,
    entryPoints: ['src/main.js'],
    outdir: 'dist',
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    charset: 'utf8',
    logLevel: 'silent',
    ...options,
  });

describe('by hidden source maps of Vite', () => {
  it('by hidden source maps, every file is made of its modules and an unmapped rest, to the byte', async () => {
    using project = testProject(APP);
    await vite({ root: project.directory, logLevel: 'silent', build: { sourcemap: 'hidden' } });
    const attribution = await attributed(project);
    expect(attribution).toMatchObject({ source: 'source maps', minified: true });
    expect(attribution.files).toHaveLength(3);
    expectWholeFiles(project, attribution);
    expect(packages(attribution).map(({ name, version, importers }) => [name, version, importers])).toEqual(
      expect.arrayContaining([
        ['sums', '2.0.1', ['src/later.js']], // src/lib/index.js leaves nothing in the bundle, and so in no map
        ['sums', '1.0.0', ['node_modules/greet/index.js']],
        ['greet', '1.2.3', ['src/main.js']],
      ]),
    );
  });

  it('modules have the same ids in a checkout that lies elsewhere', async () => {
    using one = testProject(APP);
    using other = testProject({ ...APP, 'src/later.js': `${APP['src/later.js']}console.log(1);\n` });
    for (const { directory } of [one, other]) {
      await vite({ root: directory, logLevel: 'silent', build: { sourcemap: 'hidden' } });
    }
    const ids = async (project: TestProject) => Object.keys(bytesByName(await attributed(project))).sort();
    expect(await ids(one)).toEqual(await ids(other));
  });
});

describe('attribution of esbuild output', () => {
  it('source maps and the metafile give the same bytes of packages', async () => {
    using project = testProject(APP);
    const { metafile } = await bundled(project, { metafile: true, splitting: false, outdir: 'with-metafile' });
    project.write({ 'with-metafile/any-name.json': JSON.stringify(metafile) });
    await bundled(project, { sourcemap: 'external', splitting: false, outdir: 'with-maps' });

    const byMetafile = await attributed(project, 'with-metafile');
    const byMaps = await attributed(project, 'with-maps');
    expect([byMetafile.source, byMaps.source]).toEqual(['esbuild metafile', 'source maps']);
    expectWholeFiles(project, byMetafile, 'with-metafile');
    expectWholeFiles(project, byMaps, 'with-maps');
    const ofPackages = (attribution: Attribution) =>
      Object.entries(bytesByName(attribution))
        .filter(([name]) => name.startsWith('node_modules/'))
        .sort();
    expect(ofPackages(byMaps)).toEqual(ofPackages(byMetafile));
    expect(byMetafile.importers['node_modules/sums']).toEqual(['src/later.js', 'src/lib/index.js']);
  });

  it('inline maps are read, and reported as shipped', async () => {
    using project = testProject(APP);
    await bundled(project, { sourcemap: 'inline' });
    const { attribution, inlineMaps } = await project.attribute();
    expect(inlineMaps.map(({ path }) => path).sort()).toEqual(readdirSync(join(project.directory, 'dist')).sort());
    for (const { path, bytes } of inlineMaps) {
      const text = readFileSync(join(project.directory, 'dist', path), 'utf8');
      expect(bytes).toBe(text.trimEnd().length - text.search(/\/[/*]# sourceMappingURL/));
    }
    expect(attribution && Object.keys(bytesByName(attribution))).toContain('node_modules/greet');
  });

  it('a metafile of another build is ignored', async () => {
    using project = testProject(APP);
    const { metafile } = await bundled(project, { metafile: true, splitting: false });
    project.write({ 'dist/meta.json': JSON.stringify(metafile), 'src/later.js': 'export const later = 1;' });
    await bundled(project, { splitting: false });
    const { attribution } = await project.attribute();
    expect(attribution?.files.find(({ path }) => path === 'main.js')).toMatchObject({ modules: [] });
  });
});

describe('a source map that is', () => {
  const map = { version: 3, sources: ['../src/a.js'], names: [], mappings: 'AAAA' };
  const files = async (content: unknown, code = 'let a;\nlet b;\n') => {
    using project = testProject({
      'dist/a.js': code,
      'dist/a.js.map': typeof content === 'string' ? content : JSON.stringify(content),
    });
    const { attribution, notes } = await project.attribute();
    if (attribution) expectWholeFiles(project, attribution);
    return { file: attribution?.files[0], notes };
  };

  it('a plain source map leaves unmapped bytes as the rest', async () => {
    expect(await files(map)).toEqual({
      file: { path: 'a.js', modules: [{ id: 'src/a.js', bytes: 7 }], unmapped: 7 },
      notes: [],
    });
  });

  it('a source map of sections has the sources of each', async () => {
    const sections = [
      { offset: { line: 0, column: 0 }, map },
      { offset: { line: 1, column: 4 }, map: { ...map, sources: ['../src/b.js'] } },
    ];
    const { file } = await files({ version: 3, sections });
    expect(file).toEqual({
      path: 'a.js',
      modules: [
        { id: 'src/a.js', bytes: 7 },
        { id: 'src/b.js', bytes: 3 },
      ],
      unmapped: 4,
    });
  });

  it('a source map without sources leaves all bytes unmapped', async () => {
    const { file } = await files({ ...map, sources: [null] });
    expect(file).toEqual({ path: 'a.js', modules: [], unmapped: 14 });
    expect((await files({ version: 3, sources: [], mappings: '' })).file).toMatchObject({ modules: [], unmapped: 14 });
  });

  it('a source map below a source root, prefixed against hijacking, or with strange names is read', async () => {
    const strange = { ...map, sources: ['__proto__'], sourceRoot: '../src/' };
    expect((await files(`)]}'\n${JSON.stringify(strange)}`)).file?.modules).toEqual([
      { id: 'src/__proto__', bytes: 7 },
    ]);
  });

  it.each([
    ['no JSON', '{"version":3,'],
    ['of another version', JSON.stringify({ ...map, version: 2 })],
    ['of another shape', JSON.stringify({ ...map, sources: 'a.js' })],
    ['null', 'null'],
    ['of letters that no mapping has', JSON.stringify({ ...map, mappings: 'AA*AA' })],
    ['about sources that they do not have', JSON.stringify({ ...map, mappings: 'A+gggA' })],
  ])('a malformed source map leaves the file unmapped, with a note: %s', async (_, content) => {
    const { file, notes } = await files(content);
    expect(file?.modules ?? []).toEqual([]);
    expect(notes).toEqual([
      expect.stringMatching(/^The contents of a\.js are unknown: its source map is malformed \(.+\)\.$/),
    ]);
  });
});

it('a map is looked for where the comment says, but not outside of the checkout', async () => {
  using project = testProject({
    'dist/a.js': 'let a;\n//# sourceMappingURL=maps/other%20name.map\n',
    'dist/maps/other name.map': JSON.stringify({
      version: 3,
      sources: ['../../src/a.js'],
      names: [],
      mappings: 'AAAA',
    }),
    'dist/b.js': "let b = '//# sourceMappingURL=';\nlet c;\n",
  });
  expect(bytesByName(await attributed(project))).toEqual({ 'src/a.js': 7 });
  using outside = testProject({
    'dist/a.js': `let a;\n//# sourceMappingURL=../../${basename(project.directory)}/dist/maps/other%20name.map\n`,
  });
  expect(await outside.attribute()).toEqual({ attribution: null, inlineMaps: [], notes: [] });
});

it('a map that is too large is not read, and a note says so', async () => {
  using project = testProject({ 'dist/a.js': 'let a;', 'dist/a.js.map': '' });
  truncateSync(join(project.directory, 'dist/a.js.map'), 300_000_000);
  expect((await project.attribute()).notes).toEqual([
    'The contents of a.js are unknown: its source map has 300 MB, and at most 256 MB are read.',
  ]);
});

it('a map or a file that is a circular link is skipped', async () => {
  using project = testProject({ 'dist/a.js': 'let a;' });
  const at = (name: string) => join(project.directory, 'dist', name);
  symlinkSync('b.js', at('b.js'));
  symlinkSync('a.js.map', at('a.js.map'));
  expect((await project.attribute()).attribution).toBeNull();
});

it('a package that only a module without code imports has that module for its importer', async () => {
  using project = testProject({ ...APP, 'src/later.js': 'export const later = () => console.log(location.href);\n' });
  await vite({ root: project.directory, logLevel: 'silent', build: { sourcemap: 'hidden' } });
  expect((await attributed(project)).importers['node_modules/sums']).toEqual(['src/lib/index.js']);
});

it('without any map or report there is no attribution, and no note', async () => {
  using project = testProject(APP);
  await bundled(project, {});
  rmSync(join(project.directory, 'src'), { recursive: true });
  expect(await project.attribute()).toEqual({ attribution: null, inlineMaps: [], notes: [] });
});
