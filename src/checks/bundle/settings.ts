import { z } from 'zod';
import { strict } from '../../config/keys.ts';
import type { LimitShape } from '../../config/limits.ts';

/** What one bundle is: a folder or files, and the compression that its limits are held against. */
export interface BundleSettings {
  /** Folder, relative to the working directory; null where `files` says what belongs to it. */
  readonly path: string | null;
  readonly files: readonly string[];
  readonly exclude: readonly string[];
  readonly compression: Compression;
}

export const COMPRESSIONS = ['gzip', 'brotli', 'none'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

const globs = z.union([z.string(), z.array(z.string().min(1)).min(1)]).transform((value) => [value].flat());

export const schema = (limits: LimitShape) =>
  strict({
    path: z
      .string()
      .min(1, 'expected a folder')
      .optional()
      .describe('Folder that the build writes, relative to the working directory.'),
    files: globs.optional().describe('Instead of `path`: globs of the files that belong to it.'),
    exclude: globs.optional().describe('Globs of files that do not belong to it.'),
    compression: z.enum(COMPRESSIONS).default('gzip').describe('What limits are held against. Default: gzip'),
    ...limits,
  })
    .superRefine((value, context) => {
      if ((value.path === undefined) === (value.files === undefined)) {
        context.addIssue({
          code: 'custom',
          message: 'a bundle has either "path" or "files"',
          params: { hint: 'write path: dist' },
        });
      }
    })
    .transform((value) => ({
      ...value,
      path: value.path ?? null,
      files: value.files ?? [],
      exclude: value.exclude ?? [],
    }));
