import { describe, expect, test } from 'vitest';
import { built, type Files, manifest, outputOf } from './outputs.ts';

describe('By the default of', () => {
  const SVELTE = { 'svelte.config.js': "import adapter from 'x'; export default { kit: { adapter: adapter() } }" };

  test.each<[name: string, files: Files, path: string, reason: string]>([
    [
      'Vite',
      { 'package.json': manifest('tsc && vite build'), ...built('dist/a.js') },
      'dist',
      "Vite's default; the build script runs it",
    ],
    [
      'webpack',
      { 'webpack.config.js': 'module.exports = {}', ...built('dist/main.js') },
      'dist',
      "webpack's default; there is webpack.config.js",
    ],
    [
      'Rspack',
      { 'package.json': manifest('rspack build'), ...built('dist/main.js') },
      'dist',
      "Rspack's default; the build script runs it",
    ],
    [
      'Rolldown',
      { 'package.json': manifest('rolldown a.js -c'), ...built('dist/a.js') },
      'dist',
      "Rolldown's default; the build script runs it",
    ],
    [
      'Parcel',
      { 'package.json': manifest('parcel build', ['parcel']), ...built('dist/index.html') },
      'dist',
      "Parcel's default; the build script runs it",
    ],
    [
      'Next.js',
      {
        'package.json': manifest('next build'),
        'next.config.ts': '',
        ...built('.next/static/a.js', '.next/server/b.js'),
      },
      '.next/static',
      "Next.js's default; the build script runs it",
    ],
    [
      'Nuxt',
      {
        'package.json': manifest('nuxt build'),
        ...built('.output/public/_nuxt/a.js', '.output/server/b.mjs', '.nuxt/dist/client/c.js'),
      },
      '.output/public',
      "Nuxt's default; the build script runs it",
    ],
    [
      'Nuxt, generated into dist',
      { 'package.json': manifest('nuxi generate'), ...built('dist/index.html', '.nuxt/dist/client/c.js') },
      'dist',
      "Nuxt's default; the build script runs it",
    ],
    [
      'SvelteKit for Node.js',
      {
        ...SVELTE,
        'package.json': manifest('vite build', ['@sveltejs/kit', '@sveltejs/adapter-node', 'vite']),
        ...built('build/client/a.js', 'build/server/b.js', 'build/index.js', '.svelte-kit/output/client/a.js'),
      },
      'build/client',
      "SvelteKit's default; it is in package.json",
    ],
    [
      'SvelteKit without a server',
      {
        ...SVELTE,
        'package.json': manifest('vite build', ['@sveltejs/kit', '@sveltejs/adapter-static', 'vite']),
        ...built('build/index.html', '.svelte-kit/output/client/a.js'),
      },
      'build',
      "SvelteKit's default; it is in package.json",
    ],
    [
      'SvelteKit for another host',
      {
        ...SVELTE,
        'package.json': manifest('vite build', ['@sveltejs/kit', '@sveltejs/adapter-auto', 'vite']),
        ...built('.svelte-kit/output/client/a.js', '.svelte-kit/output/server/b.js'),
      },
      '.svelte-kit/output/client',
      "SvelteKit's default; it is in package.json",
    ],
    [
      'Astro',
      { 'package.json': manifest('astro check && astro build', ['astro', 'vite']), ...built('dist/index.html') },
      'dist',
      "Astro's default; the build script runs it",
    ],
    [
      'Astro with a server',
      { 'package.json': manifest('astro build'), ...built('dist/client/a.js', 'dist/server/entry.mjs') },
      'dist/client',
      "Astro's default; the build script runs it, without what is for the server",
    ],
    [
      'Angular',
      {
        'package.json': manifest('ng build'),
        'angular.json': '{}',
        ...built('dist/shop/browser/main.js', 'dist/shop/server/server.mjs', 'dist/shop/3rdpartylicenses.txt'),
      },
      'dist/shop/browser',
      "Angular's default; the build script runs it",
    ],
    [
      'Angular before version 17',
      { 'package.json': manifest('ng build'), ...built('dist/shop/main.js') },
      'dist/shop',
      "Angular's default; the build script runs it",
    ],
  ])('%s', async (_, files, path, reason) => {
    expect(await outputOf(files)).toMatchObject({ path, reason, others: [] });
  });
});

