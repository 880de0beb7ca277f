import { z } from 'zod';

/** The parts of webpack's and Rspack's stats (`--json`) that are read here: https://webpack.js.org/api/stats/ */

const chunkId = z.union([z.string(), z.number()]);

export type ChunkId = z.infer<typeof chunkId>;

/** Which module imports one. `moduleName` may name several joined modules; `resolvedModule` is the one among them. */
const statsReason = z.object({
  moduleName: z.string().nullable().optional(),
  resolvedModule: z.string().nullable().optional(),
});

const statsModule = z.object({
  name: z.string().optional(),
  nameForCondition: z.string().nullable().optional(),
  /** `javascript/auto`, `css/mini-extract`, … */
  moduleType: z.string().nullable().optional(),
  size: z.number().min(0),
  /** Ids of the chunks that it is in. */
  chunks: z.array(chunkId.nullable()).optional(),
  reasons: z.array(statsReason).optional(),
  /** Modules that were joined into this one. */
  get modules() {
    return z.array(statsModule).optional();
  },
});

export type StatsModule = z.infer<typeof statsModule>;

const asset = z.object({
  name: z.string(),
  info: z.object({ contenthash: z.union([z.string(), z.array(z.string())]).optional() }).optional(),
});

const chunk = z.object({
  id: chunkId.nullable().optional(),
  names: z.array(z.string()).optional(),
  files: z.array(z.string()),
  children: z.array(chunkId).optional(),
  siblings: z.array(chunkId).optional(),
  /** Whether it starts a page or a worker. `initial` is false for a worker that a module starts. */
  entry: z.boolean().optional(),
  initial: z.boolean().optional(),
  /** The modules that request the chunk. */
  origins: z.array(z.object({ moduleName: z.string().nullable().optional() })).optional(),
  modules: z.array(statsModule).optional(),
});

const entrypoint = z.object({
  chunks: z.array(chunkId.nullable()).optional(),
  assets: z.array(z.union([z.string(), z.object({ name: z.string() })])).optional(),
});

export const webpackStats = z.object({
  assets: z.array(asset),
  chunks: z.array(chunk).optional(),
  /** All modules, if the chunks do not hold theirs. */
  modules: z.array(statsModule).optional(),
  entrypoints: z.record(z.string(), entrypoint).optional(),
});

export type Asset = z.infer<typeof asset>;
export type Chunk = z.infer<typeof chunk>;
export type WebpackStats = z.infer<typeof webpackStats>;
