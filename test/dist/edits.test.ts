import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Edit, editPlugin } from '../../scripts/build/edits.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edits-test-'));
  writeFileSync(join(folder, 'index.js'), "console.log('one', 'two', 'two');\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function bundled(edit: Edit): Promise<string> {
  const entryPoints = [join(folder, 'index.js')];
  const result = await build({ entryPoints, write: false, logLevel: 'silent', plugins: [editPlugin(folder, [edit])] });
  return result.outputFiles[0]?.text ?? '';
}

it('makes an edit that fits once', async () => {
  const edit = { file: 'index.js', find: "'one'", replace: "'$&'" };
  expect(await bundled(edit)).toContain('console.log("$&", "two", "two")');
});

it('fails the build over an edit that fits nowhere', async () => {
  await expect(bundled({ file: 'index.js', find: 'three', replace: '' })).rejects.toThrow(
    'must fit once, but fits 0 times',
  );
});

it('fails the build over an edit that fits twice', async () => {
  await expect(bundled({ file: 'index.js', find: /'two'/g, replace: '' })).rejects.toThrow(
    'must fit once, but fits 2 times',
  );
});

it('fails the build over an edit of a file that is not bundled', async () => {
  await expect(bundled({ file: 'other.js', find: 'a', replace: '' })).rejects.toThrow('is not in the bundle any more');
});
