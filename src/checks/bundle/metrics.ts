import type { Metric } from '../metric.ts';

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

const LABELS: Readonly<Record<FileType | 'total', string>> = {
  javascript: 'JavaScript',
  css: 'CSS',
  images: 'images',
  fonts: 'fonts',
  html: 'HTML',
  other: 'other files',
  total: 'total',
};

const GATING: readonly string[] = ['javascript', 'css', 'total'];

/** Bytes of the files of a type, in the subject's compression. */
export const metrics = ([...FILE_TYPES, 'total'] as const).map(
  (id): Metric => ({
    id,
    label: LABELS[id],
    unit: 'B',
    worse: 'higher',
    kind: 'exact',
    compared: 'ratio',
    gates: GATING.includes(id),
    group: 'bundle-size',
    floor: 1_000,
    budget: id === 'javascript' ? 250 * 1_024 : null,
  }),
);
