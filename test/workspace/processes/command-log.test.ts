import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeReportFiles } from '../../../src/report/files.ts';
import { commandLog, keepLogs } from '../../../src/workspace/processes/command-log.ts';
import { environmentSecrets } from '../../../src/workspace/processes/environment-secrets.ts';
import { temporaryFolder } from '../../support/folders/temporary.ts';
import { readLog } from '../../support/github/runner-log.ts';
import { aReport } from '../../support/reports/a-report.ts';

const prepared = (content: string) => commandLog({ side: 'head', stage: 'prepare', server: 'the api/../x' }, content);

const RENDERED = { markdown: '', html: '' };

test('a log of a failed command is kept, whatever later launches print', () => {
  const logs = keepLogs();
  logs.keep(prepared('first'), false);
  logs.keep(prepared('refused'), true);
  logs.keep(prepared('fine'), false);
  expect(logs.all()).toEqual([
    {
      name: expect.stringMatching(/^logs\/head-prepare-the-api-\.\.-x-[0-9a-f]{8}\.log$/),
      title: 'what prepare of the api/../x on head printed',
      content: 'refused\n',
    },
  ]);
});

test('logs of an earlier run go, and files of others in their folder stay', async () => {
  await using folder = await temporaryFolder();
  const logs = join(folder.path, 'logs');
  await mkdir(logs);
  for (const name of ['base-build.log', 'head-prepare-api.log', 'server.log']) await writeFile(join(logs, name), 'old');
  const log = commandLog({ side: 'head', stage: 'install', server: null }, 'new');
  const written = await writeReportFiles(folder.path, { report: aReport(), files: [log] }, RENDERED);
  expect(written.others).toEqual([join(folder.path, 'logs/head-install.log')]);
  expect(await readdir(logs)).toEqual(['head-install.log', 'server.log']);
  await writeReportFiles(folder.path, { report: aReport(), files: [] }, RENDERED);
  expect(await readdir(logs)).toEqual(['server.log']);
});

test('what the report of an earlier run names beside itself goes, and files of others stay', async () => {
  await using folder = await temporaryFolder();
  const names = [
    'app-treemap.html',
    'home-mobile-base-screenshots.html',
    'home-mobile-head.html',
    'list-head.cpuprofile',
  ];
  const attached = (some: readonly string[]) => some.map((name) => ({ name, title: name, content: name }));
  const report = {
    ...aReport(),
    files: [...attached(names), { name: '../outside-treemap.html', title: '' }, { name: 'main.js', title: '' }],
  };
  const inside = join(folder.path, 'out');
  await mkdir(inside);
  for (const name of ['../outside-treemap.html', 'main.js', 'mine-treemap.html'])
    await writeFile(join(inside, name), '');
  await writeReportFiles(inside, { report, files: attached(names) }, RENDERED);
  await writeReportFiles(inside, { report: aReport(), files: attached(names.slice(0, 1)) }, RENDERED);
  expect(await readdir(inside)).toEqual([
    'app-treemap.html',
    'main.js',
    'mine-treemap.html',
    'report.html',
    'report.json',
    'report.md',
  ]);
  expect(await readdir(folder.path)).toContain('outside-treemap.html');
});

test('a log says nothing to the runner, should a later step print it', async () => {
  await using folder = await temporaryFolder();
  const log = commandLog(
    { side: 'head', stage: 'build', server: null },
    'built\n##[add-mask]e\n ::set-output name=verdict::pass',
  );
  const { others } = await writeReportFiles(folder.path, { report: aReport(), files: [log] }, RENDERED);
  const written = await readFile(others[0] ?? '', 'utf8');
  expect(written).toBe('built\n## [add-mask]e\n : :set-output name=verdict::pass\n');
  expect(readLog(written).commands).toEqual([]);
});

test('what is secret in the environment is known by its name, or stands in an address', () => {
  const environment = {
    NPM_TOKEN: 'npm_1234567',
    STRIPE_SECRET_KEY: 'sk_live_1234',
    DATABASE_URL: 'postgres://ada:s3cr3t-word@db/app',
    API_KEY: 'test',
    HOME: '/home/ada',
    KEYBOARD: 'qwertyuiop',
    OLDPWD: '/home/ada/app',
    APP_PUBLIC_KEY: 'pk_live_1234',
    PGPASSWORD: 'word-of-pg',
    DB_PASS: 'word-of-db',
    SIGNING_KEY: 'key-to-sign',
    SECRET_KEY_BASE: 'key-of-rails',
    GH_PAT: 'ghp_12345678',
    GCP_CREDENTIALS_JSON: '{"key": "of-gcp"}',
    CACHE: 'redis://:w%40rd-of-cache@cache',
    STORAGE: 'AccountName=a;AccountKey=key-of-storage;Suffix=b',
  };
  expect(environmentSecrets('ghs_123456', environment)).toEqual([
    'npm_1234567',
    'sk_live_1234',
    's3cr3t-word',
    'word-of-pg',
    'word-of-db',
    'key-to-sign',
    'key-of-rails',
    'ghp_12345678',
    '{"key": "of-gcp"}',
    'w%40rd-of-cache',
    'w@rd-of-cache',
    'key-of-storage',
    'ghs_123456',
  ]);
});
