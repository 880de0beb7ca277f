/**
 * Writes dist/: the entries and the code that they load, each file with all that it needs from packages. The same
 * sources give the same bytes on every machine.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { editPlugin } from './build/edits.ts';
import { lighthouseEdits, reportEdits } from './build/lighthouse-edits.ts';
import { lighthouseParts } from './build/lighthouse-parts.ts';
import { nameFiles } from './build/name-files.ts';
import { notices } from './build/notices.ts';
import { absentPlugin, manifestPlugin, mediaTypesPlugin, siblingPlugin, undiciPlugin } from './build/plugins.ts';
import { visualizerEdits } from './build/visualizer-edits.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

const versionOf = async (folder: string): Promise<string> =>
  (JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as { version: string }).version;

/** Bundled CommonJS asks for Node's own modules by `require`, which an ECMAScript module does not have. */
const REQUIRE = `import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);`;

/** Modules that are bundles of their own. Others may only `import()` them, or start them as a file beside. */
const SIBLINGS = {
  lighthouse: 'src/checks/vitals/visit/lighthouse.ts',
  'import-bundler': 'src/checks/bundle/import/import-bundler.ts',
  'lighthouse-html': 'src/checks/vitals/lighthouse-html.ts',
  load: 'src/checks/api/load.ts',
  visualizer: 'src/checks/bundle/modules/visualizer.ts',
};

const general: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  charset: 'utf8',
  legalComments: 'eof', // some packages contain others whose licence is in no file
  preserveSymlinks: true, // paths in the bundles are those below the root, wherever its node_modules lies
  logLevel: 'warning',
  outdir: 'dist',
  write: false,
  metafile: true,
  banner: { js: REQUIRE },
};
const plugins = [siblingPlugin(root, SIBLINGS), manifestPlugin(root, await versionOf('.'))];

const lighthouse = 'node_modules/lighthouse';
const lighthousePlugin = editPlugin(
  join(root, lighthouse),
  lighthouseEdits(lighthouseParts(await versionOf(lighthouse))),
);

const BUNDLES: readonly BuildOptions[] = [
  {
    entryPoints: { action: 'src/action.ts', cli: 'src/cli.ts' },
    // Both entries load the same code, which is shipped once, and load it after their first line.
    splitting: true,
    plugins: [
      mediaTypesPlugin(root),
      undiciPlugin(root),
      absentPlugin(/^\.\.\/locales\/index\.js$/), // zod's messages in other languages
      absentPlugin(/^\.\/oidc-utils\.js$/), // tokens for cloud providers, which load an HTTP client
    ],
  },
  {
    entryPoints: { lighthouse: SIBLINGS.lighthouse },
    minifyWhitespace: true, // nearly all of it is upstream's, and this saves 1.1 MB
    keepNames: true, // Lighthouse runs the source of its functions in the page, and calls them by name there
    // Without Puppeteer's launcher, and so without its installer: Chromium is started by chrome-launcher.
    alias: { 'puppeteer-core': 'puppeteer-core/lib/puppeteer/puppeteer-core-browser.js' },
    plugins: [
      lighthousePlugin,
      absentPlugin(
        /^@sentry\/node$|^@puppeteer\/browsers$|\/bidi\/BrowserConnector\.js$|\/NodeWebSocketTransport\.js$/,
      ),
      absentPlugin(/^\.\/report-assets\.js$/), // its HTML is made in lighthouse-html
    ],
  },
  {
    entryPoints: { 'lighthouse-html': SIBLINGS['lighthouse-html'] },
    plugins: [editPlugin(join(root, lighthouse), reportEdits)],
  },
  { entryPoints: { 'import-bundler': SIBLINGS['import-bundler'] } },
  {
    entryPoints: { load: SIBLINGS.load },
    plugins: [absentPlugin(/^form-data$|^\.\/lib\/printResult$/)], // uploads, and tables for a terminal
  },
  {
    entryPoints: { visualizer: SIBLINGS.visualizer },
    plugins: [
      editPlugin(join(root, 'node_modules/rollup-plugin-visualizer'), visualizerEdits),
      absentPlugin(/^open$|^source-map$/), // it opens no browser here, and reads no source maps
    ],
  },
];

async function bundle(options: BuildOptions): Promise<{ files: Map<string, string>; metafile: Metafile }> {
  const { outputFiles = [], metafile } = await build({
    ...general,
    ...options,
    plugins: [...plugins, ...(options.plugins ?? [])],
  });
  if (metafile === undefined) throw new Error('esbuild gave no metafile');
  const outputs = new Map(outputFiles.map(({ path, text }) => [path.slice(dist.length + 1), text]));
  return { files: nameFiles(outputs, metafile), metafile };
}

const bundles = await Promise.all(BUNDLES.map(bundle));
const files = new Map([
  ...bundles.flatMap((one) => [...one.files]),
  [
    'licenses.txt',
    await notices(
      root,
      bundles.map(({ metafile }) => metafile),
    ),
  ] as const,
  ['package.json', '{"type":"module"}\n'] as const,
]);

await rm(dist, { recursive: true, force: true });
await mkdir(dist);
for (const [name, text] of files) {
  await writeFile(join(dist, name), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
  console.log(`dist/${name}  ${(Buffer.byteLength(text) / 1000).toFixed(0)} kB`);
}
