import { expect, test } from 'vitest';
import { DEFAULT_FOLDERS } from '../../../../src/checks/bundle/detect/default-folders.ts';
import { projectKind } from '../../../../src/checks/bundle/detect/project-kind.ts';

test.each<[folder: string, ...packages: string[]]>([
  ['.output/public', 'nuxt', '@tanstack/react-start', '@solidjs/start'],
  ['dist', 'vite', 'astro', '@angular/cli', 'webpack', '@rspack/core', '@rsbuild/core', 'parcel', '@vue/cli-service'],
  ['build', '@react-router/dev', 'react-scripts', '@docusaurus/core'],
  ['_site', '@11ty/eleventy'],
  ['.svelte-kit/output/client', '@sveltejs/kit'],
  ['.next/static', 'next'],
  ['public', 'gatsby'],
])('%s is a default folder, and the one that projects of its tools are expected to write', (folder, ...packages) => {
  expect(DEFAULT_FOLDERS).toContain(folder);
  for (const name of packages) {
    const manifest = { private: true, devDependencies: { [name]: '1' } };
    const project = projectKind({ manifest, agent: 'npm', names: ['index.html'], configs: {} });
    // The browsers' part of what a server renders may be a folder within it.
    expect('output' in project ? `${project.output}/`.slice(0, folder.length + 1) : name).toBe(`${folder}/`);
  }
});

test.each([
  ['out', 'next', { 'next.config.ts': "output: 'export'" }],
  ['build', '@sveltejs/kit', { 'svelte.config.js': "import a from '@sveltejs/adapter-static'" }],
  ['.output/public', 'nuxt', { 'nuxt.config.ts': "preset: 'static'" }],
] as const)('%s is a default folder, and what %s is expected to write as files alone', (output, name, configs) => {
  expect(DEFAULT_FOLDERS).toContain(output);
  const manifest = { dependencies: { [name]: '1' } };
  expect(projectKind({ manifest, agent: 'npm', names: [], configs })).toMatchObject({ kind: 'page', output });
});
