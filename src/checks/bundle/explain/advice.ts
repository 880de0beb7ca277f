import type { Finding } from '../../../model/finding.ts';
import type { FileType } from '../metrics.ts';
import { ALTERNATIVES } from './alternatives.ts';
import type { Cause } from './cause.ts';

/** A fix for a package, an image or a font, chosen by its name. */
interface Advice {
  readonly suggestion: Finding['suggestion'];
  /** Facts that the suggestion's text names. */
  readonly evidence: Readonly<Record<string, unknown>>;
}

/**
 * Packages whose users mostly need a few functions, and the `form` that imports only those. `whole`: size from which
 * more than a few functions are imported. `few`: approximate size of a few. Both are bytes of minified code.
 */
const SINGLE_FUNCTIONS: Readonly<Record<string, { form: string; whole: number; few: number }>> = {
  lodash: { form: 'lodash-es', whole: 40_000, few: 4_000 },
  'lodash-es': { form: 'lodash-es/sumBy', whole: 60_000, few: 4_000 },
  underscore: { form: 'underscore/modules/map.js', whole: 15_000, few: 3_000 },
  ramda: { form: "import { map } from 'ramda'", whole: 40_000, few: 4_000 },
  'date-fns': { form: 'date-fns/format', whole: 60_000, few: 15_000 },
  d3: { form: 'd3-scale', whole: 150_000, few: 40_000 },
  'aws-sdk': { form: '@aws-sdk/client-s3', whole: 300_000, few: 100_000 },
  'highlight.js': { form: 'highlight.js/lib/core', whole: 200_000, few: 40_000 },
  echarts: { form: 'echarts/core', whole: 600_000, few: 350_000 },
  '@mui/icons-material': { form: '@mui/icons-material/Menu', whole: 100_000, few: 5_000 },
  'react-icons': { form: '@react-icons/all-files/fa/FaBeer', whole: 100_000, few: 5_000 },
  'plotly.js': { form: 'plotly.js-basic-dist-min', whole: 1_500_000, few: 1_000_000 },
};

/** Packages that a smaller one, or the platform, can replace. Most of their authors recommend it. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  moment: 'dayjs',
  'moment-timezone': 'Intl.DateTimeFormat',
  request: 'fetch',
  'node-fetch': 'fetch',
  'isomorphic-fetch': 'fetch',
  'whatwg-fetch': 'fetch',
  bluebird: 'Promise',
  'crypto-browserify': 'crypto.subtle',
  querystring: 'URLSearchParams',
  'url-search-params-polyfill': 'URLSearchParams',
  'deep-clone': 'structuredClone',
};

/** By the name of the package that it can replace. */
const alternatives: ReadonlyMap<string, string> = new Map(
  ALTERNATIVES.trim()
    .split('\n')
    .flatMap((line) => {
      const [alternative = '', names = ''] = line.split(': ');
      return names.split(' ').map((name): [string, string] => [name, alternative]);
    }),
);

/** The package, or the interface of the platform, that module-replacements recommends instead, if it knows one. */
function recommendation(name: string): { readonly alternative?: string } {
  const alternative = alternatives.get(name.startsWith('lodash.') ? 'lodash' : name);
  return alternative === undefined ? {} : { alternative };
}

/** Smallest package that is worth loading on demand; bytes of minified code. */
const LARGE_BYTES = 30_000;

/**
 * Smallest code that is worth a request of its own; bytes of minified code.
 * https://webpack.js.org/plugins/split-chunks-plugin/#splitchunksminsize
 */
const LEAST_CHUNK_BYTES = 20_000;

/** A fix for a cause that has none of its own. `isLater`: all of it is loaded later already. */
export function otherAdvice({ code, metric, current, evidence }: Cause, isLater: boolean): Finding['suggestion'] {
  if (code === 'bundle.rest') return null;
  if (evidence.unmapped === true) return { code: 'check-bundler-config', effort: 'medium' };
  if (metric !== 'javascript') return BY_TYPE[metric];
  if (/package-(?:new|grew)$/.test(code)) {
    const isNewer = typeof evidence.from === 'string' && typeof evidence.version === 'string';
    if (isNewer) return { code: 'keep-version', effort: 'low' };
  }
  if (code.includes('.file-')) return BY_TYPE.javascript;
  if (isLater) return { code: 'import-less', effort: 'medium' };
  return (current ?? 0) < LEAST_CHUNK_BYTES ? { code: 'leave-out', effort: 'medium' } : loadLater.suggestion;
}

/** `bytes`: shipped code in all files. `initialBytes`: in the files that a page loads at once. */
export function adviceForPackage(name: string, bytes: number, initialBytes: number): Advice {
  const recommended = recommendation(name);
  const functions = Object.hasOwn(SINGLE_FUNCTIONS, name) ? SINGLE_FUNCTIONS[name] : undefined;
  if (functions !== undefined && bytes >= functions.whole) {
    return {
      suggestion: { code: 'import-one-function', effort: 'low' },
      evidence: { form: functions.form, saves: Math.round(bytes - functions.few), ...recommended },
    };
  }
  const replacement = Object.hasOwn(REPLACEMENTS, name) ? REPLACEMENTS[name] : undefined;
  if (replacement !== undefined) {
    return { suggestion: { code: 'replace-package', effort: 'high' }, evidence: { replacement } };
  }
  return { suggestion: initialBytes >= LARGE_BYTES ? loadLater.suggestion : null, evidence: recommended };
}

export const loadLater: Advice = { suggestion: { code: 'load-later', effort: 'medium' }, evidence: {} };

const BY_EXTENSION: readonly (readonly [RegExp, NonNullable<Finding['suggestion']>])[] = [
  [/\.(png|jpe?g|gif|bmp)$/i, { code: 'modern-image-format', effort: 'low' }],
  [/\.(svg|webp|avif|ico)$/i, { code: 'compress-image', effort: 'low' }],
  [/\.(ttf|otf|eot|woff)$/i, { code: 'ship-woff2', effort: 'low' }],
];

/** For a file of unknown contents. */
const BY_TYPE: Readonly<Record<FileType, NonNullable<Finding['suggestion']>>> = {
  javascript: { code: 'write-source-maps', effort: 'low' },
  css: { code: 'remove-unused-styles', effort: 'medium' },
  images: { code: 'compress-image', effort: 'low' },
  fonts: { code: 'subset-font', effort: 'medium' },
  html: { code: 'move-inlined', effort: 'medium' },
  other: { code: 'ship-less', effort: 'low' },
};

/** A fix for an image or a font, by its path. */
export const adviceForFile = (path: string): Finding['suggestion'] =>
  BY_EXTENSION.find(([extension]) => extension.test(path))?.[1] ?? null;

/** A fix for a file of unknown contents. */
export const adviceForUnknown = ({ path, type }: { readonly path: string; readonly type: FileType }) =>
  adviceForFile(path) ?? BY_TYPE[type];

/** Whether every page needs the package from the start, since it renders the page. */
export const isFramework = (name: string): boolean =>
  /^(?:react(?:-dom)?|preact|scheduler|vue|svelte|solid-js|next|@(?:vue|angular|sveltejs)\/.*)$/.test(name);

/** Whether a module is an image or a font, put into the code as a data URL. */
export const isInlinedAsset = (id: string): boolean => BY_EXTENSION.some(([extension]) => extension.test(id));
