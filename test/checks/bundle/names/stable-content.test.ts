import { hash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stableContent, stableNames } from '../../../../src/checks/bundle/names/stable-content.ts';

const stable = (content: string, paths: string[], options = {}) =>
  stableContent(Buffer.from(content), stableNames(paths, options)).toString();

describe('stable content', () => {
  it('stable content is the same for two builds that differ in hashes only', () => {
    const base = stable('import("./a-CD5neIF8.js");"x"', ['a-CD5neIF8.js']);
    const head = stable('import("./a-B-_aNb4x.js");"x"', ['a-B-_aNb4x.js']);
    expect(head).toBe(base);
    expect(base).toMatch(/^import\("\.\/a-[\w-]{8}\.js"\);"x"$/);
    expect(base).not.toContain('CD5neIF8');
  });

  it('stable content covers a table of hashes, as in the runtime of webpack', () => {
    const table = (hash: string) => `n.u=e=>e+"."+{543:"${hash}"}[e]+".js"`;
    expect(stable(table('8f3a91bc'), ['543.8f3a91bc.js'])).toBe(
      stable(table('12345678'), ['543.12345678.js', 'main.8f3a91bc.js']),
    );
    expect(stable(table('8f3a91bc'), ['543.8f3a91bc.js'])).toMatch(/\{543:"[\da-f]{8}"\}/);
  });

  it("stable content covers the name of a source map with a hash of its own, at the file's end", () => {
    const named = (map: string) => stable(`f();\n\n//# sourceMappingURL=${map}`, ['2val4je9q6fhr.js']);
    expect(named('2sfd-ljrd7jly.js.map')).toBe(named('15mlndgg8elrg.js.map'));
    expect(named('main.js.map')).toContain('=main.js.map');
    expect(named('15mlndgg8elrg.js.map\ng();')).toContain('15mlndgg8elrg');
  });

  it('stable content covers paths in escapes, and several hashes in a row', () => {
    const base = stable('"\\u002F_nuxt\\u002FB--IaNbA.js,CD5neIF8CD5neIF8"', ['_nuxt/B--IaNbA.js', 'a-CD5neIF8.js']);
    const head = stable('"\\u002F_nuxt\\u002FxY3_bNbA.js,Q9rT-eF8Q9rT-eF8"', ['_nuxt/xY3_bNbA.js', 'a-Q9rT-eF8.js']);
    expect(head).toBe(base);
  });

  it('stable content keeps files of one name apart, by the order in which they are named', () => {
    const paths = ['_nuxt/B--IaNbA.js', '_nuxt/xY3_bNbA.js'];
    const [, first, second, third] =
      stable('B--IaNbA xY3_bNbA B--IaNbA', paths).match(/^(\S{8}) (\S{8}) (\S{8})$/) ?? [];
    expect(second).not.toBe(first);
    expect(third).toBe(first);
    expect(stable('xY3_bNbA B--IaNbA xY3_bNbA', paths)).toBe(`${first} ${second} ${third}`);
  });

  it('stable content is the same whichever files share a hash', () => {
    const base = stable('"main.8f3a91bc.js"', ['main.8f3a91bc.js', 'main.8f3a91bc.css']);
    const head = stable('"main.0d1e2f3a.js"', ['a.0d1e2f3a.js', 'main.0d1e2f3a.js', 'main.0d1e2f3a.css']);
    expect(head).toBe(base);
  });

  it('stable content replaces the id of the build, as a folder and as the build reports it', () => {
    const page = (id: string) => `"/_next/static/${id}/_buildManifest.js","buildId":"${id}"`;
    const file = (id: string) => `_next/static/${id}/_buildManifest.js`;
    const [first, second] = ['Xk2jV-9fQ_aLmN3pRsTuv', '8-abcDEF_0123456789xY'];
    expect(stable(page(first), [file(first)])).toBe(stable(page(second), [file(second)]));
    expect(stable('v:"release-17"', [], { builds: ['release-17'] })).toBe(
      stable('v:"release-18"', [], { builds: ['release-18'] }),
    );
    expect(stable('v:"main"', [], { builds: ['main'] })).toBe('v:"main"');
  });

  it('stable content replaces a short hash of the manifest only in the name of its file', () => {
    const options = { known: new Map([['a-1234.js', '1234']]) };
    expect(stable('1234,"./a-1234.js"', ['a-1234.js'], options)).toMatch(/^1234,"\.\/a-(?!1234)\w{4}\.js"$/);
  });

  it('stable content keeps the length, also of UUIDs with their dashes', () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    expect(stable(`"${id}"`, [`builds/meta/${id}.json`])).toMatch(
      /^"[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}"$/,
    );
  });

  it('stable content is the same buffer if there is nothing to replace, or if the content is binary', () => {
    const names = stableNames(['a-CD5neIF8.js']);
    const text = Buffer.from('import("./b.js")');
    const image = Buffer.from('\x89PNG\0CD5neIF8', 'latin1');
    expect(stableContent(text, names)).toBe(text);
    expect(stableContent(image, names)).toBe(image);
    expect(stableContent(text, stableNames([]))).toBe(text);
  });

  it('making stable content leaves the original buffer unchanged', () => {
    const content = Buffer.from('a-CD5neIF8.js');
    stableContent(content, stableNames(['a-CD5neIF8.js']));
    expect(content.toString()).toBe('a-CD5neIF8.js');
  });

  it('stable content finds each of 10,000 hashes', () => {
    const paths = Array.from({ length: 10_000 }, (_, index) => `chunk.${hash('sha256', `${index}`).slice(0, 8)}.js`);
    const hashes = paths.map((path) => path.slice(6, 14)).filter((text) => /[a-f]/.test(text) && /\d/.test(text));
    const content = stable(hashes.join('"'), paths);
    expect(content).toHaveLength(hashes.length * 9 - 1);
    expect(content.split('"').filter((text, index) => text === hashes[index])).toEqual([]);
  });
});

