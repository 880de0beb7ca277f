import type { UnknownKeys } from '../../../text/parse-json.ts';
import type { Project, Version } from '../../project.ts';

/** The bundlers that size-limit has plugins for. */
export const BUNDLERS = ['esbuild', 'webpack', 'rolldown'];

/** The plugin that bundles each entry; null if files are measured as they are. */
export function bundlerOf({ dependencies }: Project, { major }: Version): string | null {
  const uses = (plugin: string) =>
    dependencies.some((name) => name === `@size-limit/${plugin}` || name === `size-limit-${plugin}`);
  const [bundler] = BUNDLERS.filter(uses);
  if (bundler !== undefined) return bundler;
  if (uses('preset-small-lib')) return major < 6 ? 'webpack' : major < 14 ? 'esbuild' : 'rolldown';
  // Before there were plugins, it came with webpack.
  return uses('preset-big-lib') || major < 3 ? 'webpack' : null;
}

/** Whether size-limit bundles the entry of a check first. */
export function isBundled(check: UnknownKeys, bundler: string | null): boolean {
  if (bundler === null || BUNDLERS.some((one) => check[one] === false)) return false;
  const disabled = Array.isArray(check.disablePlugins) ? check.disablePlugins : [];
  return !disabled.includes(`@size-limit/${bundler}`) && !disabled.includes(`size-limit-${bundler}`);
}
