import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Bundler } from '../../../../src/checks/bundle/bundlers/bundler.ts';
import { esbuild } from '../../../../src/checks/bundle/bundlers/esbuild.ts';
import { readReports } from '../../../../src/checks/bundle/bundlers/reports.ts';
import { rollup } from '../../../../src/checks/bundle/bundlers/rollup.ts';
import { vite } from '../../../../src/checks/bundle/bundlers/vite.ts';
import { webpack } from '../../../../src/checks/bundle/bundlers/webpack.ts';
import { type TestProject, testProject } from '../../../support/bundles/project.ts';

const read = ({ directory }: TestProject, folder = 'dist') => readReports(join(directory, folder), directory);

/** What a project's bundler reports; undefined if it reports nothing. */
const reportBy = async (bundler: Bundler, project: TestProject) =>
  (await read(project)).reports.find((report) => report.bundler === bundler)?.report;

const METAFILE = {
  inputs: { 'src/a.js': { bytes: 1, imports: [] } },
  outputs: { 'dist/a.js': { bytes: 1, inputs: { 'src/a.js': { bytesInOutput: 1 } }, imports: [], exports: [] } },
};
const STATS = { hash: 'x', assets: [{ name: 'a.js', size: 1 }], chunks: [{ id: 1, files: ['a.js'], modules: [] }] };
const MANIFEST = { 'src/a.js': { file: 'a.js', src: 'src/a.js', isEntry: true } };
const RAW_DATA = {
  version: 2,
  tree: { name: 'root', children: [] },
  nodeParts: { p: { renderedLength: 1, gzipLength: 0, brotliLength: 0, metaUid: 'm' } },
  nodeMetas: { m: { id: '/src/a.js', moduleParts: { 'a.js': 'p' }, imported: [], importedBy: [] } },
  env: {},
  options: { gzip: false, brotli: false, sourcemap: true },
};

describe('reports of bundlers', () => {
  it.each([
    ['an esbuild metafile', esbuild, METAFILE],
    ["webpack's stats", webpack, STATS],
    ["rollup-plugin-visualizer's raw data", rollup, RAW_DATA],
    ['a Vite manifest', vite, MANIFEST],
  ] as const)('%s is known by its shape, in the folder or above it', async (_, bundler, content) => {
    for (const path of ['dist/data.json', 'any-name.json']) {
      using project = testProject({ 'dist/a.js': ' ', [path]: JSON.stringify(content) });
      const { notes, paths, reports } = await read(project);
      expect(notes).toEqual([]);
      expect(paths).toEqual([join(project.directory, path)]);
      expect(reports.map((report) => report.bundler)).toEqual([bundler]);
    }
  });

  it("a report is found in Vite's own folder", async () => {
    using project = testProject({ 'dist/a.js': '', 'dist/.vite/manifest.json': JSON.stringify(MANIFEST) });
    expect(await reportBy(vite, project)).toEqual({
      'src/a.js': { file: 'a.js', src: 'src/a.js', isEntry: true },
    });
  });

  it('reports are not looked for above the working directory', async () => {
    using project = testProject({ 'app/a.js': '', 'stats.json': JSON.stringify(STATS) });
    const app = join(project.directory, 'app');
    expect((await readReports(app, app)).reports).toEqual([]);
    expect((await readReports(app, project.directory)).reports).toMatchObject([{ bundler: webpack }]);
  });

  it('data of the application that looks like a report is none', async () => {
    const tracks = { intro: { file: 'intro.mp3' } };
    using project = testProject({ 'dist/intro.mp3': '', 'dist/tracks.json': JSON.stringify(tracks) });
    expect(await read(project)).toMatchObject({ reports: [], paths: [] });
  });

  it('a report about another bundle is left alone', async () => {
    const other = { ...STATS, assets: [{ name: 'other.js' }] };
    using project = testProject({ 'dist/b.js': '', 'dist/stats.json': JSON.stringify(other) });
    expect((await read(project)).reports).toEqual([]);
  });

  it("of several configurations of webpack, the report of the bundle's own is read", async () => {
    const children = [{ ...STATS, assets: [{ name: 'server.js' }] }, STATS];
    using project = testProject({ 'dist/a.js': '', 'dist/stats.json': JSON.stringify({ children }) });
    expect(await reportBy(webpack, project)).toMatchObject({ assets: [{ name: 'a.js' }] });
  });

  it('metafiles of several calls of esbuild are read as one', async () => {
    const other = { inputs: {}, outputs: { 'dist/b.js': { bytes: 0, inputs: {}, imports: [] } } };
    using project = testProject({
      'dist/metafile-cjs.json': JSON.stringify(METAFILE),
      'dist/metafile-esm.json': JSON.stringify(other),
    });
    expect(await reportBy(esbuild, project)).toMatchObject({ outputs: { 'dist/a.js': {}, 'dist/b.js': {} } });
  });

  it('a malformed report is named only where its name can mean nothing else', async () => {
    using project = testProject({
      'dist/a.js': '',
      'dist/.vite/manifest.json': '{"src/a.js":{"file":',
      'dist/metafile.json': '{"inputs": 1, "outputs": 2}',
      'dist/stats.json': '{"visitors": 12}',
      'dist/manifest.json': '{"name": "A web app", "file": {}}',
      'dist/empty.json': '',
    });
    const { notes, reports } = await read(project);
    expect(reports).toEqual([]);
    expect(notes).toEqual([
      'dist/metafile.json was not used: its content is not what its name says.',
      'dist/.vite/manifest.json was not used: its content is not what its name says.',
    ]);
  });

  it('JSON nested without end is no report', async () => {
    const deep = `${'{"size":1,"modules":['.repeat(100_000)}${']}'.repeat(100_000)}`;
    const stats = `{"assets":[{"name":"a.js"}],"modules":[${deep}]}`;
    using project = testProject({ 'dist/a.js': '', 'dist/stats.json': stats });
    expect(await read(project)).toEqual({ reports: [], paths: [], notes: [] });
  });

  it('a report that is too large is not read, and a note says so', async () => {
    using project = testProject({ 'dist/stats.json': '{' });
    truncateSync(join(project.directory, 'dist/stats.json'), 200_000_000);
    expect((await read(project)).notes).toEqual([
      'dist/stats.json was not read: it has 200 MB, and the limit is 128 MB.',
    ]);
  });

  it('a report is not read through a link out of the checkout', async () => {
    using outside = testProject({ 'metafile.json': JSON.stringify(METAFILE) });
    using project = testProject({ 'dist/a.js': '1' });
    symlinkSync(join(outside.directory, 'metafile.json'), join(project.directory, 'dist/metafile.json'));
    expect((await read(project)).reports).toEqual([]);
  });

  it('reports need no folder, and no file that can be read', async () => {
    using project = testProject();
    expect((await read(project, 'nowhere')).notes).toEqual([]);
    mkdirSync(join(project.directory, 'dist/stats.json'), { recursive: true });
    expect((await read(project)).notes).toEqual([]);
  });
});
