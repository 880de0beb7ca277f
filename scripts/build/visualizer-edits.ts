import type { Edit } from './edits.ts';

/**
 * Puts into the bundle the template files that rollup-plugin-visualizer reads from its own folder at run time. Paths are
 * relative to the package. An edit that no longer fits a new version fails the build.
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
