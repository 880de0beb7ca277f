import { z } from 'zod';
import { moduleId, type Project } from './module-id.ts';
import type { Import } from './reported.ts';
import { foldModules, type Reported, type ShippedFiles } from './reported.ts';

/** Of webpack's and Rspack's stats (`--json`) what is read here: https://webpack.js.org/api/stats/ */

const chunkId = z.union([z.string(), z.number()]);

/** Which module imports one. `moduleName` may be that of several joined ones; `resolvedModule` is the one of them. */
const statsReason = z.object({
  moduleName: z.string().nullable().optional(),
  resolvedModule: z.string().nullable().optional(),
});
type StatsReason = z.infer<typeof statsReason>;

interface StatsModule {
  readonly name?: string | undefined;
  readonly nameForCondition?: string | null | undefined;
  /** `javascript/auto`, `css/mini-extract`, … */
  readonly moduleType?: string | null | undefined;
  readonly size: number;
  /** Ids of the chunks that it is in. */
  readonly chunks?: readonly (string | number | null)[] | undefined;
  readonly reasons?: readonly StatsReason[] | undefined;
  /** Those that were joined into this one. */
  readonly modules?: readonly StatsModule[] | undefined;
}

const statsModule: z.ZodType<StatsModule> = z.lazy(() =>
  z.object({
    name: z.string().optional(),
    nameForCondition: z.string().nullable().optional(),
    moduleType: z.string().nullable().optional(),
    size: z.number().min(0),
    chunks: z.array(chunkId.nullable()).optional(),
    reasons: z.array(statsReason).optional(),
    modules: z.array(statsModule).optional(),
  }),
);

export const webpackStatsSchema = z.object({
  assets: z.array(
    z.object({
      name: z.string(),
      info: z.object({ contenthash: z.union([z.string(), z.array(z.string())]).optional() }).optional(),
    }),
  ),
  chunks: z
    .array(
      z.object({
        id: chunkId.nullable().optional(),
        names: z.array(z.string()).optional(),
        files: z.array(z.string()),
        initial: z.boolean().optional(),
        children: z.array(chunkId).optional(),
        modules: z.array(statsModule).optional(),
      }),
    )
    .optional(),
  /** All modules, where the chunks don't hold theirs. */
  modules: z.array(statsModule).optional(),
  entrypoints: z
    .record(
      z.string(),
      z.object({
        chunks: z.array(chunkId.nullable()).optional(),
        assets: z.array(z.union([z.string(), z.object({ name: z.string() })])).optional(),
      }),
    )
    .optional(),
});

export type WebpackStats = z.infer<typeof webpackStatsSchema>;

const STYLES = /\.css$/;
const CODE = /\.[mc]?js$/;

/** Which modules a chunk is made of, before minifying: they don't add up to its files. */
export function webpackModules(stats: WebpackStats, files: ShippedFiles, project: Project): Reported {
  const idOf = (module: StatsModule): string => nameToId(module.nameForCondition ?? module.name ?? '', project);
  const reported = new Map<string, [string, number][]>();
  const imports: Import[] = [];
  for (const chunk of stats.chunks ?? []) {
    const listed = chunk.modules ?? stats.modules?.filter(({ chunks }) => chunks?.includes(chunk.id ?? null)) ?? [];
    const parts = listed.flatMap(joinedOnes);
    for (const file of chunk.files) {
      const path = files.find(file);
      if (path === null || !(STYLES.test(path) || CODE.test(path))) continue;
      const ofKind = parts.filter((module) => isStyle(module) === STYLES.test(path));
      reported.set(path, [
        ...(reported.get(path) ?? []),
        ...ofKind.map((module): [string, number] => [idOf(module), module.size]),
      ]);
    }
    for (const module of parts) {
      for (const { resolvedModule, moduleName } of module.reasons ?? []) {
        const importer = resolvedModule ?? moduleName;
        if (importer) imports.push({ importer: nameToId(importer, project), imported: idOf(module) });
      }
    }
  }
  return {
    files: [...reported]
      .map(([path, modules]) => ({ path, modules: foldModules(modules), unmapped: 0 }))
      .filter(({ modules }) => modules.length > 0),
    imports,
  };
}

/** A joined module has its parts; reasons of the whole are reasons of the first, which is why it is there. */
const joinedOnes = (module: StatsModule): StatsModule[] =>
  module.modules && module.modules.length > 0
    ? module.modules.flatMap((part, index) =>
        joinedOnes(index === 0 ? { ...part, reasons: [...(part.reasons ?? []), ...(module.reasons ?? [])] } : part),
      )
    : [module];

/** A stylesheet as it goes into a file of its own, not as JavaScript that puts it into the page. */
const isStyle = ({ name, moduleType }: StatsModule): boolean =>
  moduleType?.startsWith('css') === true || /^css[ |]/.test(name ?? '');

/** `css ./node_modules/css-loader/index.js!./src/a.css`, `(app-pages-browser)/./src/a.js`, `./src/a.js + 3 modules` */
function nameToId(name: string, project: Project): string {
  const [directory] = project.directories;
  const plain = name
    .replace(/ \+ \d+ modules?$/, '')
    .replace(/^css[ |]/, '')
    .replace(/^\([\w-]+\)\/(?=\.)/, '');
  return moduleId(plain, directory, project) ?? name;
}
