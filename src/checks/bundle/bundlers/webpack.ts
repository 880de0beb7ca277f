import { fileType } from '../metrics.ts';
import { foldModules, type Import, type JsonBundler, styleOf } from './bundler.ts';
import { type BundlerCommand, calls } from './command.ts';
import { moduleId, type Project } from './module-id.ts';
import { chunksLoadedLater } from './webpack-chunks.ts';
import { type Asset, type StatsModule, type WebpackStats, webpackStats } from './webpack-stats.ts';

/** The hash that webpack put into the name of an asset; null if it has none. */
function hashIn({ name, info }: Asset): string | null {
  const hashes = [info?.contenthash ?? []].flat();
  return hashes.find((hash) => hash.length >= 4 && name.includes(hash)) ?? null;
}

/** A chunk's name, by the script and the stylesheet that are its only ones. */
function chunkNames({ chunks = [] }: WebpackStats): Map<string, string> {
  const named = new Map<string, string>();
  for (const { names: [name] = [], files } of chunks) {
    for (const type of ['js', 'css']) {
      const [file, ...others] = files.filter((file) => file.replace(/\?.*$/s, '').endsWith(`.${type}`));
      if (file === undefined || others.length > 0 || name === undefined) continue;
      named.set(file, type === 'css' ? styleOf(name) : name);
    }
  }
  return named;
}

/** A joined module consists of its parts. Reasons for the whole are reasons for the first, which is why it is there. */
const partsOf = (module: StatsModule): StatsModule[] =>
  module.modules && module.modules.length > 0
    ? module.modules.flatMap((part, index) =>
        partsOf(index === 0 ? { ...part, reasons: [...(part.reasons ?? []), ...(module.reasons ?? [])] } : part),
      )
    : [module];

/** Whether it is a stylesheet that goes into a file of its own, not JavaScript that puts one into the page. */
const isStyle = ({ name, moduleType }: StatsModule): boolean =>
  moduleType?.startsWith('css') === true || /^css[ |]/.test(name ?? '');

/** `css ./node_modules/css-loader/index.js!./src/a.css`, `(app-pages-browser)/./src/a.js`, `./src/a.js + 3 modules` */
function idOf(name: string, project: Project): string {
  const plain = name
    .replace(/ \+ \d+ modules?$/, '')
    .replace(/^css[ |]/, '')
    .replace(/^\([\w-]+\)\/(?=\.)/, '');
  return moduleId(plain, project.directories[0], project) ?? name;
}

/** Other commands of theirs serve or watch. */
const PACKS = '(?=\\s+(?:-|build\\b|bundle\\b|b\\s|\\S*[./])|\\s*$)';

const command = (name: string, program: string): BundlerCommand => ({
  name,
  call: calls(program, PACKS),
  replaced: ['--devtool', '-d', '--output-path', '-o'],
  switches: ['--no-devtool'],
  options: (_, folder) => ['--devtool', 'hidden-source-map', '--output-path', folder],
});

/** Also reads Rspack's stats, which have the same shape. */
export const webpack = {
  commands: [command('webpack', 'webpack(?:-cli)?'), command('Rspack', 'rspack')],
  marks: ['"assets"', '"name"'],
  schema: webpackStats,
  outputs: ({ assets }) => assets.map(({ name }) => name),

  names(stats, locate) {
    const named = chunkNames(stats);
    return stats.assets.map((asset) => {
      const hash = hashIn(asset);
      const id = named.get(asset.name) ?? (hash === null ? null : asset.name.replaceAll(hash, '*'));
      return { path: locate.reported(asset.name), id, hash };
    });
  },

  entries: ({ entrypoints = {} }, locate) =>
    Object.entries(entrypoints).map(([name, { assets = [] }]) => ({
      name,
      files: locate.reportedCode(assets.map((asset) => (typeof asset === 'string' ? asset : asset.name))),
    })),

  loadedLater: chunksLoadedLater,

  modules({ chunks = [], modules = [] }, { locate, project }) {
    const files = new Map<string, [string, number][]>();
    const imports: Import[] = [];
    for (const chunk of chunks) {
      const listed = chunk.modules ?? modules.filter(({ chunks }) => chunks?.includes(chunk.id ?? null));
      const parts = listed.flatMap(partsOf).map((module) => ({
        ...module,
        id: idOf(module.nameForCondition ?? module.name ?? '', project),
        style: isStyle(module),
      }));
      for (const path of locate.reportedCode(chunk.files)) {
        const ofType = parts.filter(({ style }) => style === (fileType(path) === 'css'));
        files.set(path, [...(files.get(path) ?? []), ...ofType.map(({ id, size }): [string, number] => [id, size])]);
      }
      for (const { id, reasons = [] } of parts) {
        for (const { resolvedModule, moduleName } of reasons) {
          const importer = resolvedModule ?? moduleName;
          if (importer) imports.push({ importer: idOf(importer, project), imported: id });
        }
      }
    }
    return {
      source: 'webpack stats',
      precision: 'unminified',
      files: [...files]
        .map(([path, modules]) => ({ path, modules: foldModules(modules), unmapped: 0 }))
        .filter(({ modules }) => modules.length > 0),
      imports,
    };
  },
} satisfies JsonBundler<WebpackStats>;
