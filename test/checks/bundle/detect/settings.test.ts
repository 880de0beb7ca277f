// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates are what is read here
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../../../src/checks/bundle/detect/settings.ts';

const directory = resolve('/project');

/** What a text sets, as `key: values`. */
function settingsOf(text: string): Record<string, readonly string[]> {
  const settings = readSettings(text, resolve(directory, 'config/app.config.ts'), directory);
  return Object.fromEntries(settings.map(({ path, values }) => [path.join('.'), values]));
}

const outOf = (expression: string, before = '') => settingsOf(`${before}\nexport default { out: ${expression} }`).out;

describe('A setting is found', () => {
  test.each([
    ['in an object', 'export default { build: { outDir: "x" } }', 'build.outDir'],
    ['in what a function answers', 'export default defineConfig(({ mode }) => ({ out: "x" }))', 'out'],
    ['in a returned object', 'export default () => { const a = { b: 1 }; return { out: "x" } }', 'out'],
    ['in a list', 'export default [{ output: [{ dir: "x" }] }]', 'output.dir'],
    [
      'in what a function of a key is given',
      'export default { kit: { adapter: adapter({ out: "x" }) } }',
      'kit.adapter.out',
    ],
    ['in JSON with comments', '{ // the app\n "projects": { "my.app": { "root": "x" } } }', 'projects.my.app.root'],
    ['by its name alone', 'const out = "x"\nexport default { input: "y", out }', 'out'],
    [
      'after a template and a regular expression',
      'const a = `${{ b: "}" }.b}`, c = /[/"{]/\nexport default { out: "x" }',
      'out',
    ],
  ])('%s', (_, text, key) => {
    expect(settingsOf(text)[key]).toEqual(['x']);
  });
});

describe('It is not found', () => {
  test.each([
    ['in a comment', '// { out: "x" }\n/* export default { out: "x" } */ export default {}'],
    ['in a string', `export default { a: '{ out: "x" }', b: "{ out: 'x' }", c: \`{ out: "x" }\` }`],
    ['in a regular expression', 'const a = b.match(/{ out: "x" }/)\nexport default {}'],
    ['under another key', 'export default { plugins: [react({ out: "x" })], deep: { out: "x" } }'],
    ['in a choice', 'export default a ? out : "x"'],
  ])('%s', (_, text) => {
    expect(settingsOf(text)).not.toHaveProperty(['out']);
  });
});

describe('Its value is worked out:', () => {
  test.each([
    ['a string', `'a\\'b'`, ["a'b"]],
    ['a template', '`${__dirname}/x`', [resolve(directory, 'config/x')]],
    ['a sum', `__dirname + '/x'`, [resolve(directory, 'config/x')]],
    ['a path from the config', `path.resolve(import.meta.dirname, '..', 'x')`, [resolve(directory, 'x')]],
    ['a path from the working directory', `resolve('x', "y")`, [resolve(directory, 'x/y')]],
    ['of process.cwd()', `join(process.cwd(), 'x')`, [resolve(directory, 'x')]],
    ['a URL', `fileURLToPath(new URL('../x', import.meta.url))`, [resolve(directory, 'x')]],
    ['the path of a URL', `new URL('./x', import.meta.url).pathname`, [resolve(directory, 'config/x')]],
    ['both of a choice', `mode === 'a' ? 'x' : ('y')`, ['x', 'y']],
    ['what stands in for a variable of the environment', `process.env.OUT ?? 'x'`, ['x']],
    ['a string with a type', `'x' as const`, ['x']],
  ])('%s', (_, expression, values) => {
    expect(outOf(expression)).toEqual(values);
  });

  test('of variables, also without semicolons', () => {
    const before = `const here: string = dirname(fileURLToPath(import.meta.url))\nconst name = 'x'\nlet all = join(here, name)\nf()`;
    expect(outOf('all', before)).toEqual([resolve(directory, 'config/x')]);
  });

  test.each([
    ['a call of something else', `path.resolve(root(), 'x')`],
    ['an unknown variable', 'outDir'],
    ['a template with one', '`x/${outDir}`'],
    ['a method of a string', `'x'.repeat(2)`],
    ['what every object has', `toString('x')`],
    ['an object', `{ a: resolve('x') }`],
  ])('nothing of %s', (_, expression) => {
    expect(outOf(expression)).toEqual([]);
  });
});

test.each([
  ['variables that name each other', 'const a = b + "x", b = a\nexport default { out: a }'],
  [
    'values that double',
    `const a0 = "xx"\n${Array.from({ length: 60 }, (_, n) => `const a${n + 1} = a${n} + a${n}`).join('\n')}\nexport default { out: a60 }`,
  ],
  ['brackets that never close', `export default { out: ${'(['.repeat(50_000)}`],
  ['brackets that never opened', `}])`.repeat(50_000)],
  ['keys without end', '{"a":'.repeat(50_000)],
  ['a string without end', `export default { out: "${'\\x'.repeat(100_000)}`],
  ['a text that is too long for a path', `export default { out: "${'x'.repeat(2_000)}" }`],
  ['a template without end', `export default { out: \`${'${`'.repeat(20_000)}`],
  ['bytes that are no text', `export default { out: ${String.fromCharCode(0, 1, 0xfffd, 0xd800)} }`],
])('%s: no harm is done', (_, text) => {
  expect(settingsOf(text).out ?? []).toEqual([]);
});
