import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { BundleEvidence } from '../../../../src/checks/bundle/evidence.ts';
import { bundle } from '../../../../src/checks/bundle/index.ts';
import type { Visit } from '../../../../src/model/visit.ts';
import type { LimitShape } from '../../../../src/settings/limits.ts';
import { type Files, temporaryFolder, writeFiles } from '../../../support/folders/temporary.ts';

const PACKAGES = join(import.meta.dirname, '../../../../node_modules');

/** A small library, beside the bundler that the tests' own packages have. */
async function libraryOf(files: Files, bundlers: readonly string[] = ['esbuild']) {
  const folder = await temporaryFolder();
  await writeFiles(folder.path, { 'package.json': '{ "name": "lib", "exports": "./index.js" }', ...files });
  for (const name of bundlers) {
    await mkdir(dirname(join(folder.path, 'node_modules', name)), { recursive: true });
    await symlink(join(PACKAGES, name), join(folder.path, 'node_modules', name));
  }
  return folder;
}

function subjectOf(entry: object) {
  const settings = bundle.settings.schema({} as LimitShape).parse(entry);
  const [subject] = bundle.settings.expand('lib', settings);
  if (subject === undefined) throw new Error('an import is one subject');
  return subject;
}

async function visit(directory: string, entry: object, head = directory): Promise<Visit> {
  const probe = bundle.probe(subjectOf(entry), { side: 'base', directory, startedAt: 0 }, head);
  return await probe.visit({ round: 0, launch: 0, server: null, size: 1, signal: new AbortController().signal });
}

async function measured(directory: string, entry: object) {
  const outcome = await visit(directory, entry);
  if (!outcome.ok) throw new Error(outcome.message);
  const evidence = outcome.evidence as BundleEvidence;
  const modules = evidence.attribution?.files.flatMap((file) => file.modules.map(({ id }) => id)) ?? [];
  return { ...outcome, evidence, modules: modules.sort() };
}

const text = (length: number) => `"${'forty-two '.repeat(length / 10)}"`;

describe.each(['esbuild', 'rolldown'])('An import bundled by %s', (bundler) => {
  test('is that of what is published, wherever tsconfig.json leads, and whatever calls itself a peer', async () => {
    await using library = await libraryOf(
      {
        'package.json': JSON.stringify({ name: 'lib', exports: './index.js', peerDependencies: { '.': '*' } }),
        'index.js': `export { a } from './large.js';`,
        'large.js': `export const a = ${text(1_000)};`,
        'stub.js': 'export const a = 1;',
        'tsconfig.json': '{ "compilerOptions": { "paths": { "lib": ["./stub.js"] } } }',
      },
      [bundler],
    );
    const { values } = await measured(library.path, { import: '{ a }', compression: 'none' });
    expect(values.javascript).toBeGreaterThan(1_000);
  });

  test('costs what it uses, with its dependencies and without its peers and the modules of Node.js', async () => {
    await using library = await libraryOf(
      {
        'package.json': JSON.stringify({ name: 'lib', exports: './src/index.js', peerDependencies: { react: '*' } }),
        'src/index.js': `export { small } from './small.js'; export { large } from './large.js';`,
        'src/small.js': `import { useState } from 'react'; import fs from 'node:fs'; import { dep } from 'dep/sub';
          import { emit } from 'events'; import { left } from 'left';
          export const small = () => [useState(1), fs, dep, emit, left, process.env.NODE_ENV];`,
        'src/large.js': `export const large = ${text(5_000)};`,
        'node_modules/dep/package.json': '{ "name": "dep", "exports": { "./sub": "./sub.js" } }',
        'node_modules/dep/sub.js': `export const dep = ${text(1_000)};`,
        'node_modules/events/package.json': '{ "name": "events", "module": "e.js" }',
        'node_modules/events/e.js': `export const emit = { of: ${text(100)} };`,
      },
      [bundler],
    );
    const all = await measured(library.path, { import: '*', external: 'left', compression: 'none' });
    const { values, modules, notes, tools } = await measured(library.path, {
      import: '{ small }',
      external: 'left',
      compression: 'none',
    });
    expect(modules).toEqual(['node_modules/dep/sub.js', 'node_modules/events/e.js', 'src/small.js']);
    expect(values.javascript).toBeGreaterThan(1_100);
    expect(values.javascript).toBeLessThan(1_700);
    expect(values.total).toBe(values.javascript);
    expect((all.values.javascript ?? 0) - (values.javascript ?? 0)).toBeGreaterThan(5_000);
    expect(notes?.join()).toContain('count nothing: fs.');
    expect(tools?.bundler).toMatch(new RegExp(`^${bundler} \\d+\\.\\d+\\.\\d+`));
  });

  test('names the module and the line that stay although nothing is used', async () => {
    const files = {
      'package.json': '{ "name": "lib", "exports": "./index.js", "sideEffects": false }',
      'index.js': `export { a } from './a.js';\nexport { b } from './b.js';\n`,
      'a.js': 'export const a = 1;\n',
      'b.js': `const words = [${text(500)}];\nexport const b = words;\n\nglobalThis.words = words;\n`,
    };
    await using free = await libraryOf(files, [bundler]);
    expect((await measured(free.path, { import: '{ a }' })).evidence.kept).toEqual({
      bytes: 0,
      modules: [],
      isFreeOfEffects: true,
    });
    await using kept = await libraryOf({ ...files, 'package.json': '{ "name": "lib", "exports": "./index.js" }' }, [
      bundler,
    ]);
    const { evidence, values } = await measured(kept.path, { import: '{ a }', compression: 'none' });
    expect(values.javascript).toBeGreaterThan(500);
    expect(evidence.kept?.isFreeOfEffects).toBe(false);
    expect(evidence.kept?.modules[0]).toMatchObject({ id: 'b.js', line: 4, statement: 'globalThis.words = words;' });
  });

  test('sees what an entry in one file keeps, whatever package.json says', async () => {
    await using library = await libraryOf(
      {
        'package.json': '{ "name": "lib", "exports": "./index.js", "sideEffects": false }',
        'index.js': `export const a = 1;\nconst words = [${text(500)}];\nwindow.words = words;\n`,
      },
      [bundler],
    );
    const { evidence } = await measured(library.path, { import: '{ a }' });
    expect(evidence.kept).toMatchObject({ isFreeOfEffects: true, modules: [{ id: 'index.js', line: 3 }] });
  });

  test('names a dependency that is not installed, and where it is imported', async () => {
    await using library = await libraryOf({ 'index.js': '\nimport "not-here";\n' }, [bundler]);
    const missing = await bundle.settings.missing?.(subjectOf({ import: '*' }), library.path);
    expect(missing?.problem).toBe("it can't be bundled: index.js:2 imports not-here, which is not installed");
  });

  test('that names no export is a mistake, with the exports that there are', async () => {
    await using library = await libraryOf({ 'index.js': 'export const createStore = 1, reset = 2;' }, [bundler]);
    const missing = await bundle.settings.missing?.(subjectOf({ import: '{ creatStore, other }' }), library.path);
    expect(missing).toEqual({
      path: '.',
      isPlace: false,
      problem: 'lib has no export creatStore, other; its exports: createStore, reset. Did you mean createStore?',
    });
  });
});

