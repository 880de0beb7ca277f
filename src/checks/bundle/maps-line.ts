import { code, type Sentence, say } from '../../text/inline.ts';

const ofVite = "build: { sourcemap: 'hidden' }";
const inVite = [ofVite, 'vite.config'] as const;

/** The setting that makes a tool write source maps, and where it stands. */
const LINES: Readonly<Record<string, readonly [line: string, file: string]>> = {
  'Next.js': ['productionBrowserSourceMaps: true', 'next.config'],
  'Next.js, exported': ['productionBrowserSourceMaps: true', 'next.config'],
  Nuxt: ["sourcemap: { client: 'hidden' }", 'nuxt.config'],
  'Nuxt, generated': ["sourcemap: { client: 'hidden' }", 'nuxt.config'],
  Astro: [`vite: { ${ofVite} }`, 'astro.config'],
  VitePress: [`vite: { ${ofVite} }`, '.vitepress/config'],
  Vite: inVite,
  SvelteKit: inVite,
  'React Router': inVite,
  Remix: inVite,
  'TanStack Start': inVite,
  SolidStart: inVite,
  Angular: ['"sourceMap": { "scripts": true, "hidden": true }', 'angular.json'],
  'Vue CLI': ['productionSourceMap: true', 'vue.config.js'],
  Ember: ['sourcemaps: { enabled: true }', 'ember-cli-build.js'],
  Rsbuild: ["output: { sourceMap: { js: 'hidden-source-map' } }", 'rsbuild.config'],
  webpack: ["devtool: 'hidden-source-map'", 'webpack.config'],
  Rspack: ["devtool: 'hidden-source-map'", 'rspack.config'],
};

/** `productionBrowserSourceMaps: true in next.config`: what to add, for the tool that builds; null if that is unknown. */
export function mapsLine(tool: string | null): Sentence | null {
  const known = tool?.replace(/^Vite with .*/, 'Vite') ?? '';
  const line = Object.hasOwn(LINES, known) ? LINES[known] : undefined;
  return line === undefined ? null : say`${code(line[0])} in ${code(line[1])}`;
}
