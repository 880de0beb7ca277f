import type { Finding } from '../../../model/finding.ts';

/** What can be done about a package, an image or a font, as far as its name alone tells. */
export interface Advice {
  readonly suggestion: Finding['suggestion'];
  /** What the words of the suggestion need. */
  readonly evidence: Readonly<Record<string, unknown>>;
}

export const NO_ADVICE: Advice = { suggestion: null, evidence: {} };

/**
 * Packages of which most users need a few functions, in the form that brings only those. `whole`: it is more than a few
 * functions from here on. `few`: about what a few functions weigh. Both in bytes of minified code.
 */
const FUNCTION_WISE: Readonly<Record<string, { form: string; whole: number; few: number }>> = {
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

/** Packages that a smaller one, or the platform itself, does as well; whose authors say so themselves, mostly. */
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

/** From this size on it is worth its own file, loaded when it is needed; bytes of minified code. */
const LARGE_BYTES = 30_000;

/** @param bytes of shipped code, in all and in the files that a page loads at once */
export function adviceForPackage(name: string, bytes: number, initialBytes: number): Advice {
  const wise = Object.hasOwn(FUNCTION_WISE, name) ? FUNCTION_WISE[name] : undefined;
  if (wise !== undefined && bytes >= wise.whole) {
    return {
      suggestion: { code: 'import-one-function', effort: 'low' },
      evidence: { form: wise.form, saves: Math.round(bytes - wise.few) },
    };
  }
  const instead = Object.hasOwn(REPLACEMENTS, name) ? REPLACEMENTS[name] : undefined;
  if (instead !== undefined) {
    return { suggestion: { code: 'replace-package', effort: 'high' }, evidence: { replacement: instead } };
  }
  return initialBytes >= LARGE_BYTES ? loadLater : NO_ADVICE;
}

export const loadLater: Advice = { suggestion: { code: 'load-later', effort: 'medium' }, evidence: {} };

const BY_EXTENSION: readonly (readonly [RegExp, NonNullable<Finding['suggestion']>])[] = [
  [/\.(png|jpe?g|gif|bmp)$/i, { code: 'modern-image-format', effort: 'low' }],
  [/\.(svg|webp|avif|ico)$/i, { code: 'compress-image', effort: 'low' }],
  [/\.(ttf|otf|eot|woff)$/i, { code: 'ship-woff2', effort: 'low' }],
];

/** Of an image or a font, by its path. */
export const adviceForFile = (path: string): Finding['suggestion'] =>
  BY_EXTENSION.find(([extension]) => extension.test(path))?.[1] ?? null;

/** Whether a module is a picture or a font that was put into the code as a data URL. */
export const isInlinedAsset = (id: string): boolean => BY_EXTENSION.some(([extension]) => extension.test(id));
