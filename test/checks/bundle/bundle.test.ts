import { chmod, chown, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { BundleEvidence } from '../../../src/checks/bundle/evidence.ts';
import { bundle } from '../../../src/checks/bundle/index.ts';
import type { BundleSettings } from '../../../src/checks/bundle/settings.ts';
import type { Visit } from '../../../src/model/visit.ts';

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
  fileBudgets: [],
  ...extra,
});

async function visit(extra: Partial<BundleSettings> = {}): Promise<Visit> {
  const [subject] = bundle.settings.expand('app', settings(extra));
  if (!subject) throw new Error('a bundle is one subject');
  const probe = bundle.probe(subject, { side: 'head', directory: folder, startedAt: 0 });
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

it('measures no pointers of Git LFS as if they were the files, and says how to fetch these', async () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 90000\n`;
  await write({ 'dist/a.js': script, 'dist/hero.jpg': pointer, 'dist/spec.txt': `${pointer}${'-'.repeat(1_024)}` });
  expect(await visit()).toMatchObject({
    ok: false,
    code: 'unreadable',
    message: 'hero.jpg holds a pointer of Git LFS instead of its content',
    hint: expect.stringContaining('lfs: true'),
    retry: false,
  });
  expect(await visit({ exclude: ['*.jpg'] })).toMatchObject({ ok: true });
});

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
    expect(evidence.files.find((file) => file.name === 'a.js')).toMatchObject({
      name: 'a.js',
      type: 'javascript',
      raw: Buffer.byteLength(script),
      gzip: gzip9(script),
      brotli: null,
    });
  });

  it('sizes are those of the compression that the user chose', async () => {
    await write({ 'dist/a.js': script });
    expect((await measured({ compression: 'brotli' })).values.javascript).toBe(brotli11(script));
    expect((await measured({ compression: 'none' })).values.javascript).toBe(script.length);
  });

  it('are, of the JavaScript of a first load, those of the page with the most of it, where that is known', async () => {
    await write({ 'dist/a.js': script, 'dist/b.js': 'b', 'dist/c.css': 'p{}' });
    expect((await measured()).values).not.toHaveProperty('initial-javascript');
    await write({
      'dist/index.html': '<!doctype html><link rel=stylesheet href=c.css><script src=a.js></script>',
      'dist/b.html': '<!doctype html><script src=b.js></script>',
    });
    expect((await measured()).values).toMatchObject({
      'initial-javascript': gzip9(script),
      initial: gzip9(script) + gzip9('p{}'),
      javascript: gzip9(script) + gzip9('b'),
    });
    await write({ 'dist/index.html': '<!doctype html>', 'dist/b.html': '<!doctype html>' });
    expect((await measured()).values).not.toHaveProperty('initial-javascript');
  });

  it('sizes leave out what no visitor downloads: maps, stats, licences', async () => {
    await write({
      'dist/a.js': 'a',
      'dist/a.js.map': script,
      'dist/stats.html': script,
      'dist/a.js.LICENSE.txt': script,
      'dist/.vite/manifest.json': script,
    });
    expect((await measured()).evidence.files.map((file) => file.name)).toEqual(['a.js']);
  });

  it('sizes leave out repositories, installed packages, and what an earlier run of perf-budget wrote', async () => {
    const report = { version: 1, tool: { version: '1.0.0' }, verdict: 'pass', results: [], samples: [] };
    await write({
      'a.js': 'a',
      'report.json': '{"version":1}',
      '.git/config': script,
      'lib/.git': 'gitdir: elsewhere',
      'node_modules/x/x.js': script,
      'lib/node_modules/y/y.js': script,
      '.perf-budget/index-treemap.html': script,
      'out/report.json': JSON.stringify({ ...report, files: [{ name: 'app-treemap.html' }] }),
      'out/report.md': script,
      'out/older-treemap.html': script,
    });
    const names = async () => (await measured({ path: '.' })).evidence.files.map((file) => file.path);
    expect(await names()).toEqual(['a.js', 'report.json']);
    await write({ 'report.json': JSON.stringify(report), 'report.md': script });
    expect(await names()).toEqual(['a.js']);
  });

  it('sizes of files that are shipped compressed only are those of what they unpack to', async () => {
    await write({
      'dist/index.html.gz': gzipSync('<!doctype html><script src=a.js></script>'),
      'dist/a.js.br': brotliCompressSync(script),
      'dist/a.js.gz': gzipSync(script, { level: 1 }),
      'dist/a.js.map.gz': gzipSync(script),
      'dist/b.js': 'b',
      'dist/b.js.zst': 'a copy',
      'dist/all.tar.gz': gzipSync(script),
      'dist/text.pt.br': 'not compressed',
    });
    const { values, evidence } = await measured();
    expect(evidence.files.map(({ path, type, raw }) => [path, type, raw])).toEqual([
      ['a.js', 'javascript', script.length],
      ['all.tar.gz', 'other', gzipSync(script).length],
      ['b.js', 'javascript', 1],
      ['index.html', 'html', 41],
      ['text.pt', 'other', 14],
    ]);
    expect(values.javascript).toBe(gzip9(script) + gzip9('b'));
    expect(values['initial-javascript']).toBe(gzip9(script));
    const none = await measured({ compression: 'none', exclude: ['b.js', '*.tar.gz'] });
    expect(none.values.total).toBe(script.length + 41 + 14);
  });

  it('sizes leave out reports of bundlers, whatever their name, and no other JSON', async () => {
    const metafile = { inputs: {}, outputs: { 'dist/a.js': { bytes: 1, inputs: {}, imports: [] } } };
    await write({
      'dist/a.js': 'a',
      'dist/how.json': JSON.stringify(metafile),
      'dist/meta.json': '{"title":"A shop"}',
    });
    expect((await measured()).evidence.files.map((file) => file.name)).toEqual(['a.js', 'meta.json']);
  });

  it('sizes leave out what the user excludes, and can be those of globs', async () => {
    await write({ 'dist/a.js': 'a', 'dist/admin/b.js': 'b', 'lib/c.js': 'c' });
    const names = async (extra: Partial<BundleSettings>) =>
      (await measured(extra)).evidence.files.map(({ name }) => name);
    expect(await names({ exclude: ['admin/**'] })).toEqual(['a.js']);
    expect(await names({ path: null, files: ['dist/*.js', 'lib/**'] })).toEqual(['dist/a.js', 'lib/c.js']);
  });

  it('two files of one logical name keep their own sizes', async () => {
    await write({ 'dist/Comp-BvKxQzPw.js': script, 'dist/Comp-CD5neIF8.js': 'small' });
    const { evidence, values } = await measured();
    expect(evidence.files).toMatchObject([
      { path: 'Comp-BvKxQzPw.js', name: 'Comp-*.js', gzip: gzip9(script) },
      { name: 'Comp-*.js', gzip: gzip9('small') },
    ]);
    expect(values.javascript).toBe(gzip9(script) + gzip9('small'));
  });

  it('measuring a bundle does not follow links around in circles', async () => {
    await write({ 'dist/a.js': 'a' });
    await symlink(join(folder, 'dist'), join(folder, 'dist', 'again'));
    expect((await measured()).evidence.files.map((file) => file.name)).toEqual(['a.js']);
  });

  it('a folder that is not there has no sizes', async () => {
    expect(await visit()).toMatchObject({ ok: false, code: 'absent', retry: false });
  });
});

describe('the pages of a bundle', () => {
  const page = (...scripts: string[]) => scripts.map((src) => `<script type="module" src="${src}"></script>`).join('');

  it('several pages are parts of the bundle, and the heaviest is the bundle’s own', async () => {
    await write({
      'dist/index.html': page('/a.js'),
      'dist/admin/index.html': page('/a.js', '/b.js'),
      'dist/a.js': script,
      'dist/b.js': 'onclick = () => import("./c.js");',
      'dist/c.js': 'export {};',
    });
    const outcome = await visit();
    if (!outcome.ok) throw new Error(outcome.message);
    const both = gzip9(script) + gzip9('onclick = () => import("./c.js");');
    expect(outcome.values).toMatchObject({ initial: both, async: gzip9('export {};') });
    expect(outcome.parts).toMatchObject({
      'index.html': { values: { initial: gzip9(script), async: 0 } },
      'admin/index.html': { values: { initial: both, async: gzip9('export {};') } },
    });
  });

  it('a single page is no part, and without a page there is no metric of pages', async () => {
    await write({ 'dist/index.html': page('/a.js'), 'dist/a.js': script });
    expect(await visit()).toMatchObject({ ok: true, values: { initial: gzip9(script) }, parts: {} });
    await rm(join(folder, 'dist/index.html'));
    expect((await measured()).values).not.toHaveProperty('initial');
  });
});

describe('a limit on single files', () => {
  it('a limit on single files is held against the largest that fits', async () => {
    await write({
      'dist/assets/vendor-1.js': script,
      'dist/assets/vendor-2.js': 'small',
      'dist/a.js': script.repeat(3),
    });
    const { values } = await measured({ fileBudgets: ['assets/vendor-*.js'] });
    expect(values['assets/vendor-*.js']).toBe(gzip9(script));
  });

  it('a limit on single files that fits no file is a mistake in the config', async () => {
    await write({ 'dist/a.js': 'a' });
    const [subject] = bundle.settings.expand('app', settings({ fileBudgets: ['a.js', 'vendor-*.js'] }));
    expect(subject && (await bundle.settings.missing?.(subject, folder))).toEqual({
      path: 'vendor-*.js',
      isPlace: false,
    });
  });
});

it('a folder that leads out of the repository is said to, and not to be missing', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'perf-budget-elsewhere-'));
  onTestFinished(() => rm(elsewhere, { recursive: true }));
  await mkdir(join(folder, '.git'), { recursive: true });
  await symlink(elsewhere, join(folder, 'dist'));
  const [subject] = bundle.settings.expand('app', settings());
  expect(subject && (await bundle.settings.missing?.(subject, folder))).toMatchObject({
    problem: expect.stringMatching(/^"dist" leads out of the repository/),
  });
});

describe('what a change is computed from', () => {
  it('the compared size is the same where only the hash of another file changed', async () => {
    const importer = (hash: string) => `import("./lazy-${hash}.js");${script}`;
    const at = async (hash: string) => {
      await rm(join(folder, 'dist'), { recursive: true, force: true });
      await write({ 'dist/index-CD5neIF8.js': importer(hash), [`dist/lazy-${hash}.js`]: 'lazy' });
      const outcome = await visit({ compression: 'brotli' });
      if (!outcome.ok) throw new Error(outcome.message);
      return outcome;
    };
    const [base, head] = [await at('BvKxQzPw'), await at('x0_aZ9-Q')];
    expect(head.compared).toEqual(base.compared);
    expect(head.values.javascript).toBe(brotli11(importer('x0_aZ9-Q')) + brotli11('lazy'));
  });
});

/** Root may read everything: as anybody else. */
async function asAnybody(work: () => Promise<void>): Promise<void> {
  const NOBODY = 65_534;
  if (process.getuid?.() !== 0) return work();
  await chown(folder, NOBODY, NOBODY);
  process.setegid?.(NOBODY);
  process.seteuid?.(NOBODY);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}

describe.skipIf(process.platform === 'win32')('what may not be read', () => {
  it.each([
    ['a file', 'dist/assets/a.js', /^assets\/a\.js can't be read: its permissions forbid it \(EACCES\)$/],
    ['a folder', 'dist/assets', /^assets can't be read: its permissions forbid it \(EACCES\)$/],
    ['the folder of the bundle itself', 'dist', /^the folder can't be read: its permissions forbid it \(EACCES\)$/],
  ])('a file that may not be read fails the visit rather than counting as nothing: %s', async (_, path, message) => {
    await asAnybody(async () => {
      await write({ 'dist/index.html': '<script src=assets/a.js></script>', 'dist/assets/a.js': script });
      await chmod(join(folder, path), 0);
      const outcome = await visit().finally(() => chmod(join(folder, path), 0o755));
      expect(outcome).toMatchObject({ ok: false, code: 'unreadable', message: expect.stringMatching(message) });
    });
  });
});
