import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const src = join(import.meta.dirname, '../../src');

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(join(src, file), 'utf8') }));

it('only these files start processes or threads, and give each an environment', () => {
  const starting = files.filter(({ text }) => /'node:(?:child_process|cluster|worker_threads)'/.test(text));
  expect(starting.map(({ file }) => file).toSorted()).toEqual([
    'checks/vitals/browser/chromium.ts',
    'checks/vitals/visit/visit-process.ts',
    'github/fork/decide-in-thread.ts',
    'workspace/processes/node-version.ts',
    'workspace/processes/process-tree.ts',
  ]);
  for (const { file, text } of starting) {
    expect(text, file).toMatch(/commandEnvironment|\benv: \{\}/);
    const calls = [...text.matchAll(/(?<![.\w])(?:spawn|fork|exec|execFile)(?:Sync)?\)?\((?:[^()]|\([^()]*\))*/g)];
    const given = calls.map(([call]) => call).filter((call) => !/\benv\b|\boptions\b/.test(call));
    expect(given, file).toEqual([]);
  }
});

it('no process gets the environment of perf-budget as it is', () => {
  const asItIs = files.filter(({ text }) => /\benv\s*[:=]\s*(?:\{\s*\.\.\.)?process\.env\b/.test(text));
  expect(asItIs.map(({ file }) => file)).toEqual([]);
});
