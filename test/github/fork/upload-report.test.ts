import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { artifactName } from '../../../src/github/artifacts/name.ts';
import { unzipOne } from '../../../src/github/artifacts/unzip.ts';
import { uploadReport } from '../../../src/github/fork/upload-report.ts';
import { startResults } from '../loopback/results.ts';

afterEach(() => vi.unstubAllEnvs());

it('uploads report.json alone, as the other half reads it', { timeout: 30_000 }, async () => {
  await using results = await startResults();
  for (const [name, value] of Object.entries(results.variables)) vi.stubEnv(name, value);
  const folder = await mkdtemp(join(tmpdir(), 'upload-'));
  const file = join(folder, 'report.json');
  await writeFile(file, '{"version":1}');
  await writeFile(join(folder, 'treemap.html'), 'large');
  const told = await uploadReport({
    file,
    name: 'default',
    environment: { isEnterpriseServer: false },
    variables: process.env,
    signal: new AbortController().signal,
  });
  await rm(folder, { recursive: true });
  expect(told).toContain('was uploaded as the artifact perf-budget-report');
  const archive = results.stored.get('perf-budget-report') ?? Buffer.alloc(0);
  const read = unzipOne(archive, { entry: 'report.json', bytes: 1_000 });
  expect(read.ok && read.content.toString()).toBe('{"version":1}');
});

it('says why where there is nowhere to upload to', async () => {
  const request = { file: '/report.json', name: 'default', variables: {}, signal: new AbortController().signal };
  expect(await uploadReport({ ...request, environment: { isEnterpriseServer: true } })).toContain('Enterprise Server');
  expect(await uploadReport({ ...request, environment: { isEnterpriseServer: false } })).toContain('RUNTIME_TOKEN');
});

it('gives each name an artifact of its own, in characters that GitHub takes', () => {
  const names = ['default', 'web', 'a/b', 'a*b', 'a:b', 'é'.repeat(200), 'è'.repeat(200)].map(artifactName);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^perf-budget-report(-[\w.%!~'()-]{1,100})?$/);
});
