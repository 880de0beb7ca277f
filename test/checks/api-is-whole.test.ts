import { execFile } from 'node:child_process';
import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/folders/temporary.ts';

const root = join(import.meta.dirname, '../..');

/** The files of src/ that do not compile if a folder of it is missing. */
async function brokenWithout(folder: string): Promise<string[]> {
  await using copy = await temporaryFolder();
  await cp(join(root, 'src'), join(copy.path, 'src'), { recursive: true });
  await rm(join(copy.path, 'src', folder), { recursive: true });
  await cp(join(root, 'package.json'), join(copy.path, 'package.json'));
  await symlink(join(root, 'node_modules'), join(copy.path, 'node_modules'), 'junction');
  const config = JSON.parse(await readFile(join(root, 'tsconfig.json'), 'utf8')) as object;
  await writeFile(join(copy.path, 'tsconfig.json'), JSON.stringify({ ...config, include: ['src'] }));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const output = await promisify(execFile)(process.execPath, [compiler, '--pretty', 'false'], { cwd: copy.path }).then(
    ({ stdout }) => stdout,
    (error: { readonly stdout: string }) => error.stdout,
  );
  return [...new Set([...output.matchAll(/^([^\s(]+)\(\d+,\d+\): error/gm)].map(([, file = '']) => file))];
}

test('Without the folder of the api check, only the list of checks fails to compile', async () => {
  expect(await brokenWithout('checks/api')).toEqual(['src/checks/index.ts']);
});
