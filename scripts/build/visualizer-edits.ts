import type { Edit } from './edits.ts';

/**
 * What rollup-plugin-visualizer and source-map read from their own folders as they run, put into the bundle. Paths are
 * relative to the packages; an edit that no longer fits a new version fails the build.
 */
export const visualizerEdits: readonly Edit[] = [
  {
    file: 'dist/plugin/render-template/html.js',
    find: /fs\.readFile\(path\.join\(import\.meta\.dirname, "\.\.", "\.\.", "lib", `\$\{template\}\.js`\), "utf8"\)/g,
    replace:
      "template === 'treemap' ? treemapScript : Promise.reject(new Error(template + ' is not part of this bundle'))",
    imports: "import treemapScript from '../../lib/treemap.js' with { type: 'text' };",
  },
  {
    file: 'dist/plugin/render-template/html.js',
    find: /fs\.readFile\(path\.join\(import\.meta\.dirname, "\.\.", "\.\.", "lib", `\$\{template\}\.css`\), "utf8"\)/g,
    replace: 'treemapStyle',
    imports: "import treemapStyle from '../../lib/treemap.css' with { type: 'text' };",
  },
];

export const sourceMapEdits: readonly Edit[] = [
  {
    file: 'lib/read-wasm.js',
    find: /const wasmPath = [^;]*;\s*fs\.readFile\(wasmPath, null, \(error, data\) => \{[\s\S]*?resolve\(data\.buffer\);\s*\}\);/g,
    replace: "resolve(require('./mappings.wasm'));",
  },
];
