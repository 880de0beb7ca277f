import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inspectPlan } from '../../src/measure/inspect.ts';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';
import { planOf } from '../support/plans/from-yaml.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await folder[Symbol.asyncDispose]();
});

const ADDRESS = 'postgres://ada:hush-hush@127.0.0.1:9/shop';
const TOKEN = 'a-token-of-the-runner';

/** `fussy` starts only where nobody looks on. */
const SERVER = `
const { appendFileSync } = require('node:fs');
appendFileSync('environments', JSON.stringify(process.env) + '\\n');
if (process.argv[2] === 'fussy' && process.env.DATABASE_URL !== '${ADDRESS}') throw new Error('another database');
require('node:http').createServer((_, response) => response.end('ok')).listen(process.env.PORT, '127.0.0.1');
`;

const CONFIG = ['fussy', 'calm']
  .reduce(
    ([servers, api], name) => [
      `${servers}  ${name}: { start: "'${process.execPath}' server.js ${name}", env: { DATABASE_URL: "${ADDRESS}" }, thresholds: { heap: off } }\n`,
      `${api}  ask ${name}: { server: ${name}, request: GET /, thresholds: { heap-growth: off } }\n`,
    ],
    ['servers:\n', 'api:\n'],
  )
  .join('');

it('a server that does not bear to be watched is a note, and no launch to watch it gets a token, an input or a command file', async () => {
  const secret = ['INPUT_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'GITHUB_TOKEN', 'GH_TOKEN', 'GITHUB_ENV', 'STATE_token'];
  for (const name of secret) vi.stubEnv(name, TOKEN);
  await writeFiles(folder.path, { 'server.js': SERVER });
  const plan = await planOf(CONFIG);
  const kept: string[] = [];
  const sides = { base: folder.path, head: folder.path, startedAt: 0 };
  const found = await inspectPlan({ base: plan, head: plan }, sides as unknown as Parameters<typeof inspectPlan>[1], {
    ...{ seed: '5eed', clock: () => 0, progress: () => {}, signal: new AbortController().signal },
    keepSecret: (value) => kept.push(value),
  });

  const seen = new Set(found.inspected?.samples.map(({ metric }) => metric));
  expect(seen).toContain('blocking');
  expect(seen).not.toContain('queries');
  expect(found.inspected?.evidence).toEqual([]);
  for (const side of ['base', 'head'])
    expect(found.notes).toContainEqual(expect.stringMatching(new RegExp(`^fussy was not inspected on ${side}: `)));
  expect(found.notes).toContainEqual(
    expect.stringMatching(/^Queries were not counted: no query of calm came through `DATABASE_URL`/),
  );
  expect(kept).toContain('hush-hush');

  const environments = (await readFile(join(folder.path, 'environments'), 'utf8')).trimEnd().split('\n');
  const watched = environments.filter((text) => !text.includes(ADDRESS));
  expect(watched).toHaveLength(4);
  for (const text of watched) expect(text).toMatch(/"postgres:\/\/ada:hush-hush@127\.0\.0\.1:\d+\/shop"/);
  // Once more a side where its processes are looked at, at the database itself; more often where a busy machine disturbs it.
  expect(environments.length).toBeGreaterThanOrEqual(8);
  for (const text of environments) {
    const environment = JSON.parse(text) as Record<string, string>;
    expect(Object.keys(environment).filter((name) => secret.includes(name))).toEqual([]);
    expect(text).not.toContain(TOKEN);
  }
});
