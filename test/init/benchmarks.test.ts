import { expect, test } from 'vitest';
import { planInit } from '../../src/init/init.ts';
import { type Files, temporaryFolder, writeFiles } from '../support/folders/temporary.ts';
import { git } from '../support/git/repository.ts';

const signal = new AbortController().signal;

/** The last lines of the config that init would write for these files. */
async function endOf(files: Files, lines: number): Promise<string> {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, files);
  await git(folder.path, 'init', '--quiet', '--initial-branch=main');
  const options = { files: [], from: [], force: false, workflow: false, mayRun: true, output: null, signal };
  const { files: written } = await planInit({ ...options, directory: folder.path });
  const config = written.find(({ name }) => name === 'perf-budget.yml')?.text ?? '';
  return config.trimEnd().split('\n').slice(-lines).join('\n');
}

const page: Files = { 'index.html': '<p>hello' };
const manifest = (scripts: object) => JSON.stringify({ scripts, devDependencies: { vite: '7.0.0', vitest: '5.1.0' } });

test('init offers the benchmarks of a script as commented lines', async () => {
  const files = { ...page, 'package.json': manifest({ build: 'vite build', bench: 'vitest bench' }) };
  expect(await endOf(files, 3)).toBe(
    [
      '# The script bench measures benchmarks. To compare them with base in the same run:',
      '# bench:',
      '#   suite: { run: "npx vitest bench --run --reporter=json --outputFile=\\"$PERF_BUDGET_OUTPUT\\"" }',
    ].join('\n'),
  );
});

test('init offers the benchmarks that a workflow gives to github-action-benchmark, by the step that measures them', async () => {
  const steps = [
    { run: 'go test -bench . | tee out.txt' },
    { uses: 'benchmark-action/github-action-benchmark@v1', with: { tool: 'go', 'output-file-path': 'out.txt' } },
  ];
  const files = {
    ...page,
    'package.json': manifest({ build: 'vite build' }),
    '.github/workflows/bench.yml': JSON.stringify({ on: 'push', jobs: { bench: { steps } } }),
  };
  const end = await endOf(files, 3);
  expect(end).toContain('# .github/workflows/bench.yml measures benchmarks.');
  expect(end).toContain('#   suite: { run: "go test -bench . | tee out.txt" }');
});

test('init says nothing of benchmarks where there are none', async () => {
  expect(await endOf({ ...page, 'package.json': manifest({ build: 'vite build' }) }, 99)).not.toContain('bench');
});
