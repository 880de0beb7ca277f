import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundle } from '../../../src/checks/bundle/index.ts';
import type { BundleEvidence } from '../../../src/checks/bundle/probe.ts';
import type { BundleSettings } from '../../../src/checks/bundle/settings.ts';
import type { Visit } from '../../../src/checks/visit.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Record<string, string | Buffer>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

const settings = (extra: Partial<BundleSettings> = {}): BundleSettings => ({
  path: 'dist',
  files: [],
  exclude: [],
  compression: 'gzip',
  ...extra,
});

async function visit(extra: Partial<BundleSettings> = {}): Promise<Visit> {
  const [subject] = bundle.expand('app', settings(extra));
  if (!subject) throw new Error('a bundle is one subject');
  const probe = bundle.probe(subject, { side: 'head', directory: folder });
  return probe.visit({ round: 0, launch: 0, server: null, size: 1, signal: new AbortController().signal });
}

async function measured(extra: Partial<BundleSettings> = {}) {
  const outcome = await visit(extra);
  if (!outcome.ok) throw new Error(outcome.message);
  return { values: outcome.values, evidence: outcome.evidence as BundleEvidence };
}

const script = `export const answer = ${JSON.stringify('forty-two '.repeat(500))};\n`;
const gzip9 = (content: string | Buffer) => gzipSync(content, { level: 9 }).length;
const brotli11 = (content: string | Buffer) =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

describe('the sizes of a bundle', () => {
  it("are node's zlib to the byte, by type and in total", async () => {
    const image = Buffer.from(Array.from({ length: 3_000 }, (_, i) => (i * 7919) % 251));
    await write({
      'dist/index.html': '<!doctype html><script src=a.js></script>',
      'dist/a.js': script,
      'dist/b.mjs': 'b',
      'dist/c.css': 'p{}',
      'dist/i.png': image,
    });
    const { values, evidence } = await measured();
    expect(values.javascript).toBe(gzip9(script) + gzip9('b'));
    expect(values.css).toBe(gzip9('p{}'));
    expect(values.images).toBe(gzip9(image));
    expect(values.fonts).toBe(0);
    const html = '<!doctype html><script src=a.js></script>';
    expect(values.total).toBe(gzip9(script) + gzip9('b') + gzip9('p{}') + gzip9(image) + gzip9(html));
    expect(evidence.files.find((file) => file.name === 'a.js')).toEqual({
      name: 'a.js',
      type: 'javascript',
      raw: Buffer.byteLength(script),
      gzip: gzip9(script),
      brotli: brotli11(script),
    });
  });

  it('are those of the compression that the user chose', async () => {
    await write({ 'dist/a.js': script });
    expect((await measured({ compression: 'brotli' })).values.javascript).toBe(brotli11(script));
    expect((await measured({ compression: 'none' })).values.javascript).toBe(script.length);
  });

  it('leave out what no visitor downloads: maps, stats, licences', async () => {
    await write({
      'dist/a.js': 'a',
      'dist/a.js.map': script,
      'dist/stats.html': script,
      'dist/a.js.LICENSE.txt': script,
      'dist/.vite/manifest.json': script,
    });
    expect((await measured()).evidence.files.map((file) => file.name)).toEqual(['a.js']);
  });

  it('leave out what the user excludes, and can be those of globs', async () => {
    await write({ 'dist/a.js': 'a', 'dist/admin/b.js': 'b', 'lib/c.js': 'c' });
    const names = async (extra: Partial<BundleSettings>) =>
      (await measured(extra)).evidence.files.map(({ name }) => name);
    expect(await names({ exclude: ['admin/**'] })).toEqual(['a.js']);
    expect(await names({ path: null, files: ['dist/*.js', 'lib/**'] })).toEqual(['dist/a.js', 'lib/c.js']);
  });

  it('add up where two files have one logical name', async () => {
    await write({ 'dist/Comp-BvKxQzPw.js': script, 'dist/Comp-CD5neIF8.js': 'small' });
    const { evidence } = await measured();
    expect(evidence.files).toHaveLength(1);
    expect(evidence.files[0]).toMatchObject({ name: 'Comp-*.js', gzip: gzip9(script) + gzip9('small') });
  });

  it('do not follow links around in circles', async () => {
    await write({ 'dist/a.js': 'a' });
    await symlink(join(folder, 'dist'), join(folder, 'dist', 'again'));
    expect((await measured()).evidence.files.map((file) => file.name)).toEqual(['a.js']);
  });

  it('of a folder that is not there are no sizes', async () => {
    expect(await visit()).toMatchObject({ ok: false, code: 'absent', retry: false });
  });
});

