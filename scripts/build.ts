/**
 * Makes dist/: each entry in a file of its own, with all that it needs. The same sources give the same bytes, wherever
 * they lie.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { editPlugin } from './build/edits.ts';
import { lighthouseEdits, reportEdits } from './build/lighthouse-edits.ts';
import { lighthouseParts } from './build/lighthouse-parts.ts';
import { notices } from './build/notices.ts';
import { absentPlugin, manifestPlugin, siblingPlugin } from './build/plugins.ts';
import { visualizerEdits } from './build/visualizer-edits.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** Bundles by name, with their entries. One refers to another only by `import()`, or as a file beside it. */
const BUNDLES = {
  action: 'src/action.ts',
  artifact: 'src/github/artifacts/client.ts',
  cli: 'src/cli.ts',
  lighthouse: 'src/checks/vitals/visit/lighthouse.ts',
  'lighthouse-html': 'src/checks/vitals/lighthouse-html.ts',
  load: 'src/checks/api/load.ts',
  visualizer: 'src/checks/bundle/modules/visualizer.ts',
};

const versionOf = async (folder: string): Promise<string> =>
  (JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as { version: string }).version;

/** Bundled CommonJS asks for Node's own modules by `require`, which a module of ECMAScript does not have. */
const REQUIRE = `import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);`;

const general: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  charset: 'utf8',
  legalComments: 'eof', // not every package that is in another one has its licence in a file
  preserveSymlinks: true, // paths in the bundles are those below the root, wherever its node_modules lie
  logLevel: 'warning',
  write: false,
  metafile: true,
  banner: { js: REQUIRE },
  plugins: [siblingPlugin(root, BUNDLES), manifestPlugin(root, await versionOf('.'))],
};

const lighthouse = 'node_modules/lighthouse';
const lighthousePlugin = editPlugin(
  join(root, lighthouse),
  lighthouseEdits(lighthouseParts(await versionOf(lighthouse))),
);

/** zod's messages in other languages. */
const zodLocales = absentPlugin(/^\.\.\/locales\/index\.js$/);

const particular: Readonly<Record<keyof typeof BUNDLES, BuildOptions>> = {
  action: { plugins: [zodLocales] },
  artifact: {
    minifyWhitespace: true, // next to nothing in it is ours
    plugins: [absentPlugin(/^unzip-stream$/)], // for downloads
  },
  cli: { plugins: [zodLocales], banner: { js: `#!/usr/bin/env node\n${REQUIRE}` } },
  lighthouse: {
    minifyWhitespace: true, // next to nothing in it is ours, and this is 1.1 MB
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
  'lighthouse-html': { plugins: [editPlugin(join(root, lighthouse), reportEdits)] },
  load: { plugins: [absentPlugin(/^form-data$|^\.\/lib\/printResult$/)] }, // uploads, and tables for a terminal
  visualizer: {
    plugins: [
      editPlugin(join(root, 'node_modules/rollup-plugin-visualizer'), visualizerEdits),
      absentPlugin(/^open$|^source-map$/), // it opens no browser here, and reads no source maps
    ],
  },
};

async function bundle(name: keyof typeof BUNDLES): Promise<{ name: string; text: string; metafile: Metafile }> {
  const own = particular[name];
  const result = await build({
    ...general,
    ...own,
    entryPoints: { [name]: BUNDLES[name] },
    outdir: 'dist',
    plugins: [...(general.plugins ?? []), ...(own.plugins ?? [])],
  });
  const [file, ...others] = result.outputFiles ?? [];
  if (!file || others.length > 0 || !result.metafile) throw new Error(`${name} is not one file`);
  return { name, text: file.text, metafile: result.metafile };
}

const names = Object.keys(BUNDLES) as (keyof typeof BUNDLES)[];
const bundles = await Promise.all(names.map(bundle));
const files = {
  ...Object.fromEntries(bundles.map(({ name, text }) => [`${name}.js`, text])),
  'licenses.txt': await notices(
    root,
    bundles.map(({ metafile }) => metafile),
  ),
  'package.json': '{"type":"module"}\n',
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist);
for (const [name, text] of Object.entries(files)) {
  await writeFile(join(dist, name), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
  console.log(`dist/${name}  ${(Buffer.byteLength(text) / 1000).toFixed(0)} kB`);
}
