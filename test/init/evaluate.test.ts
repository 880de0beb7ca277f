import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluate } from '../../src/init/read/evaluate.ts';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';

async function evaluated(code: string, name = 'config.mjs') {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, { [name]: code });
  return await evaluate(join(folder.path, name), folder.path, new AbortController().signal);
}

test.each<[what: string, code: string, name: string, value: unknown]>([
  ['an object', 'export default { a: [1, "b"] }', 'c.mjs', { a: [1, 'b'] }],
  ['a promise', 'export default Promise.resolve({ a: 1 })', 'c.mjs', { a: 1 }],
  ['the exports of CommonJS', 'exports.a = 1', 'c.cjs', { a: 1 }],
  [
    'what a compiler made of a default export',
    'exports.__esModule = true; exports.default = { a: 1 }',
    'c.cjs',
    { a: 1 },
  ],
  ['functions, as markers', 'export default { a() {} }', 'c.mjs', { a: { $function: 'a' } }],
  ['a circle, which is cut', 'const a = { b: 1 }; a.a = a; export default a', 'c.mjs', { b: 1, a: null }],
  ['one object at two places', 'const a = { b: 1 }; export default [a, a]', 'c.mjs', [{ b: 1 }, { b: 1 }]],
  ['nothing', '', 'c.cjs', {}],
])('A config that is code may export %s', async (_, code, name, value) => {
  expect(await evaluated(code, name)).toEqual({ ok: true, value });
});

test.each<[what: string, code: string, reason: string]>([
  ['ends the process', 'process.exit(4)', 'it ended with exit code 4'],
  ['throws', 'throw new Error("no build")', 'no build'],
  [
    'prints without an end',
    'for (;;) await new Promise((done) => process.stdout.write("x".repeat(100_000), done))',
    'it printed more than 1 MB',
  ],
])('A config that %s is reported with its own words', async (_, code, reason) => {
  expect(await evaluated(code)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
});

test('A config of another tool sees no secret of the environment', async () => {
  const before = { ...process.env };
  Object.assign(process.env, { GITHUB_TOKEN: 'a', NPM_TOKEN: 'b', API_KEY: 'c', INPUT_TOKEN: 'd', PLAIN: 'e' });
  try {
    const names = "['GITHUB_TOKEN', 'NPM_TOKEN', 'API_KEY', 'INPUT_TOKEN', 'PLAIN']";
    const result = await evaluated(`export default ${names}.map((name) => process.env[name] ?? null)`);
    expect(result).toEqual({ ok: true, value: [null, null, null, null, 'e'] });
  } finally {
    process.env = before;
  }
});