describe('By the config of', () => {
  const ANGULAR = (outputPath: unknown) =>
    `{ /* the shop */ "projects": { "shop": { "architect": { "build": { "options": { "outputPath": ${JSON.stringify(outputPath)} } } } } } }`;

  test.each<[file: string, text: string, where: string]>([
    ['vite.config.js', "export default { build: { outDir: 'www' } }", 'www'],
    [
      'vite.config.ts',
      'export default defineConfig(({ mode }) => ({ build: { outDir: mode ? "./www/" : undefined } }))',
      'www',
    ],
    ['vite.config.mts', "export default { root: 'src', build: { outDir: '../www' } }", 'www'],
    ['vite.config.ts', "export default { root: resolve(__dirname, 'web') }", 'web/dist'],
    ['astro.config.mjs', "export default defineConfig({ outDir: './www' })", 'www'],
    [
      'webpack.config.js',
      "module.exports = { output: { path: path.resolve(__dirname, 'www'), filename: '[name].js' } }",
      'www',
    ],
    ['webpack.prod.js', "module.exports = merge(common, { output: { path: __dirname + '/www' } })", 'www'],
    ['config/webpack.common.js', "module.exports = { output: { path: path.join(__dirname, '..', 'www') } }", 'www'],
    ['rspack.config.ts', "export default { output: { path: path.resolve(import.meta.dirname, 'www') } }", 'www'],
    ['rollup.config.mjs', "export default { output: { dir: 'www', format: 'es' } }", 'www'],
    ['rollup.config.js', "export default { output: [{ file: 'www/js/bundle.js' }] }", 'www/js'],
    ['rolldown.config.ts', "export default defineConfig({ output: { dir: 'www' } })", 'www'],
    ['next.config.mjs', "const config = { distDir: 'www' }\nexport default config", 'www/static'],
    ['next.config.ts', "export default { output: 'export' } satisfies NextConfig", 'out'],
    ['next.config.ts', "export default { output: 'export', distDir: 'www' }", 'www'],
    [
      'nuxt.config.ts',
      "export default defineNuxtConfig({ nitro: { output: { publicDir: path.join(__dirname, 'www') } } })",
      'www',
    ],
    ['nuxt.config.ts', "export default defineNuxtConfig({ nitro: { output: { dir: 'www' } } })", 'www/public'],
    ['angular.json', ANGULAR('www/shop'), 'www/shop/browser'],
    ['angular.json', ANGULAR('www/shop'), 'www/shop'],
    ['angular.json', ANGULAR({ base: 'www/shop', browser: '' }), 'www/shop'],
    ['esbuild.config.mjs', "await esbuild.build({ bundle: true, outdir: 'www' })", 'www'],
  ])('%s: %s', async (file, text, where) => {
    const files = { [file]: text, ...built(`${where}/a.js`, '.next/static/a.js') };
    const found = await outputOf(files);
    const isDefault = found?.reason.includes('default');
    expect(found?.path).toBe(where);
    if (!isDefault) expect(found?.reason).toMatch(new RegExp(`, as ${file} says$`));
  });

  test('SvelteKit', async () => {
    const text = "export default { kit: { adapter: adapter({ out: 'www' }) } }";
    const files = { 'package.json': manifest('vite build', ['@sveltejs/kit']), 'svelte.config.js': text };
    expect(await outputOf({ ...files, ...built('www/client/a.js', 'www/server/b.js') })).toMatchObject({
      path: 'www/client',
      reason: 'SvelteKit, as svelte.config.js says',
    });
  });

  test('Parcel', async () => {
    const text = manifest('parcel build', ['parcel'], { targets: { site: { distDir: './www' } } });
    expect(await outputOf({ 'package.json': text, ...built('www/a.js') })).toMatchObject({
      path: 'www',
      reason: 'Parcel, as package.json says',
    });
  });
});
