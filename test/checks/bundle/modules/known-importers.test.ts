import { expect, it } from 'vitest';
import { projectAt } from '../../../../src/checks/bundle/bundlers/module-id.ts';
import { knownImporters } from '../../../../src/checks/bundle/modules/known-importers.ts';
import { testProject } from './project.ts';

/** The project imports `charts`, that `vendor`, and that `scale`; of `vendor` no byte is left in the bundle. */
const IDS = ['src/a.ts', 'node_modules/charts/index.js', 'node_modules/scale/index.js'];
const FOLDERS = new Set(['node_modules/charts', 'node_modules/scale']);
const FOUND = {
  'node_modules/charts': ['src/a.ts'],
  'node_modules/vendor': ['node_modules/charts/index.js'],
  'node_modules/scale': ['node_modules/vendor/index.js'],
};
const CHAIN = IDS.slice(0, 2).map((id, index) => [id, new Set([['charts', 'vendor'][index] ?? ''])] as const);

async function found(files: Record<string, string>, mentions: Iterable<readonly [string, ReadonlySet<string>]>) {
  using project = testProject(files);
  return await knownImporters(FOLDERS, {
    graph: [],
    mentions: new Map(mentions),
    ids: IDS,
    project: projectAt(project.directory),
    signal: new AbortController().signal,
  });
}

it('a package of which no byte is left is in the chain, where the maps have its source', async () => {
  expect(await found({}, [...CHAIN, ['node_modules/vendor/index.js', new Set(['scale'])]])).toEqual(FOUND);
});

it.each(['node_modules', 'node_modules/.pnpm/node_modules'])(
  'and where only its dependencies tell, in %s',
  async (folder) => {
    const manifest = JSON.stringify({ dependencies: { scale: '^1.0.0', other: '*' } });
    expect(await found({ [`${folder}/vendor/package.json`]: manifest }, CHAIN)).toEqual(FOUND);
  },
);

it.each(['{"dependencies":{"__proto__":1}}', '{"dependencies":[]}', 'null', '{'])(
  'a manifest that is %s tells nothing',
  async (manifest) => {
    const importers = await found({ 'node_modules/vendor/package.json': manifest }, CHAIN);
    expect(importers).toEqual({ 'node_modules/charts': ['src/a.ts'] });
  },
);
