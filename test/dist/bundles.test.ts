import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { buildCopy, filesIn } from '../support/dist/build.ts';

describe('the bundles', () => {
  const dist = inject('dist');
  const files = filesIn(dist);

  it('are these and what they share, and nothing else', () => {
    const names = Object.keys(files);
    expect(names.filter((name) => !name.includes('+')).sort()).toEqual([
      'act.js',
      'action.js',
      'cli.js',
      'import-bundler.js',
      'licenses.txt',
      'lighthouse-html.js',
      'lighthouse.js',
      'load.js',
      'package.json',
      'perform.js',
      'visualizer.js',
    ]);
    for (const name of names.filter((name) => name.includes('+')))
      expect(name).toMatch(/^(act|action|cli|perform)(\+(act|action|cli|perform))+\.js$/);
  });

  it('are the same bytes wherever the sources lie, and whatever they are developed with', async () => {
    using other = await buildCopy('some/where/else', { devDependencies: { another: '1.0.0' } });
    for (const [name, text] of Object.entries(filesIn(other.dist))) expect(text === files[name], name).toBe(true);
  });

  it('name no path of the machine that made them', () => {
    for (const [name, text] of Object.entries(files)) {
      expect(text.includes(join(dist, '..')), name).toBe(false);
      expect(text.includes(join(import.meta.dirname, '../..')), name).toBe(false);
    }
  });

  it('are at most 8 MB', () => {
    const bytes = Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    expect(bytes).toBeLessThanOrEqual(8_000_000);
  });

  it.each(['action.js', 'cli.js'])('load at most 40 kB before the first line of %s', (entry) => {
    const loaded = loadedWith(entry, files);
    expect(loaded).toContain('act+action+cli+perform.js');
    expect(loaded.reduce((bytes, name) => bytes + Buffer.byteLength(files[name] ?? ''), 0)).toBeLessThanOrEqual(40_000);
  });

  it('come with the licences of what is in them, and of nothing else', () => {
    const licences = files['licenses.txt'] ?? '';
    for (const name of ['lighthouse', 'autocannon', 'puppeteer-core', 'chrome-launcher', '@actions/core', 'zod']) {
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'));
    }
    expect(licences).not.toMatch(/^(axe-core|vitest|typescript|@sentry\/node) /m);
    expect(licences).toContain('Apache License');
  });

  it('leave the load generator and Lighthouse to files of their own', () => {
    const holders = Object.keys(files).filter((name) =>
      /node_modules\/(autocannon|lighthouse)\//.test(files[name] ?? ''),
    );
    expect(holders.filter((name) => name !== 'licenses.txt')).toEqual([
      'lighthouse-html.js',
      'lighthouse.js',
      'load.js',
    ]);
  });

  it('have the code of both entries once', () => {
    const holders = Object.keys(files).filter((name) => files[name]?.includes('// src/run.ts'));
    expect(holders).toEqual(['act+perform.js']);
  });

  it("have the scripts of Lighthouse's report once", () => {
    const holders = Object.entries(files).filter(([, text]) => text.includes('__initLighthouseReport__'));
    expect(holders.map(([name]) => name)).toEqual(['lighthouse-html.js']);
  });

  it('load the load generator without anything beside it', () => {
    const alone = mkdtempSync(join(tmpdir(), 'load-test-'));
    for (const name of ['load.js', 'package.json']) cpSync(join(dist, name), join(alone, name));
    const script = `const { load } = await import(${JSON.stringify(pathToFileURL(join(alone, 'load.js')).href)}); console.log(typeof load)`;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })).toBe(
      'function\n',
    );
    rmSync(alone, { recursive: true });
  });

  it('draw a treemap without anything beside them', () => {
    const alone = mkdtempSync(join(tmpdir(), 'visualizer-test-'));
    for (const name of ['visualizer.js', 'package.json']) cpSync(join(dist, name), join(alone, name));
    const script = `const { treemapPage } = await import(${JSON.stringify(pathToFileURL(join(alone, 'visualizer.js')).href)});
      const page = await treemapPage('app', new Map([['a.js', new Map([['/a', 123]])]]));
      console.log(page.includes('drawChart'), page.includes('"renderedLength":123'));`;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })).toBe(
      'true true\n',
    );
    rmSync(alone, { recursive: true });
  });

  it('have a command line that can be run', () => {
    expect(files['cli.js']?.startsWith('#!/usr/bin/env node\n')).toBe(true);
    const version = execFileSync(process.execPath, [join(dist, 'cli.js'), '--version'], { encoding: 'utf8' });
    expect(version).toMatch(/\d+\.\d+\.\d+/);
  });
});

/** A file and all that it imports, without what it loads later by `import()`. */
function loadedWith(entry: string, files: Readonly<Record<string, string>>): string[] {
  const loaded = new Set<string>();
  function load(name: string): void {
    if (loaded.has(name)) return;
    loaded.add(name);
    const imports = (files[name] ?? '').matchAll(/^(?:import|\}) (?:.* )?(?:from )?"\.\/([^"]+)";$/gm);
    for (const [, imported = ''] of imports) load(imported);
  }
  load(entry);
  return [...loaded];
}
