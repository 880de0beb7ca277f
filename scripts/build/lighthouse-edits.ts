import type { Edit } from './edits.ts';

/**
 * Replaces what Lighthouse reads from its own folder at run time by what a bundle can hold. Paths are relative to the
 * package. An edit that does not fit a new version fails the build.
 */
export function lighthouseEdits({ version, audits, gatherers }: LighthouseParts): Edit[] {
  return [
    {
      // Upstream's own place for the modules of a bundle. As functions, they run only when they are needed.
      file: 'core/config/config-helpers.js',
      find: 'new Map(/* BUILD_REPLACE_BUNDLED_MODULES */)',
      replace: `new Map([${[
        ...audits.map((path) => lazyModule(`../audits/${path}`)),
        ...gatherers.map((path) => lazyModule(`../gather/gatherers/${path}`)),
      ].join(', ')}])`,
    },
    {
      file: 'core/config/config-helpers.js',
      find: 'await bundledModules.get(requirePath)',
      replace: 'await bundledModules.get(requirePath)()',
    },
    {
      file: 'core/runner.js',
      find: /const fileList = \[\s*\.\.\.fs\.readdirSync\(path\.join\(moduleDir, '\.\/audits'\)\)[^\]]*\];/g,
      replace: `const fileList = ${JSON.stringify(audits.map((path) => `${path}.js`))};`,
    },
    {
      file: 'core/runner.js',
      find: /const fileList = \[\s*\.\.\.fs\.readdirSync\(path\.join\(moduleDir, '\.\/gather\/gatherers'\)\)[^\]]*\];/g,
      replace: `const fileList = ${JSON.stringify(gatherers.map((path) => `${path}.js`))};`,
    },
    {
      file: 'shared/root.js',
      find: /JSON\.parse\(fs\.readFileSync\(`\$\{LH_ROOT\}\/package\.json`, 'utf-8'\)\)/g,
      replace: JSON.stringify({ version }),
    },
    // Lighthouse checks for its logger to see whether it is bundled, and a user's node_modules may hold that logger.
    ...['core/config/config-helpers.js', 'core/lib/page-functions.js'].map((file) => ({
      file,
      find: /require\.resolve\('lighthouse-logger'\);\s*return false;/g,
      replace: 'return true;',
    })),
    {
      // English texts are in the code; the other languages are 14 MB.
      file: 'shared/localization/locales.js',
      find: /const locales = \{[^}]*\};/g,
      replace: 'const locales = {};',
    },
    {
      file: 'shared/localization/format.js',
      find: /fs\.readdirSync\(moduleDir \+ '\/locales\/'\)[^;]*;/g,
      replace: "['en-US'];",
    },
    {
      file: 'core/gather/gatherers/stacks.js',
      find: /fs\.readFileSync\(\s*require\.resolve\('js-library-detector\/library\/libraries\.js'\), 'utf8'\)/g,
      replace: 'inlined',
      imports: "import inlined from 'js-library-detector/library/libraries.js' with { type: 'text' };",
    },
  ];
}

export interface LighthouseParts {
  readonly version: string;
  /** Paths below core/audits and core/gather/gatherers, without `.js`. */
  readonly audits: readonly string[];
  readonly gatherers: readonly string[];
}

/** The same for Lighthouse's HTML report, which is a bundle of its own. */
export const reportEdits: readonly Edit[] = [
  {
    file: 'report/generator/report-assets.js',
    find: /fs\.readFileSync\(moduleDir \+ '\/\.\.\/assets\/standalone-template\.html',\s*'utf8'\)/g,
    replace: 'template',
    imports: "import template from '../assets/standalone-template.html' with { type: 'text' };",
  },
  {
    file: 'report/generator/report-assets.js',
    find: "fs.readFileSync(moduleDir + '/../../dist/report/standalone.js', 'utf8')",
    replace: 'standalone',
    imports: "import standalone from '../../dist/report/standalone.js' with { type: 'text' };",
  },
  {
    // Reports of user flows: upstream names this as the way to leave them out.
    file: 'report/generator/report-assets.js',
    find: "import {flowReportAssets} from './flow-report-assets.js';",
    replace: 'const flowReportAssets = {};',
  },
];

const lazyModule = (path: string): string => `['${path}', () => import('${path}.js')]`;
