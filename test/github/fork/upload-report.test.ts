import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { artifactName } from '../../../src/github/artifacts/name.ts';
import { unzipOne } from '../../../src/github/artifacts/unzip.ts';
import { uploadReport } from '../../../src/github/fork/upload-report.ts';
import { type ResultsService, startResults } from '../../support/github/loopback/results.ts';

afterEach(() => vi.unstubAllEnvs());

it('uploads report.json alone, as the other half reads it', async () => {
  await using results = await startResults();
  for (const [name, value] of Object.entries(results.variables)) vi.stubEnv(name, value);
  const folder = await mkdtemp(join(tmpdir(), 'upload-'));
  const file = join(folder, 'report.json');
  await writeFile(file, '{"version":1}');
  await writeFile(join(folder, 'treemap.html'), 'large');
  const told = await uploadReport({
    file,
    name: 'default',
    environment: { isEnterpriseServer: false, runAttempt: 1 },
    variables: process.env,
    signal: new AbortController().signal,
  });
  await rm(folder, { recursive: true });
  expect(told).toContain('was uploaded as the artifact perf-budget-report');
  const archive = results.stored.get('perf-budget-report') ?? Buffer.alloc(0);
  const read = unzipOne(archive, { entry: 'report.json', bytes: 1_000 });
  expect(read.ok && read.content.toString()).toBe('{"version":1}');
});

describe('an upload of a report', () => {
  let results: ResultsService;
  let folder: string;
  beforeEach(async () => {
    results = await startResults();
    folder = await mkdtemp(join(tmpdir(), 'upload-'));
    await writeFile(join(folder, 'report.json'), '{"version":1}');
  });
  afterEach(async () => {
    await results[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const upload = (
    variables: Readonly<Record<string, string>> = {},
    signal = new AbortController().signal,
    runAttempt = 1,
  ) =>
    uploadReport({
      file: join(folder, 'report.json'),
      name: 'default',
      environment: { isEnterpriseServer: false, runAttempt },
      variables: { ...results.variables, ...variables },
      signal,
    });

  it('asks for seven days, and for less where the repository allows less', async () => {
    for (const [allowed, days] of [
      ['90', 7],
      ['3', 3],
    ] as const) {
      await upload({ GITHUB_RETENTION_DAYS: allowed });
      const asked = JSON.parse(
        results.calls.findLast(({ path }) => path.endsWith('/CreateArtifact'))?.body.toString() ?? '',
      );
      expect(asked).toMatchObject({ name: 'perf-budget-report', mime_type: 'application/zip', version: 7 });
      expect((Date.parse(asked.expires_at) - Date.now()) / 86_400_000).toBeCloseTo(days, 1);
    }
  });

  it('has a name of its own in a re-run, for GitHub refuses one that is taken', async () => {
    for (const attempt of [1, 2, 3]) expect(await upload({}, undefined, attempt)).toContain('was uploaded');
    expect([...results.stored.keys()]).toEqual(['perf-budget-report', 'perf-budget-report@2', 'perf-budget-report@3']);
    expect(await upload()).toContain('already exists');
  });

  it('shows the token to the service alone, and not to the store that it names', async () => {
    await upload();
    const authorized = results.calls.map(({ method, headers }) => [method, headers.authorization !== undefined]);
    expect(authorized).toEqual([
      ['POST', true],
      ['PUT', false],
      ['POST', true],
    ]);
  });

  it('names the reason that the service gives', async () => {
    results.fail(() => (response) => response.writeHead(403).end('{"msg":"artifact storage quota has been hit"}'));
    expect(await upload()).toContain('failed: it answered 403: artifact storage quota has been hit.');
  });

  it('fails if the store did not get the whole file', async () => {
    results.fail(({ method }) => (method === 'PUT' ? (response) => response.writeHead(201).end() : null));
    expect(await upload()).toContain('the service for artifacts failed: its answer');
  });

  it('fails if the token is for no run and job', async () => {
    expect(await upload({ ACTIONS_RUNTIME_TOKEN: 'e30.e30.x' })).toContain("the runner's token names no run and job");
    expect(results.calls).toEqual([]);
  });

  it('ends when the run is cancelled', async () => {
    results.fail(() => () => {});
    expect(await upload({}, AbortSignal.timeout(100))).toContain('the run was cancelled');
  });
});

it('says why where there is nowhere to upload to', async () => {
  const request = { file: import.meta.filename, name: 'default', variables: {}, signal: new AbortController().signal };
  expect(await uploadReport({ ...request, environment: { isEnterpriseServer: true, runAttempt: 1 } })).toContain(
    'Enterprise Server',
  );
  expect(await uploadReport({ ...request, environment: { isEnterpriseServer: false, runAttempt: 1 } })).toContain(
    'RUNTIME_TOKEN',
  );
});

it('gives each name an artifact of its own, in characters that GitHub takes', () => {
  const all = ['default', 'web', 'web@2', '2', '@2', 'a/b', 'a*b', 'a:b', 'é'.repeat(200), 'è'.repeat(200)];
  const names = all.flatMap((name) => [artifactName(name, 1), artifactName(name, 2)]);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^perf-budget-report(-[\w.%!~'()-]{1,100})?(@2)?$/);
});
