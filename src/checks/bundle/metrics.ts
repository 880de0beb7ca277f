import type { Metric } from '../../model/metric.ts';

export const FILE_TYPES = ['javascript', 'css', 'images', 'fonts', 'html', 'other'] as const;
export type FileType = (typeof FILE_TYPES)[number];

const EXTENSIONS: Readonly<Record<Exclude<FileType, 'other'>, readonly string[]>> = {
  javascript: ['js', 'mjs', 'cjs'],
  css: ['css'],
  images: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'svg', 'ico', 'bmp'],
  fonts: ['woff2', 'woff', 'ttf', 'otf', 'eot'],
  html: ['html', 'htm'],
};

const TYPE_BY_EXTENSION = new Map(
  Object.entries(EXTENSIONS).flatMap(([type, extensions]) =>
    extensions.map((extension) => [extension, type as FileType]),
  ),
);

export const fileType = (path: string): FileType =>
  TYPE_BY_EXTENSION.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ?? 'other';

/** Whether a path is that of JavaScript or CSS. */
export const isCode = (path: string | null): path is string =>
  path !== null && ['javascript', 'css'].includes(fileType(path));

const LABELS = {
  javascript: 'JavaScript',
  css: 'CSS',
  images: 'images',
  fonts: 'fonts',
  html: 'HTML',
  other: 'other files',
  total: 'total',
  initial: 'first load',
  async: 'loaded later',
} as const satisfies Record<FileType | 'total' | 'initial' | 'async', string>;

/** Limit on compressed code, in bytes. */
const DEFAULT_BUDGET = 250 * 1_024;

const GATING: readonly string[] = ['javascript', 'css', 'total'];

/** A size of a bundle, in bytes of the subject's compression. */
const size = (id: string, label: string): Metric => ({
  id,
  label,
  unit: 'B',
  worse: 'higher',
  kind: 'exact',
  compared: 'ratio',
  gates: GATING.includes(id),
  group: 'bundle-size',
  floor: 1_000,
  budget: id === 'javascript' ? DEFAULT_BUDGET : null,
});

/**
 * Sizes of the files of each type, and of all files. `initial` is the JavaScript and CSS that the heaviest page
 * downloads at once. `async` is the most that any page may load later.
 */
export const metrics: readonly Metric[] = Object.entries(LABELS).map(([id, label]) => size(id, label));

export const FIRST_LOAD_CODE = 'initial-javascript';

/** The JavaScript that the heaviest page downloads at once. The default budget of `javascript` applies to it. */
const firstLoadCode: Metric = {
  ...size(FIRST_LOAD_CODE, 'first-load JavaScript'),
  budget: DEFAULT_BUDGET,
  insteadOf: ['javascript', 'initial'],
};

/** The metrics of one bundle. Sizes without compression get no default budget: nobody recommends limits for them. */
export const metricsOf = (compression: string, fileBudgets: readonly string[]): Metric[] => [
  ...(compression === 'none' ? metrics.map((metric) => ({ ...metric, budget: null })) : [...metrics, firstLoadCode]),
  ...fileBudgets.map(fileMetric),
];

/** The smallest change of an import that counts, in bytes: many libraries have no more than a kilobyte. */
export const IMPORT_FLOOR = 100;

/** The metrics of an import. All pages of an app share its cost, so that first loads have no budget of their own. */
export const metricsOfImport = (compression: string): Metric[] =>
  metrics.map((metric) => ({
    ...metric,
    floor: IMPORT_FLOOR,
    ...(compression === 'none' && { budget: null }),
  }));

/** The largest single file that matches a glob of the user's. */
export const fileMetric = (glob: string): Metric => size(glob, glob);
