import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildWithMaps } from '../../../../src/checks/bundle/attribution/maps-build.ts';
import { runCommand } from '../../../../src/workspace/process.ts';
import { APP, type TestProject, testProject } from './project.ts';

const vite = join(import.meta.dirname, '../../../../node_modules/vite');
const signal = new AbortController().signal;

/** A project that has Vite installed, built by its build script. */
async function built(files: Record<string, string>): Promise<TestProject> {
  const project = testProject({ ...APP, 'vite.config.js': 'export default {};\n', ...files });
  symlinkSync(vite, join(project.directory, 'node_modules/vite'), 'junction');
  mkdirSync(join(project.directory, "a person's temporary files"));
  await runCommand('node node_modules/vite/bin/vite.js build --mode staging', {
    directory: project.directory,
    env: process.env,
    onLine: () => {},
    signal,
  });
  return project;
}

const request = ({ directory }: TestProject) => ({
  side: 'head' as const,
  directory,
  root: join(directory, 'dist'),
  paths: readdirSync(join(directory, 'dist/assets')).map((name) => `assets/${name}`),
  temporary: join(directory, "a person's temporary files"),
  onLine: () => {},
  signal,
});

describe('a Vite project without maps', { timeout: 60_000 }, () => {
  it('is built again with them in the same mode, and what it is made of is known', async () => {
    using project = await built({
      'package.json': '{"type":"module","scripts":{"build":"tsc && vite build --mode staging"}}',
      'src/later.js': "import sums from 'sums';\nexport const later = () => console.log(sums, import.meta.env.MODE);\n",
    });
    const before = readdirSync(project.directory, { recursive: true }).sort();
    expect((await project.attribute()).attribution).toBeNull();
    {
      await using again = await buildWithMaps(request(project));
      expect(again).toMatchObject({ maps: expect.any(String), note: null });
      const { attribution, notes } = await project.attribute('dist', again.maps);
      expect(notes).toEqual([]);
      const ids = attribution?.files.flatMap(({ modules }) => modules.map(({ id }) => id));
      expect(ids).toEqual(expect.arrayContaining(['src/later.js', 'node_modules/sums/index.js']));
    }
    expect(readdirSync(project.directory, { recursive: true }).sort()).toEqual(before);
  });

  it('has no maps where a second build ships something else, and a note says so', async () => {
    using project = await built({
      'package.json': '{"type":"module"}',
      'vite.config.js': 'export default { define: { NOW: JSON.stringify(String(Math.random())) } };\n',
      'src/later.js': 'export const later = () => console.log(NOW);\n',
    });
    await using again = await buildWithMaps(request(project));
    expect(again.maps).toBeNull();
    expect(again.note).toMatch(/^What head is made of is not known: .* not all files came out the same\.$/);
  });

  it('has none where it can not be built, and a note says so', async () => {
    using project = await built({});
    rmSync(join(project.directory, 'src'), { recursive: true });
    await using again = await buildWithMaps(request(project));
    expect(again).toMatchObject({ maps: null, note: expect.stringContaining('Vite could not build it') });
  });
});

it("a project that is none of Vite's is left alone", async () => {
  using project = testProject({ 'dist/assets/a.js': '' });
  await using none = await buildWithMaps(request(project));
  expect(none).toMatchObject({ maps: null, note: null });
});
