import { z } from 'zod';
import { strict } from '../../settings/keys.ts';
import { budgetsWith, type LimitShape } from '../../settings/limits.ts';
import { type ImportSettings, importKeys, importMistake, importSettings } from './import/settings.ts';
import { fileMetric, metrics } from './metrics.ts';

/** One bundle: a folder, files or an import, and the compression of the sizes that its limits apply to. */
export interface BundleSettings {
  /** Folder, relative to the working directory; null if `files` lists the bundle's files, or if there is an import. */
  readonly path: string | null;
  readonly files: readonly string[];
  readonly exclude: readonly string[];
  readonly compression: Compression;
  /** Globs with a limit of their own, relative to the bundle's folder. Each is a metric. */
  readonly fileBudgets: readonly string[];
  /** What is imported, if no files of a build are measured. */
  readonly import?: ImportSettings;
}

export const COMPRESSIONS = ['gzip', 'brotli', 'none'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

const glob = z.string().min(1, 'expected a glob');
const globs = z.union([glob, z.array(glob).min(1)]).transform((value) => [value].flat());

/** A key of `budgets` that is a glob: it has a slash, a star or a dot, and at most 200 characters, all visible. */
const FILE_GLOB = /^(?=.*[/*.])[^\p{Cc}\p{Zl}\p{Zp}]{1,200}$/u;

const files = {
  pattern: FILE_GLOB,
  noun: 'a glob of files (assets/*.js)',
  description: 'Limit for the largest file that matches.',
};

export const schema = (limits: LimitShape) =>
  strict({
    path: z
      .string()
      .min(1, 'expected a folder')
      .optional()
      .describe('Folder that the build writes, relative to the working directory.'),
    files: globs.optional().describe('Instead of `path`: globs of its files.'),
    exclude: globs.optional().describe('Globs of files to leave out.'),
    ...importKeys,
    compression: z
      .enum(COMPRESSIONS)
      .default('gzip')
      .describe('Compression of the sizes that limits apply to. Default: gzip'),
    ratchet: z
      .boolean()
      .default(false)
      .describe('Whether a budget follows the size of base downwards, so that savings are kept. Default: false'),
    ...limits,
    budgets: budgetsWith(metrics, files, fileMetric(''))
      .optional()
      .describe('Limits by metric, or by a glob for the largest file that matches it.'),
  })
    .superRefine((value, context) => {
      const ways = [value.path, value.files, value.import].filter((way) => way !== undefined);
      if (ways.length !== 1) {
        context.addIssue({
          code: 'custom',
          message: 'a bundle has one of "path", "files" and "import"',
          params: { hint: 'write path: dist' },
        });
        return;
      }
      const mistake = importMistake(value, globsIn(value.budgets));
      if (mistake === null) return;
      const { key, message, hint } = mistake;
      context.addIssue({ code: 'custom', path: [...key], message, params: { hint } });
    })
    .transform(({ import: written, from, external, ...value }) => {
      const imported = importSettings({ import: written, from, external });
      return {
        ...value,
        path: value.path ?? null,
        files: value.files ?? [],
        exclude: value.exclude ?? [],
        fileBudgets: globsIn(value.budgets),
        ...(imported !== null && { import: imported }),
      };
    });

const globsIn = (budgets: object | undefined): string[] =>
  Object.keys(budgets ?? {}).filter((key) => FILE_GLOB.test(key));
