import type { Files } from '../folders/temporary.ts';

/** An app as a framework's own guide begins it: what it installs, its sources, and where its build writes for browsers. */
export interface App {
  readonly packages: Readonly<Record<string, string>>;
  readonly build: string;
  readonly files: Files;
  /** The folder that a visitor's browser loads from. */
  readonly output: string;
  readonly hasPage: boolean;
}

const PAGE = '<!doctype html><title>Shop</title><div id="app"></div><script type="module" src="/src/main.js"></script>';
const SCRIPT = "import './main.css'\ndocument.title = ['Shop', location.pathname].join(' ')\n";
const STYLE = 'body { margin: 0; color: teal }\n';

const react = { react: '19.3.1', 'react-dom': '19.3.1' };
const nextFiles = {
  'app/layout.js':
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }',
  'app/page.js': 'export default function Page() { return <h1>Shop</h1> }',
  'public/logo.js': 'console.log("copied as it is")',
  '.gitignore': 'node_modules\n.next\nout\n',
};

const svelte = {
  '@sveltejs/kit': '3.2.0',
  '@sveltejs/vite-plugin-svelte': '7.3.1',
  svelte: '5.57.3',
  vite: '8.4.0',
};

export const APPS: Readonly<Record<string, App>> = {
  Vite: {
    packages: { vite: '8.4.0' },
    build: 'vite build',
    files: {
      'index.html': PAGE,
      'src/main.js': SCRIPT,
      'src/main.css': STYLE,
      'public/logo.js': 'console.log("copied as it is")',
      '.gitignore': 'node_modules\ndist\n',
    },
    output: 'dist',
    hasPage: true,
  },
  webpack: {
    packages: { webpack: '5.113.0', 'webpack-cli': '7.3.1' },
    build: 'webpack --mode production',
    files: { 'src/index.js': 'document.title = "Shop"', '.gitignore': 'node_modules\ndist\n' },
    output: 'dist',
    hasPage: false,
  },
  'Next.js': {
    packages: { next: '16.4.6', ...react },
    build: 'next build',
    files: nextFiles,
    output: '.next/static',
    hasPage: false,
  },
  'Next.js, exported': {
    packages: { next: '16.4.6', ...react },
    build: 'next build',
    files: { ...nextFiles, 'next.config.mjs': "export default { output: 'export' }" },
    output: 'out',
    hasPage: true,
  },
  Astro: {
    packages: { astro: '7.3.5' },
    build: 'astro build',
    files: {
      'src/pages/index.astro':
        '<html lang="en"><body><h1>Shop</h1><script>document.title = "Shop"</script></body></html>',
      'public/logo.js': 'console.log("copied as it is")',
      '.gitignore': 'node_modules\ndist\n.astro\n',
    },
    output: 'dist',
    hasPage: true,
  },
  SvelteKit: {
    packages: { ...svelte, '@sveltejs/adapter-static': '4.0.1' },
    build: 'vite build',
    files: svelteFiles('static', 'export const prerender = true'),
    output: 'build',
    hasPage: true,
  },
  'SvelteKit for Node.js': {
    packages: { ...svelte, '@sveltejs/adapter-node': '6.0.1' },
    build: 'vite build',
    files: svelteFiles('node', ''),
    output: 'build/client',
    hasPage: false,
  },
  Angular: {
    packages: {
      '@angular/build': '22.2.7',
      '@angular/cli': '22.2.7',
      '@angular/common': '22.2.6',
      '@angular/compiler': '22.2.6',
      '@angular/compiler-cli': '22.2.6',
      '@angular/core': '22.2.6',
      '@angular/platform-browser': '22.2.6',
      rxjs: '7.8.2',
      tslib: '2.9.1',
      typescript: '6.0.3',
    },
    build: 'ng build',
    files: {
      'angular.json': JSON.stringify({
        version: 1,
        cli: { analytics: false },
        projects: {
          shop: {
            projectType: 'application',
            root: '',
            architect: {
              build: {
                builder: '@angular/build:application',
                options: { browser: 'src/main.ts', index: 'src/index.html', tsConfig: 'tsconfig.json' },
              },
            },
          },
        },
      }),
      'tsconfig.json': JSON.stringify({
        compilerOptions: { target: 'ES2022', module: 'preserve', moduleResolution: 'bundler', skipLibCheck: true },
        files: ['src/main.ts'],
      }),
      'src/index.html': '<!doctype html><title>Shop</title><base href="/"><shop-root></shop-root>',
      'src/main.ts': [
        "import { Component } from '@angular/core'",
        "import { bootstrapApplication } from '@angular/platform-browser'",
        "@Component({ selector: 'shop-root', template: '<h1>Shop</h1>' })",
        'class Shop {}',
        'bootstrapApplication(Shop)',
      ].join('\n'),
      '.gitignore': 'node_modules\n/dist\n.angular\n',
    },
    output: 'dist/shop/browser',
    hasPage: true,
  },
  esbuild: {
    packages: { esbuild: '0.28.2' },
    build: 'esbuild src/main.js --bundle --minify --outdir=www/assets',
    files: { 'src/main.js': SCRIPT, 'src/main.css': STYLE, '.gitignore': 'node_modules\nwww\n' },
    output: 'www',
    hasPage: false,
  },
};

function svelteFiles(adapter: string, layout: string): Files {
  return {
    'vite.config.js': [
      `import adapter from '@sveltejs/adapter-${adapter}'`,
      "import { sveltekit } from '@sveltejs/kit/vite'",
      'export default { plugins: [sveltekit({ adapter: adapter() })] }',
    ].join('\n'),
    'src/app.html': '<!doctype html><html lang="en"><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
    'src/routes/+page.svelte': '<h1>Shop</h1>',
    'src/routes/+layout.js': layout,
    '.gitignore': 'node_modules\n.svelte-kit\nbuild\n',
  };
}
