/** A key of a config file that tells where the output goes. */
export interface OutputSetting {
  /** Keys from the outside in, with dots; `*` is any one key. */
  readonly key: string;
  /** `file`: the value is a file in the folder. Default: the value is the folder. */
  readonly is?: 'file';
  /** Where in that folder lies what visitors download, the likeliest first. Default: it is all of it. */
  readonly inside?: readonly string[];
  /** The value is no path, but some values mean one. */
  readonly means?: Readonly<Record<string, string>>;
}

/** A folder that is written to where nothing is set. */
export interface DefaultFolder {
  /** Relative to the project; a glob. */
  readonly folder: string;
  /** Only where one of these packages is installed. */
  readonly with?: readonly string[];
}

/** What builds an app: how it is known, and where it says that its output goes. */
export interface Bundler {
  readonly name: string;
  /** Any of these in package.json tells that it is there. */
  readonly packages: readonly string[];
  /** What does not tell that it is used, for it is there without it, too. */
  readonly shared?: readonly ('commands' | 'configs')[];
  readonly commands: readonly string[];
  /** A glob of its config files, relative to the project. */
  readonly configs?: string;
  readonly settings: readonly OutputSetting[];
  /** The key of the folder that relative paths start from. */
  readonly root?: string;
  /** Whether the word after `build` is that folder. */
  readonly rootArgument?: true;
  /** Options of its command that name the folder, or a file in it. */
  readonly folderOptions?: readonly string[];
  readonly fileOptions?: readonly string[];
  readonly defaults: readonly DefaultFolder[];
}

const CODE = '{js,mjs,cjs,ts,mts,cts}';

/** Frameworks before the bundlers that they build on. Checked against builds with the versions of late 2026. */
export const BUNDLERS: readonly Bundler[] = [
  {
    name: 'Next.js',
    packages: ['next'],
    commands: ['next'],
    configs: `next.config.${CODE}`,
    // Next exports to its `distDir`, if one is set, else to `out`.
    settings: [
      { key: 'distDir', inside: ['static', ''] },
      { key: 'output', means: { export: 'out' } },
    ],
    rootArgument: true,
    defaults: [{ folder: '.next/static' }],
  },
  {
    name: 'Nuxt',
    packages: ['nuxt', 'nuxt-edge', 'nuxt-nightly'],
    commands: ['nuxt', 'nuxi'],
    configs: `nuxt.config.${CODE}`,
    settings: [
      { key: 'nitro.output.publicDir' },
      { key: 'nitro.output.dir', inside: ['public'] },
      { key: 'generate.dir' },
    ],
    rootArgument: true,
    defaults: [
      { folder: '.output/public' },
      { folder: '.vercel/output/static' },
      { folder: 'dist' },
      { folder: '.nuxt/dist/client' },
    ],
  },
  {
    name: 'SvelteKit',
    packages: ['@sveltejs/kit'],
    shared: ['commands', 'configs'],
    commands: ['vite'],
    configs: `{svelte,vite}.config.${CODE}`,
    settings: [
      { key: 'kit.adapter.pages' },
      { key: 'kit.adapter.out', inside: ['client'] },
      { key: 'plugins.adapter.pages' },
      { key: 'plugins.adapter.out', inside: ['client'] },
      { key: 'kit.outDir', inside: ['output/client'] },
      { key: 'plugins.outDir', inside: ['output/client'] },
    ],
    defaults: [
      { folder: 'build', with: ['@sveltejs/adapter-static', '@sveltejs/adapter-netlify'] },
      { folder: 'build/client', with: ['@sveltejs/adapter-node'] },
      { folder: '.vercel/output/static', with: ['@sveltejs/adapter-vercel', '@sveltejs/adapter-auto'] },
      { folder: '.svelte-kit/cloudflare', with: ['@sveltejs/adapter-cloudflare'] },
      { folder: '.svelte-kit/output/client' },
    ],
  },
  {
    name: 'Astro',
    packages: ['astro'],
    commands: ['astro'],
    configs: `astro.config.${CODE}`,
    settings: [{ key: 'outDir' }],
    root: 'root',
    folderOptions: ['--outDir', '--out-dir'],
    defaults: [{ folder: '.vercel/output/static', with: ['@astrojs/vercel'] }, { folder: 'dist' }],
  },
  {
    name: 'Angular',
    packages: ['@angular/build', '@angular-devkit/build-angular', '@angular/cli'],
    commands: ['ng'],
    configs: 'angular.json',
    settings: ['architect', 'targets'].flatMap((targets) =>
      ['', '.base'].map((base) => ({
        key: `projects.*.${targets}.build.options.outputPath${base}`,
        inside: ['browser', ''],
      })),
    ),
    folderOptions: ['--output-path'],
    defaults: [{ folder: 'dist/*/browser' }, { folder: 'dist/*' }],
  },
  {
    name: 'Vite',
    packages: ['vite', 'rolldown-vite'],
    commands: ['vite'],
    configs: `{vite.config,vite.*.config,vite.config.*}.${CODE}`,
    settings: [{ key: 'build.outDir' }, { key: 'environments.client.build.outDir' }],
    root: 'root',
    rootArgument: true,
    folderOptions: ['--outDir', '--out-dir'],
    defaults: [{ folder: 'dist' }],
  },
  {
    name: 'webpack',
    packages: ['webpack', 'webpack-cli'],
    commands: ['webpack', 'webpack-cli'],
    configs: `{webpack*,config/webpack*,webpack/*}.${CODE}`,
    settings: [{ key: 'output.path' }],
    folderOptions: ['-o', '--output-path'],
    defaults: [{ folder: 'dist' }],
  },
  {
    name: 'Rspack',
    packages: ['@rspack/core', '@rspack/cli'],
    commands: ['rspack'],
    configs: `{rspack*,config/rspack*}.${CODE}`,
    settings: [{ key: 'output.path' }],
    folderOptions: ['-o', '--output-path'],
    defaults: [{ folder: 'dist' }],
  },
  {
    name: 'Parcel',
    packages: ['parcel', 'parcel-bundler'],
    shared: ['configs'],
    commands: ['parcel'],
    configs: 'package.json',
    settings: [{ key: 'targets.*.distDir' }],
    folderOptions: ['--dist-dir', '--out-dir'],
    defaults: [{ folder: 'dist' }],
  },
  {
    name: 'Rolldown',
    packages: ['rolldown'],
    commands: ['rolldown'],
    configs: `rolldown*.config.${CODE}`,
    settings: [{ key: 'output.dir' }, { key: 'output.file', is: 'file' }, { key: 'dir' }, { key: 'file', is: 'file' }],
    folderOptions: ['-d', '--dir'],
    fileOptions: ['-o', '--file'],
    defaults: [{ folder: 'dist' }],
  },
  {
    name: 'Rollup',
    packages: ['rollup'],
    commands: ['rollup'],
    configs: `rollup*.config.${CODE}`,
    settings: [{ key: 'output.dir' }, { key: 'output.file', is: 'file' }, { key: 'dir' }, { key: 'file', is: 'file' }],
    folderOptions: ['-d', '--dir'],
    fileOptions: ['-o', '--file'],
    defaults: [],
  },
  {
    name: 'esbuild',
    packages: ['esbuild'],
    commands: ['esbuild'],
    configs: `esbuild*.${CODE}`,
    settings: [{ key: 'outdir' }, { key: 'outfile', is: 'file' }],
    folderOptions: ['--outdir'],
    fileOptions: ['--outfile'],
    defaults: [],
  },
];
