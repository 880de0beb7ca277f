import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { config, shop, worse } from '../support/folders/shop-app.ts';
import { openJob } from '../support/github/job.ts';
import { startResults } from '../support/github/loopback/results.ts';
import { TOKEN } from '../support/github/runner.ts';
import { readSpawns, recordSpawns } from '../support/processes/spawns.ts';

const quick = config({ rounds: { vitals: 1, api: 1 } });

const basic = Buffer.from(`x-access-token:${TOKEN}`).toString('base64');

const FORBIDDEN = /^(?:INPUT_|ACTIONS_|STATE_|(?:GH|GITHUB)_(?:TOKEN|ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)=)/i;

it('no process of a job sees a token, an input or a command file, but the git that fetches', {
  timeout: 600_000,
}, async () => {
  await using job = await openJob();
  await using results = await startResults();
  const path = join(job.folder, 'spawns');
  const { log, report } = await job.run(
    { base: { ...shop, 'perf-budget.yml': quick }, head: worse },
    {
      inputs: { 'accept-label': 'fine' },
      env: {
        ...results.variables,
        ...recordSpawns(path),
        GITHUB_TOKEN: TOKEN,
        GH_TOKEN: TOKEN,
        GITHUB_ENV: join(job.folder, 'env'),
        GITHUB_PATH: join(job.folder, 'path'),
        STATE_token: TOKEN,
      },
    },
  );
  expect({ verdict: report?.verdict, log }).toMatchObject({ verdict: 'fail' });
  const spawns = await readSpawns(path);
  const files = new Set(spawns.map(({ file }) => basename(file)));
  expect([...files]).toEqual(expect.arrayContaining(['git', 'bash', 'node', expect.stringMatching(/^chrom/)]));
  expect(spawns.some(({ args }) => args.includes('--version') && /chrom/.test(args[0] ?? ''))).toBe(true);

  const secrets = [TOKEN, basic, results.variables.ACTIONS_RUNTIME_TOKEN ?? '?'];
  const seeing = spawns.filter(
    ({ env, args }) =>
      env.some((pair) => FORBIDDEN.test(pair)) ||
      [...env, ...args].some((text) => secrets.some((secret) => text.includes(secret))),
  );
  // A partial clone fetches what these read.
  const mayFetch = /^(?:fetch|ls-remote|checkout|lfs|ls-tree|cat-file)$/;
  expect(seeing.filter(({ file, args }) => file !== 'git' || !mayFetch.test(args[1] ?? ''))).toEqual([]);
  for (const { env } of seeing) {
    expect(env.filter((pair) => FORBIDDEN.test(pair))).toEqual([]);
    // It belongs to GitHub's address.
    const number = /^GIT_CONFIG_VALUE_(\d+)=/.exec(env.find((pair) => pair.includes(basic)) ?? '')?.[1];
    expect(env).toContain(`GIT_CONFIG_KEY_${number}=http.https://github.com/.extraheader`);
  }
});