/** What is written into the chunk that is loaded later; nothing else changes. */
const LATER = [0, 1, 2, 3].map((n) => `export const later = ${JSON.stringify('changed '.repeat(n))};`);

describe('over builds of Vite in which only a lazy chunk changed', () => {
  let directory: string;
  const builds: { names: string[]; contents: Map<string, Buffer> }[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'perf-budget-'));
    for (const later of LATER) builds.push(await viteBuild(directory, later));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const ofMain = (which: (content: Buffer, names: string[]) => unknown) =>
    new Set(
      builds.map(({ names, contents }) => {
        const [, content] = [...contents].find(([name]) => name.startsWith('assets/index-')) ?? [];
        return which(content as Buffer, names);
      }),
    );
  const main = (of: (content: Buffer) => unknown) =>
    ofMain((content, names) => of(stableContent(content, stableNames(names))));

  it('in Vite builds in which only a lazy chunk changed, the content of the importer differs each time', () => {
    expect(ofMain((content) => hash('sha256', content)).size).toBe(LATER.length);
  });

  it('in Vite builds in which only a lazy chunk changed, stable sizes and digest of the importer stay the same', () => {
    expect(main((content) => gzipSync(content, { level: 9 }).length).size).toBe(1);
    expect(main((content) => brotliCompressSync(content).length).size).toBe(1);
    expect(main((content) => hash('sha256', content)).size).toBe(1);
  });
});

async function viteBuild(directory: string, later: string) {
  const chunks = Array.from({ length: 12 }, (_, index) => `page${index}`);
  const files = {
    'index.html': '<script type="module" src="/main.js"></script>',
    'main.js': `import * as all from 'zod';
      globalThis.pages = { later: () => import('./later.js'), ${chunks.map((name) => `${name}: () => import('./${name}.js')`)} };
      console.log(all);`,
    'later.js': later,
    ...Object.fromEntries(chunks.map((name) => [`${name}.js`, `import('./later.js'); export default '${name}';`])),
  };
  for (const [name, content] of Object.entries(files)) await write(join(directory, name), content);
  const outDir = join(directory, 'dist');
  await build({
    root: directory,
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { zod: join(import.meta.dirname, '../../../../node_modules/zod/v4/core/schemas.js') } },
    build: { outDir, emptyOutDir: true },
  });
  const names = (await readdir(outDir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(outDir.length + 1));
  const contents = new Map<string, Buffer>();
  for (const name of names) contents.set(name, await readFile(join(outDir, name)));
  return { names, contents };
}

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
