import { type PluginVisualizerOptions, visualizer } from 'rollup-plugin-visualizer';

/**
 * rollup-plugin-visualizer, driven through its public plugin object: it counts the bytes of source maps, and draws. A
 * bundle of its own in dist: only `import()` it.
 */

type GenerateBundle = ReturnType<typeof visualizer>['generateBundle'];
type OutputBundle = Parameters<GenerateBundle>[1];

/** What the plugin would write, of an output that never was. */
async function emitted(options: PluginVisualizerOptions, bundle: OutputBundle): Promise<string> {
  let source: string | null = null;
  const context: ThisParameterType<GenerateBundle> = {
    meta: { rollupVersion: '4.0.0' },
    getModuleInfo: () => null,
    warn: () => {},
    error: (message) => {
      throw new Error(message);
    },
    emitFile: (file) => {
      source = file.source;
      return file.fileName;
    },
  };
  const plugin = visualizer({ ...options, filename: 'output', emitFile: true, projectRoot: '' });
  await plugin.generateBundle.call(context, { sourcemap: true, dir: '/' }, bundle);
  if (source === null) throw new Error('rollup-plugin-visualizer emitted nothing');
  return source;
}

const chunk = (parts: Partial<Extract<OutputBundle[string], { type: 'chunk' }>>): OutputBundle[string] => ({
  type: 'chunk',
  code: '',
  modules: {},
  facadeModuleId: null,
  ...parts,
});

/** What is read here of the plugin's own `raw-data`. */
interface RawCounts {
  readonly nodeParts: Readonly<Record<string, { readonly renderedLength: number; readonly metaUid: string }>>;
  readonly nodeMetas: Readonly<Record<string, { readonly id: string }>>;
}

/**
 * Bytes of `code` by the number of the source that they come from: sources of `map` are named `/0`, `/1`, ….
 * @throws Error for a map whose mappings are malformed
 */
export async function bytesBySource(code: string, map: object): Promise<Map<number, number>> {
  const bundle = { 'output.js': chunk({ code, map }) };
  const text = await emitted({ template: 'raw-data', sourcemap: true }, bundle);
  const { nodeParts, nodeMetas } = JSON.parse(text) as RawCounts;
  const counts = new Map<number, number>();
  for (const { renderedLength, metaUid } of Object.values(nodeParts)) {
    const number = /^(?:[A-Za-z]:)?[\\/](\d+)$/.exec(nodeMetas[metaUid]?.id ?? '')?.[1]; // a path of the machine's
    if (number !== undefined) counts.set(Number(number), renderedLength);
  }
  return counts;
}

/** A page with a treemap. Nothing in it is escaped but the title: ids and names must be harmless. */
export function treemapPage(title: string, files: ReadonlyMap<string, ReadonlyMap<string, number>>): Promise<string> {
  const bundle: OutputBundle = {};
  // The plugin takes a module's size from its code. Parts of one string take no memory of their own.
  const code = ' '.repeat(files.values().reduce((most, modules) => Math.max(most, ...modules.values()), 0));
  for (const [name, modules] of files) {
    const written = [...modules].map(
      ([id, bytes]) => [id, { code: code.slice(0, bytes), renderedLength: bytes }] as const,
    );
    bundle[name] = chunk({ modules: Object.fromEntries(written) });
  }
  return emitted({ template: 'treemap', title, sourcemap: false }, bundle);
}