describe('A mistake in an import', () => {
  test.each<[what: string, entry: object, problem: string]>([
    ['a default export that is not there', { import: 'store' }, 'lib has no export default; its exports: a.'],
    [
      'a package that is not installed',
      { import: { vue: '*' } },
      "vue can't be imported: it is no file here, and no installed package",
    ],
    ['code that is none', { import: '*', from: 'wrong.js' }, 'Expected identifier but found "=" (wrong.js:1)'],
  ])('is %s', async (_, entry, problem) => {
    await using library = await libraryOf({ 'index.js': 'export const a = 1;', 'wrong.js': 'export const = 1;' });
    const missing = await bundle.settings.missing?.(subjectOf(entry), library.path);
    expect(missing).toMatchObject({ isPlace: false, problem: expect.stringContaining(problem) });
  });

  test('is none where the build is going to write what is imported', async () => {
    await using library = await libraryOf({});
    const missing = await bundle.settings.missing?.(subjectOf({ import: '*' }), library.path);
    expect(missing).toEqual({ path: 'lib', isPlace: false });
  });
});

describe('An import', () => {
  test('of a CommonJS package, without exports, costs all of it', async () => {
    await using library = await libraryOf({
      'package.json': '{ "name": "lib", "main": "./main.cjs" }',
      'main.cjs': `exports.a = 1; exports.b = ${text(1_000)};`,
    });
    const { values } = await measured(library.path, { import: '{ a }', compression: 'none' });
    expect(values.javascript).toBeGreaterThan(1_000);
  });

  test('of a dual package costs the form for bundlers', async () => {
    await using library = await libraryOf({
      'package.json': JSON.stringify({ name: 'lib', exports: { import: './a.mjs', require: './a.cjs' } }),
      'a.mjs': 'export const a = 1;',
      'a.cjs': `exports.a = ${text(1_000)};`,
    });
    expect((await measured(library.path, { import: '*' })).modules).toEqual(['a.mjs']);
  });

  test('of a package without exports prefers its module', async () => {
    await using library = await libraryOf({
      'package.json': JSON.stringify({ name: 'lib', main: './a.cjs', module: './a.mjs' }),
      'a.mjs': 'export const a = 1;',
      'a.cjs': 'exports.a = 2;',
    });
    expect((await measured(library.path, { import: '{ a }' })).modules).toEqual(['a.mjs']);
  });

  test('counts styles, images and JSON by their type, to the byte', async () => {
    await using library = await libraryOf({
      'index.js': `import './a.css'; import pic from './a.png'; import data from './a.json'; export default [pic, data];`,
      'a.css': '.a { color: red }',
      'a.png': 'x'.repeat(500),
      'a.json': '{"answer": 42}',
    });
    const { values, modules, evidence } = await measured(library.path, { import: 'all' });
    expect(values.images).toBe(gzipSync('x'.repeat(500), { level: 9 }).length);
    expect(values.css).toBe(gzipSync('.a{color:red}\n', { level: 9 }).length);
    expect(values.total).toBe((values.javascript ?? 0) + (values.images ?? 0) + (values.css ?? 0));
    expect(modules).toEqual(['a.css', 'a.json', 'index.js']);
    expect(evidence.files.map(({ path }) => path)).toContain('import.js');
  });

  test('of TypeScript is what the sources say, and types cost nothing', async () => {
    await using library = await libraryOf({
      'src/a.ts': 'export interface A { a: string }\nexport const a: A = { a: "a" };\nexport enum E { One }',
    });
    expect((await measured(library.path, { import: '{ a }', from: 'src/a.ts' })).modules).toEqual(['src/a.ts']);
  });

  test('follows a package of the workspace to its sources', async () => {
    await using folder = await temporaryFolder();
    await writeFiles(folder.path, {
      '.git/HEAD': '',
      'packages/lib/package.json': '{ "name": "lib", "exports": "./index.js" }',
      'packages/lib/index.js': `export { core } from '@me/core';`,
      'packages/core/package.json': '{ "name": "@me/core", "exports": "./core.js" }',
      'packages/core/core.js': `export const core = ${text(100)};`,
    });
    await mkdir(join(folder.path, 'node_modules/@me'), { recursive: true });
    await symlink(join(PACKAGES, 'esbuild'), join(folder.path, 'node_modules/esbuild'));
    await symlink(join(folder.path, 'packages/core'), join(folder.path, 'node_modules/@me/core'));
    const { modules } = await measured(join(folder.path, 'packages/lib'), { import: '*' });
    expect(modules).toEqual(['../core/core.js']);
  });

  test('of several modules costs what they share once, and an older release of itself is not taken for it', async () => {
    await using library = await libraryOf({
      'package.json': '{ "name": "lib", "exports": { ".": "./a.js", "./b": "./b.js" } }',
      'a.js': `import { shared } from './shared.js'; export const a = () => shared;`,
      'b.js': `import { shared } from './shared.js'; export const a = () => shared + 1;`,
      'shared.js': `export const shared = ${text(1_000)};`,
      'node_modules/lib/package.json': '{ "name": "lib", "main": "./old.js" }',
      'node_modules/lib/old.js': 'export const a = 0;',
    });
    const { modules, values } = await measured(library.path, {
      import: { '.': '{ a }', './b': '{ a }' },
      compression: 'none',
    });
    expect(modules).toEqual(['a.js', 'b.js', 'shared.js']);
    expect(values.javascript).toBeLessThan(1_300);
  });

  test("is bundled on base by head's bundler, and what base does not export is absent there", async () => {
    await using head = await libraryOf({ 'index.js': 'export const a = 1; export const b = 2;' });
    await using base = await libraryOf({ 'index.js': 'export const a = 1;' }, []);
    expect(await visit(base.path, { import: '{ a }' }, head.path)).toMatchObject({ ok: true });
    expect(await visit(base.path, { import: '{ b }' }, head.path)).toMatchObject({
      ok: false,
      code: 'absent',
      message: expect.stringContaining('lib has no export b; its exports: a.'),
    });
  });

  test('needs a bundler, and says which', async () => {
    await using library = await libraryOf({ 'index.js': 'export const a = 1;' }, []);
    const missing = await bundle.settings.missing?.(subjectOf({ import: '*' }), library.path);
    expect(missing?.problem).toBe(
      'an import is bundled by the esbuild or rolldown of the project, and neither is installed: npm i -D esbuild',
    );
  });

  test('runs no bundler with a secret in its environment', async () => {
    await using library = await libraryOf(
      {
        'index.js': 'export const a = 1;',
        'node_modules/esbuild/package.json': '{ "name": "esbuild", "version": "9.9.9", "main": "./m.js" }',
        'node_modules/esbuild/m.js': `throw new Error(Object.keys(process.env).filter((key) => /^MY_/.test(key)).join());`,
      },
      [],
    );
    process.env.MY_TOKEN = 'hunter2';
    process.env.MY_COLOUR = 'red';
    try {
      expect(await visit(library.path, { import: '*' })).toMatchObject({
        ok: false,
        message: expect.stringMatching(/^esbuild 9\.9\.9 ended with exit code 1: (?!.*MY_TOKEN).*MY_COLOUR/s),
      });
    } finally {
      delete process.env.MY_TOKEN;
      delete process.env.MY_COLOUR;
    }
  });
});