describe('why a bundle grew', () => {
  const evidence = (files: Record<string, number>): BundleEvidence => ({
    compression: 'gzip',
    modules: null,
    files: Object.entries(files).map(([name, size]) => ({
      name,
      type: 'javascript',
      raw: size * 3,
      gzip: size,
      brotli: size,
    })),
  });
  const explain = (base: Record<string, number>, head: Record<string, number>) => {
    const [subject] = bundle.expand('app', settings());
    if (!subject || !bundle.explain) throw new Error('bundle explains');
    return bundle.explain(subject, { base: evidence(base), head: evidence(head) });
  };

  it('names new and grown files, worst first, and nothing else', () => {
    const findings = explain(
      { 'a.js': 10_000, 'b.js': 5_000, 'c.js': 100 },
      { 'a.js': 13_000, 'd.js': 8_000, 'c.js': 600 },
    );
    expect(findings.map(({ code, location, current, target }) => [code, location, current, target])).toEqual([
      ['bundle.file-new', 'd.js', 8_000, 0],
      ['bundle.file-grew', 'a.js', 13_000, 10_000],
    ]);
  });

  it("names packages and their importers where the build wrote the visualizer's raw data", async () => {
    const rawData = (lodash: number) => ({
      version: 2,
      tree: {},
      options: {},
      nodeParts: { p1: { renderedLength: lodash, metaUid: 'm1' }, p2: { renderedLength: 900, metaUid: 'm2' } },
      nodeMetas: {
        m1: { id: '/node_modules/lodash/lodash.js', moduleParts: { 'a.js': 'p1' }, importedBy: [{ uid: 'm2' }] },
        m2: { id: '/src/total.js', moduleParts: { 'a.js': 'p2' }, importedBy: [] },
      },
    });
    const at = async (lodash: number) => {
      await write({ 'dist/a.js': script, 'dist/stats.json': JSON.stringify(rawData(lodash)) });
      return (await measured()).evidence;
    };
    const [base, head] = [await at(10_000), await at(80_000)];
    expect(base.files.map((file) => file.name)).toEqual(['a.js']);
    const [subject] = bundle.expand('app', settings());
    const findings = subject && bundle.explain?.(subject, { base, head });
    expect(findings).toMatchObject([
      {
        code: 'bundle.package-grew',
        location: 'src/total.js',
        current: 80_000,
        target: 10_000,
        evidence: { name: 'lodash', importers: ['src/total.js'], minified: false },
      },
    ]);
  });
});

describe('the details of a size', () => {
  it('hold all three sizes of each side, in total and by file', () => {
    const files = [{ name: 'a.js', type: 'javascript', raw: 30, gzip: 10, brotli: 9 }] as const;
    const head: BundleEvidence = { compression: 'gzip', modules: null, files };
    expect(bundle.details?.('javascript', { base: null, head })).toEqual({
      compression: 'gzip',
      base: null,
      head: { raw: 30, gzip: 10, brotli: 9 },
      files: [{ name: 'a.js', type: 'javascript', base: null, head: { raw: 30, gzip: 10, brotli: 9 } }],
    });
    expect(bundle.details?.('css', { base: null, head })).toMatchObject({
      head: { raw: 0, gzip: 0, brotli: 0 },
      files: [],
    });
  });
});
