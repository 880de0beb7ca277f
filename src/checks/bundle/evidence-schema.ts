import { z } from 'zod';
import type { BundleEvidence } from './evidence.ts';
import { FILE_TYPES } from './metrics.ts';

/** `BundleEvidence` that an earlier run stored: its shape, and no more of it than can be explained in about a second. */

const bytes = z.int().nonnegative();
const name = z.string().max(2_000);
const most = { files: 20_000, entries: 2_000, modules: 30_000, names: 20_000 } as const;
const names = z.array(name).max(most.names);
const paths = z.array(name).max(most.files);

const attribution = z.object({
  source: name,
  minified: z.boolean(),
  files: z
    .array(
      z.object({
        path: name,
        modules: z.array(z.object({ id: name, bytes })),
        unmapped: bytes,
      }),
    )
    .max(most.files)
    .refine((files) => files.reduce((sum, { modules }) => sum + modules.length, 0) <= most.modules),
  importers: z.record(name, names),
  versions: z.record(name, name),
});

export const evidenceSchema: z.ZodType<BundleEvidence> = z.object({
  compression: z.enum(['gzip', 'brotli', 'none']),
  files: z
    .array(
      z.object({
        path: name,
        name,
        type: z.enum(FILE_TYPES),
        raw: bytes,
        gzip: bytes,
        brotli: bytes.nullable(),
        stable: bytes,
        digest: z.hash('sha256'),
        id: name.nullable(),
      }),
    )
    .max(most.files),
  entries: z.array(z.object({ name, initial: paths, async: paths.nullable() })).max(most.entries),
  attribution: attribution.nullable(),
  imported: z.record(name, z.object({ version: name, importers: names })).exactOptional(),
  inlineMaps: z.array(z.object({ path: name, bytes })).max(most.files),
});
