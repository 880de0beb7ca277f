import { describe, expect, it } from 'vitest';
import { projectAt } from '../../../../src/checks/bundle/bundlers/module-id.ts';
import { type ImporterSources, importersOf } from '../../../../src/checks/bundle/modules/importers.ts';
import { testProject } from '../../../support/bundles/project.ts';

type Planted = Partial<Pick<ImporterSources, 'graph' | 'ids'>> & {
  readonly mentions?: Iterable<readonly [id: string, names: readonly string[]]>;
  readonly files?: Record<string, string>;
};

async function importers(folders: Iterable<string>, { graph = [], mentions = [], ids = [], files = {} }: Planted) {
  using project = testProject(files);
  return await importersOf(new Set(folders), {
    graph,
    mentions: new Map([...mentions].map(([id, names]) => [id, new Set(names)])),
    ids,
    project: projectAt(project.directory),
    signal: new AbortController().signal,
  });
}

const IMPORTED = ['node_modules/a/index.js'];

describe('the importers of a package', () => {
  it('importers of a package are the modules outside of it, those of the project first', async () => {
    const modules = ['node_modules/b/x.js', 'src/z.ts', 'node_modules/a/y.js', 'src/a.ts', 'src/a.ts'];
    const graph = modules.flatMap((importer) => IMPORTED.map((imported) => ({ importer, imported })));
    expect(await importers(['node_modules/a'], { graph })).toEqual({
      'node_modules/a': ['src/a.ts', 'src/z.ts', 'node_modules/b/x.js'],
    });
  });

  it('importers import the nearest package of the name they mention', async () => {
    const folders = ['node_modules/a', 'node_modules/b', 'node_modules/b/node_modules/a', '../../node_modules/c'];
    const mentions = [
      ['src/x.ts', ['a', 'b', 'not-in-the-bundle']],
      ['node_modules/b/x.js', ['a', 'c']],
    ] as const;
    expect(await importers(folders, { mentions })).toEqual({
      'node_modules/a': ['src/x.ts'],
      'node_modules/b': ['src/x.ts'],
      'node_modules/b/node_modules/a': ['node_modules/b/x.js'],
      '../../node_modules/c': ['node_modules/b/x.js'],
    });
  });

  it("importers are those of the bundler's report, else of the maps, else of the project's sources", async () => {
    const folders = ['node_modules/a', 'node_modules/b', 'node_modules/c'];
    const graph = IMPORTED.map((imported) => ({ importer: 'src/in-report.ts', imported }));
    const mentions = [['src/in-map.ts', ['a', 'b']]] as const;
    const files = { 'src/in-checkout.ts': "import 'a'; import 'b'; export * from 'c';" };
    expect(await importers(folders, { graph, mentions, files })).toEqual({
      'node_modules/a': ['src/in-report.ts'],
      'node_modules/b': ['src/in-map.ts'],
      'node_modules/c': ['src/in-checkout.ts'],
    });
  });
});

describe('a package without bytes in the bundle is in the chain of importers', () => {
  // The project imports `charts`, that `vendor`, and that `scale`. `vendor` leaves no byte.
  const ids = ['src/a.ts', 'node_modules/charts/index.js', 'node_modules/scale/index.js'];
  const folders = ['node_modules/charts', 'node_modules/scale'];
  const mentions = [
    ['src/a.ts', ['charts']],
    ['node_modules/charts/index.js', ['vendor']],
  ] as const;
  const chain = {
    'node_modules/charts': ['src/a.ts'],
    'node_modules/vendor': ['node_modules/charts/index.js'],
    'node_modules/scale': ['node_modules/vendor/index.js'],
  };

  it('a package without bytes is in the chain of importers if the maps have its source', async () => {
    const all = [...mentions, ['node_modules/vendor/index.js', ['scale']] as const];
    expect(await importers(folders, { ids, mentions: all })).toEqual(chain);
  });

  it.each(['node_modules', 'node_modules/.pnpm/node_modules'])(
    'a package without bytes is in the chain if only its dependencies show its imports, in %s',
    async (folder) => {
      const manifest = JSON.stringify({ dependencies: { scale: '^1.0.0', other: '*' } });
      const files = { [`${folder}/vendor/package.json`]: manifest };
      expect(await importers(folders, { ids, mentions, files })).toEqual(chain);
    },
  );

  it('a package without bytes imports the nearest copy', async () => {
    const copies = ['node_modules/scale', 'node_modules/vendor/node_modules/scale'];
    const files = { 'node_modules/vendor/package.json': JSON.stringify({ dependencies: { scale: '^1.0.0' } }) };
    expect(await importers(copies, { mentions: [['src/a.ts', ['vendor']]], files })).toEqual({
      'node_modules/vendor': ['src/a.ts'],
      'node_modules/vendor/node_modules/scale': ['node_modules/vendor/index.js'],
    });
  });

  it.each(['{"dependencies":{"__proto__":1}}', '{"dependencies":[]}', 'null', '{'])(
    'a package without bytes is not in the chain if its manifest is %s',
    async (manifest) => {
      const files = { 'node_modules/vendor/package.json': manifest };
      expect(await importers(folders, { ids, mentions, files })).toEqual({ 'node_modules/charts': ['src/a.ts'] });
    },
  );
});
