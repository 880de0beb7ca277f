import { join } from 'node:path';
import { visualizer } from 'rollup-plugin-visualizer';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { packagesOf } from '../../../../src/checks/bundle/modules/packages.ts';
import { APP, type TestProject, testProject } from '../../../support/bundles/project.ts';

describe("rollup-plugin-visualizer's raw data", () => {
  async function built(project: TestProject, sourcemap: boolean): Promise<void> {
    const { directory } = project;
    const options = { template: 'raw-data', filename: 'stats.json', emitFile: true, projectRoot: directory } as const;
    await build({
      root: directory,
      logLevel: 'silent',
      build: { sourcemap: sourcemap ? 'hidden' : false },
      plugins: [
        visualizer({ ...options, sourcemap }),
        // As those do who upload their maps and then delete them.
        {
          name: 'without-maps',
          generateBundle(_, bundle) {
            for (const name of Object.keys(bundle)) if (name.endsWith('.map')) delete bundle[name];
          },
        },
      ],
    });
  }

  it("the visualizer's raw data has bytes of the shipped code where it was made with source maps", async () => {
    using project = testProject(APP);
    await built(project, true);
    const { attribution } = await project.attribute();
    expect(attribution).toMatchObject({ source: 'visualizer', minified: true });
    using other = testProject(APP);
    await build({ root: other.directory, logLevel: 'silent', build: { sourcemap: 'hidden' } });
    const byMaps = (await other.attribute()).attribution;
    // Not of src/main.js, in which Vite still changes something after the plug-in ran.
    const packages = (from: typeof attribution) => from && packagesOf(from).filter(({ folder }) => folder !== null);
    expect(packages(attribution)).toHaveLength(3);
    expect(packages(attribution)?.map(({ name, files }) => [name, files])).toEqual(
      packages(byMaps)?.map(({ name, files }) => [name, files]),
    );
  });

  it("the visualizer's raw data without source maps has bytes before minifying, and who imports whom", async () => {
    using project = testProject(APP);
    await built(project, false);
    const { attribution } = await project.attribute();
    if (!attribution) throw new Error('nothing was attributed');
    expect(attribution).toMatchObject({ source: 'visualizer', minified: false });
    const sums = packagesOf(attribution).find(({ folder }) => folder === 'node_modules/sums');
    expect(sums).toMatchObject({ version: '2.0.1', importers: ['src/later.js', 'src/lib/index.js'] });
  });
});

describe("webpack's stats", () => {
  // Cut from those of webpack 5.112 for an app like this one.
  const reason = (moduleName: string, resolvedModule = moduleName) => ({ moduleName, resolvedModule });
  const stats = (directory: string) => ({
    assets: [{ name: 'main.c9f4.js' }, { name: 'main.css' }, { name: '488.1611.js' }],
    chunks: [
      {
        id: 792,
        files: ['main.css', 'main.c9f4.js'],
        modules: [
          {
            name: './node_modules/sums/index.js',
            nameForCondition: join(directory, 'node_modules/sums/index.js'),
            moduleType: 'javascript/auto',
            size: 500,
            reasons: [
              reason('./src/main.js + 9 modules', './src/lib/total.js'),
              reason('./node_modules/sums/index.js'),
              reason('./src/lib/total.js'),
            ],
          },
          {
            name: './src/main.js + 9 modules',
            nameForCondition: join(directory, 'src/main.js'),
            moduleType: 'javascript/esm',
            size: 300,
            reasons: [{ moduleName: null, resolvedModule: null }],
            modules: [
              { name: './src/main.js', moduleType: 'javascript/auto', size: 100, reasons: [] },
              {
                name: './src/lib/total.js',
                moduleType: 'javascript/esm',
                size: 200,
                reasons: [reason('./src/main.js')],
              },
            ],
          },
          {
            name: 'css ./node_modules/css-loader/dist/cjs.js!./src/style.css',
            nameForCondition: join(directory, 'src/style.css'),
            moduleType: 'css/mini-extract',
            size: 56,
          },
          { name: 'webpack/runtime/load script', size: 40 },
        ],
      },
      { id: 488, files: ['488.1611.js'] },
    ],
    // Those of chunks that don't hold theirs.
    modules: [{ name: './node_modules/later/index.js', size: 90, chunks: [488], reasons: [reason('./src/later.js')] }],
  });

  it("webpack's stats have bytes before minifying, apart for scripts and styles", async () => {
    const code = { 'dist/main.c9f4.js': 'main', 'dist/main.css': 'css', 'dist/488.1611.js': 'later' };
    using project = testProject(code);
    project.write({ 'dist/stats.json': JSON.stringify(stats(project.directory)) });
    const { attribution, notes } = await project.attribute();
    expect(notes).toEqual([]);
    expect(attribution).toEqual({
      source: 'webpack stats',
      minified: false,
      files: [
        { path: 'main.css', modules: [{ id: 'src/style.css', bytes: 56 }], unmapped: 0 },
        {
          path: 'main.c9f4.js',
          modules: [
            { id: 'node_modules/sums/index.js', bytes: 500 },
            { id: 'src/main.js', bytes: 100 },
            { id: 'src/lib/total.js', bytes: 200 },
            { id: 'webpack/runtime/load script', bytes: 40 },
          ],
          unmapped: 0,
        },
        { path: '488.1611.js', modules: [{ id: 'node_modules/later/index.js', bytes: 90 }], unmapped: 0 },
      ],
      importers: { 'node_modules/sums': ['src/lib/total.js'], 'node_modules/later': ['src/later.js'] },
      versions: {},
    });
  });
});
