import { describe, expect, test } from 'vitest';
import { bench } from '../../../src/checks/bench/index.ts';
import type { BenchSettings } from '../../../src/checks/bench/settings.ts';
import type { Side } from '../../../src/model/subject.ts';
import { type Files, temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';
import { planOf } from '../../support/plans/from-yaml.ts';

const RESULTS = JSON.stringify([{ name: 'parse', unit: 'ms', value: 2 }]);
const write = (to: string, text = RESULTS) => `node -e 'require("fs").writeFileSync(${to}, ${JSON.stringify(text)})'`;
const OUTPUT = 'process.env.PERF_BUDGET_OUTPUT';

/** One visit of the suite that a config describes, in a folder with some files. */
async function visit(
  config: Readonly<Record<string, unknown>>,
  { files = {}, side = 'head' }: { files?: Files; side?: Side } = {},
) {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, files);
  const plan = await planOf(JSON.stringify({ bench: { suite: config } }));
  const subject = plan.subjects[0]?.subject;
  if (subject === undefined) throw new Error('no subject');
  const checkout = { side, directory: folder.path, startedAt: 0 };
  const probe = bench.probe({ ...subject, settings: subject.settings as BenchSettings }, checkout);
  return await probe.visit({ round: 0, launch: 0, server: null, size: 1, signal: new AbortController().signal });
}

const PARSE = { ok: true, parts: { parse: { ok: true, values: { time: 2_000_000 } } } };

describe('A run of a suite is read from', () => {
  test('the file that it writes to PERF_BUDGET_OUTPUT', async () => {
    expect(await visit({ run: write(OUTPUT) })).toMatchObject(PARSE);
  });

  test('what it prints, after the lines of others', async () => {
    expect(await visit({ run: `echo '> app@1 bench'; echo '${RESULTS}'; echo noise >&2` })).toMatchObject(PARSE);
  });

  test('names that hold the folder of a side, without it, so that both sides have them', async () => {
    const run = write(OUTPUT, '').replace(
      /"\)'$/,
      '" + JSON.stringify([{ name: process.cwd() + "/cli.js", unit: "ms", value: 2 }]))\'',
    );
    expect(await visit({ run })).toMatchObject({ ok: true, parts: { '/cli.js': { ok: true } } });
  });

  test('a line longer than a terminal ever shows', async () => {
    const long = `node -e 'console.log(JSON.stringify(Array.from({length: 100}, (_, i) => ({name: "b" + i, unit: "ms", value: 1}))))'`;
    const outcome = await visit({ run: long });
    expect(outcome.ok && Object.keys(outcome.parts ?? {})).toHaveLength(100);
  });

  test('the file that the config names, from its folder', async () => {
    const files = { 'packages/a/old.txt': '' };
    expect(await visit({ run: write('"out.json"'), results: 'out.json', cwd: 'packages/a' }, { files })).toMatchObject(
      PARSE,
    );
  });

  test('a run with an exit code that the config expects', async () => {
    expect(await visit({ run: `echo '${RESULTS}'; exit 99`, 'expect-exit': [0, 99] })).toMatchObject(PARSE);
  });
});

test('A command of a suite gets the name of its side, and the environment that the config sets', async () => {
  const run = `node -e 'console.log(JSON.stringify([{ name: process.env.PERF_BUDGET_SIDE + process.env.DB, value: 1 }]))'`;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
  const outcome = await visit({ run, env: { DB: '-app_${side}' } }, { side: 'base' });
  expect(outcome.ok && Object.keys(outcome.parts ?? {})).toEqual(['base-app_base']);
});

describe('A run of a suite fails with its reason:', () => {
  test.each([
    [
      'a command that fails',
      { run: 'echo "Error: no such file x" >&2; exit 3' },
      'command-failed',
      'Error: no such file x',
    ],
    ['one that does not end', { run: 'sleep 60', timeout: '1 s' }, 'timed-out', 'did not end within 1 s'],
    ['a program that is missing', { run: 'no-such-program-here' }, 'command-failed', 'no-such-program-here'],
    ['a folder that is missing', { run: 'true', cwd: 'nowhere' }, 'command-failed', 'there is no folder'],
    ['a folder outside', { run: 'true', cwd: '../..' }, 'command-failed', 'outside of the repository'],
    ['no results', { run: 'true' }, 'no-results', 'the command gave no results'],
    ['results of no format', { run: 'echo all is well' }, 'no-results', 'begin with "all is well"'],
    ['results of another format than named', { run: `echo '${RESULTS}'`, format: 'vitest' }, 'no-results', 'vitest'],
    [
      'a results file that it does not write',
      { run: 'true', results: 'out.json' },
      'no-results',
      'wrote no results file',
    ],
    ['a folder as results', { run: 'mkdir -p out/x', results: 'out' }, 'no-results', 'are no file'],
    ['too many results', { run: 'head -c 17000000 /dev/zero | tr "\\0" x' }, 'no-results', 'larger than 16 MB'],
    ['a limit of nothing', { run: `echo '${RESULTS}'`, budgets: { p95: '1 s' } }, 'no-results', 'no benchmark has p95'],
  ])('%s', async (_, config, code, message) => {
    expect(await visit(config)).toMatchObject({ ok: false, code, message: expect.stringContaining(message) });
  });

  test('a results file of an earlier run', async () => {
    const outcome = await visit({ run: 'true', results: 'out.json' }, { files: { 'out.json': RESULTS } });
    expect(outcome).toMatchObject({ ok: false, message: expect.stringContaining('of an earlier run') });
  });

  test('and keeps the whole output beside the report', async () => {
    const outcome = await visit({ run: 'echo first; echo last; exit 1' });
    expect(outcome).toMatchObject({ log: 'logs/head-run-suite.log', files: [{ content: 'first\nlast\n' }] });
  });
});

describe('The config of a suite', () => {
  const refused = async (suite: object) => await planOf(JSON.stringify({ bench: { suite } })).then(() => null, String);

  test.each([[{}], [{ results: 'bench.json' }], [{ run: 'x', file: 'bench.json' }]])(
    '%j is refused, since one number has no noise to judge by',
    async (suite) => {
      expect(await refused(suite)).toContain('have no noise to judge by');
    },
  );

  test('takes nanoseconds and microseconds, and names of benchmarks beside metrics', async () => {
    const budgets = { time: '250 us, +5%', 'parse *': '12 ns', value: 'off' };
    const plan = await planOf(JSON.stringify({ bench: { suite: { run: 'x', budgets } } }));
    const limits = plan.subjects[0]?.metrics.filter(({ budget }) => budget !== null);
    expect(limits?.map(({ metric, budget, threshold }) => [metric.id, budget?.limit, threshold?.limit])).toEqual([
      ['time', 250_000, 0.05],
      ['parse *', 12, 0.1],
    ]);
    expect(plan.subjects[0]?.subject.settings).toMatchObject({ byName: ['parse *'], required: ['time'] });
  });
});
