import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { uploadPage } from '../../../src/github/publish/upload-page.ts';
import type { Report } from '../../../src/model/report.ts';
import { anEnvironment } from '../../support/github/an-environment.ts';
import { type ResultsService, startResults } from '../../support/github/loopback/results.ts';
import { aReport, failing, quiet } from '../../support/reports/a-report.ts';

describe('the upload of the page', () => {
  let results: ResultsService;
  let folder: string;
  let log: string;
  beforeEach(async () => {
    results = await startResults();
    folder = await mkdtemp(join(tmpdir(), 'page-upload-'));
    await writeFile(join(folder, 'report.html'), '<!doctype html><title>Fine</title>');
    log = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      log += text;
      return true;
    });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await results[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const upload = (
    report: Report,
    artifact: 'on-change' | 'always' | 'never' = 'on-change',
    { attempt = 1, isEnterpriseServer = false, variables = results.variables } = {},
  ) =>
    uploadPage({
      report,
      file: join(folder, 'report.html'),
      inputs: { artifact },
      environment: { ...anEnvironment(folder), isEnterpriseServer, runAttempt: attempt },
      variables,
      signal: new AbortController().signal,
    });
  const created = () =>
    results.calls.filter(({ path }) => path.endsWith('/CreateArtifact')).map(({ body }) => JSON.parse(body.toString()));

  it('stores report.html as it is, for a browser, and knows its address', async () => {
    const url = await upload(failing());
    expect(url).toBe('https://github.example/octo-org/shop/actions/runs/100/artifacts/1');
    expect(results.stored.get('perf-budget.html')?.toString()).toBe('<!doctype html><title>Fine</title>');
    expect(created()).toMatchObject([{ name: 'perf-budget.html', mime_type: 'text/html' }]);
    expect(log).toBe('');
  });

  it('gives every name and every attempt a page of its own', async () => {
    await upload(failing({ name: 'web/shop' }));
    await upload(failing(), 'on-change', { attempt: 2 });
    expect([...results.stored.keys()]).toEqual(['perf-budget-web%2Fshop.html', 'perf-budget@2.html']);
  });

  it.each([
    ['on-change', false],
    ['always', true],
    ['never', false],
  ] as const)('of a run in which nothing moved, with `artifact: %s`: %s', async (artifact, isUploaded) => {
    const url = await upload(aReport({ results: quiet(3) }), artifact);
    expect(url !== null).toBe(isUploaded);
    expect(results.stored.size).toBe(isUploaded ? 1 : 0);
  });

  it('of a run that was not measured is uploaded: it says why', async () => {
    expect(await upload(aReport({ verdict: 'incomplete' }))).not.toBeNull();
  });

  it('is not tried on a server that has no such artifacts, and only who asks for it reads so', async () => {
    expect(await upload(failing(), 'on-change', { isEnterpriseServer: true })).toBeNull();
    expect(log).toBe('');
    expect(await upload(failing(), 'always', { isEnterpriseServer: true })).toBeNull();
    expect(log).toMatch(/^::notice::report\.html was not uploaded: this GitHub Enterprise Server/);
    expect(results.calls).toEqual([]);
  });

  it('that the service refuses costs the link and one notice', async () => {
    expect(await upload(failing())).not.toBeNull();
    expect(await upload(failing())).toBeNull();
    expect(log.match(/^::notice::report\.html was not uploaded: the service for artifacts failed/gm)).toHaveLength(1);
  });
});
