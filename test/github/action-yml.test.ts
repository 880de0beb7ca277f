import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { readInputs } from '../../src/github/inputs.ts';

const root = join(import.meta.dirname, '../..');
const action: {
  inputs: Record<string, { description: string; default: string }>;
  outputs: Record<string, { description: string }>;
  runs: { using: string; main: string };
} = parse(readFileSync(join(root, 'action.yml'), 'utf8'));

afterEach(() => vi.unstubAllEnvs());

it('runs on the Node of the runner', () => {
  expect(action.runs).toEqual({ using: 'node24', main: 'dist/action.js' });
});

it('declares the inputs that are read, and no other', () => {
  const source = readFileSync(join(root, 'src/github/inputs.ts'), 'utf8');
  const read = [...source.matchAll(/(?:getInput|getMultilineInput|choice)\('([\w-]+)'/g)].map(([, name]) => name);
  expect(Object.keys(action.inputs).sort()).toEqual([...new Set(read)].sort());
});

it('declares the outputs that are set, and no other', () => {
  const source = readFileSync(join(root, 'src/github/publish/step-outputs.ts'), 'utf8');
  const set = [...source.matchAll(/setOutput\('([\w-]+)'/g)].map(([, name]) => name);
  expect(Object.keys(action.outputs).sort()).toEqual(set.sort());
});

it('has the defaults that the code has', () => {
  const defaults = readInputs();
  for (const [name, input] of Object.entries(action.inputs)) {
    if (name !== 'token') vi.stubEnv(`INPUT_${name.toUpperCase()}`, input.default);
  }
  expect(readInputs()).toEqual(defaults);
  expect(action.inputs.token?.default).toMatch(/^\$\{\{ github\.token \}\}$/);
});

it('describes everything', () => {
  const all = [...Object.values(action.inputs), ...Object.values(action.outputs)];
  expect(all.filter(({ description }) => !description)).toEqual([]);
});
