import { visualizer } from 'rollup-plugin-visualizer';

/**
 * Draws with rollup-plugin-visualizer, through its public plugin object. It is a bundle of its own in dist, so it must be
 * loaded by `import()`.
 */

type GenerateBundle = ReturnType<typeof visualizer>['generateBundle'];
type OutputBundle = Parameters<GenerateBundle>[1];

/**
 * A page with a treemap of modules by file. The plugin escapes nothing but the title, so ids and names must be harmless.
 */
export async function treemapPage(
  title: string,
  files: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Promise<string> {
  const bundle: OutputBundle = {};
  // The plugin takes a module's size from its code. Parts of one string take no memory of their own.
  const code = ' '.repeat(files.values().reduce((most, modules) => Math.max(most, ...modules.values()), 0));
  for (const [name, sizes] of files) {
    const written = [...sizes].map(
      ([id, bytes]) => [id, { code: code.slice(0, bytes), renderedLength: bytes }] as const,
    );
    bundle[name] = { type: 'chunk', code: '', modules: Object.fromEntries(written), facadeModuleId: null };
  }
  let page: string | null = null;
  const context: ThisParameterType<GenerateBundle> = {
    meta: { rollupVersion: '4.0.0' },
    getModuleInfo: () => null,
    warn: () => {},
    error: (message) => {
      throw new Error(message);
    },
    emitFile: ({ fileName, source }) => {
      page = source;
      return fileName;
    },
  };
  const plugin = visualizer({ template: 'treemap', title, filename: 'output', emitFile: true, projectRoot: '' });
  await plugin.generateBundle.call(context, { sourcemap: false, dir: '/' }, bundle);
  if (page === null) throw new Error('rollup-plugin-visualizer emitted nothing');
  return page;
}
