import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rollup } from '../../../../src/checks/bundle/bundlers/rollup.ts';

const [command] = rollup.commands;

/** What Rollup's command line makes of the plug-in: an object in text. */
function placeOf(output: { readonly file?: string; readonly dir?: string }): unknown {
  const options = command?.options('rollup -c', "/tmp/it's") ?? [];
  const text = options.at(-1) ?? '';
  return new Function(`return ${text}`)().outputOptions({ format: 'es', ...output });
}

it.each([
  ['a file', { file: 'public/bundle.js' }, { file: "/tmp/it's/public/bundle.js" }],
  ['a folder', { dir: './dist/' }, { dir: "/tmp/it's/dist/" }],
  ['an absolute path in the project', { file: join(process.cwd(), 'dist/a.js') }, { file: "/tmp/it's/dist/a.js" }],
  ['a path outside of it', { dir: '../../out' }, { dir: "/tmp/it's/out" }],
])('Rollup writes %s of its config into the temporary folder, with hidden maps', (_, written, expected) => {
  expect(placeOf(written)).toEqual({ format: 'es', sourcemap: 'hidden', ...expected });
});
