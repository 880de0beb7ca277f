import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { absentPaths, closestPath } from '../../../src/workspace/build/absent-paths.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'absent-'));
  for (const file of ['server.mjs', 'src/main.ts', 'packages/api/index.js', 'node_modules/main.js']) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), '');
  }
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['node srver.mjs', [{ path: 'srver.mjs', closest: 'server.mjs' }]],
  ['node server.js --port $PORT', [{ path: 'server.js', closest: 'server.mjs' }]],
  ['tsx main.ts', [{ path: 'main.ts', closest: 'src/main.ts' }]],
  ['node ./srver.mjs', [{ path: './srver.mjs', closest: 'server.mjs' }]],
  ["sh -c 'exec node dist/other.js'", [{ path: 'dist/other.js', closest: null }]],
  ['NODE_ENV=production node --env-file=.env server.mjs', []],
  ['npm run start', []],
  ['npm --prefix packages/api start', []],
])('of `%s`, the files that are not there are found with the nearest that is', async (command, found) => {
  expect(await absentPaths(command, folder)).toEqual(found);
});

test('the nearest folder to one that is not there is found', async () => {
  expect(await closestPath('pakages/api', folder, 'folder')).toBe('packages/api');
  expect(await closestPath('frontend', folder, 'folder')).toBe(null);
});
