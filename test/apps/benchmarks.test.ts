import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { bench } from '../../src/checks/bench/index.ts';
import type { BenchSettings } from '../../src/checks/bench/settings.ts';
import { type Files, temporaryFolder, writeFiles } from '../support/folders/temporary.ts';
import { planOf } from '../support/plans/from-yaml.ts';

/** Each tool as it is installed here, by the command of docs/bench.md. A tool that is not installed is skipped. */

const packages = join(import.meta.dirname, '../../node_modules');
const isInstalled = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

const go: Files = {
  'go.mod': 'module example.com/a\n\ngo 1.19\n',
  'a_test.go': `package a

import ("strings"; "testing")

func BenchmarkJoin(b *testing.B) {
	for i := 0; i < b.N; i++ { _ = strings.Join([]string{"a", "b"}, ",") }
}
`,
};

const tinybench = `import { writeFileSync } from 'node:fs';
import { Bench } from '${packages}/tinybench/dist/index.js';
const all = new Bench({ time: 20, warmupTime: 5 });
all.add('upper', () => 'abc'.toUpperCase());
await all.run();
writeFileSync(process.env.PERF_BUDGET_OUTPUT, JSON.stringify(all.tasks.map(({ name, result }) => ({ name, result }))));
`;

const autocannon = `import { createServer } from 'node:http';
import autocannon from '${packages}/autocannon/autocannon.js';
const server = createServer((_, response) => response.end('hi')).listen(0, '127.0.0.1', async () => {
  console.log(JSON.stringify(await autocannon({ url: \`http://127.0.0.1:\${server.address().port}/items\`, duration: 1 })));
  process.exit();
});
`;

test.for([
  [
    'hyperfine',
    { run: 'hyperfine -N --runs 3 --export-json "$PERF_BUDGET_OUTPUT" "sleep 0.01"' },
    {},
    'sleep 0.01',
    'time',
  ],
  ['go', { run: "go test -run '^$' -bench . -benchmem -benchtime 10ms ./..." }, go, 'Join', 'time'],
  ['node', { run: 'node tinybench.mjs', format: 'tinybench' }, { 'tinybench.mjs': tinybench }, 'upper', 'time'],
  ['node', { run: 'node load.mjs', format: 'autocannon' }, { 'load.mjs': autocannon }, '/items', 'rate'],
  [
    'k6',
    { run: 'k6 run --iterations 5 --summary-export="$PERF_BUDGET_OUTPUT" load.js' },
    {
      'load.js':
        "import { Trend } from 'k6/metrics';\nconst work = new Trend('work', true);\nexport default () => work.add(5);\n",
    },
    'work',
    'p95',
  ],
] as const)('What %s writes for %j is read', async ([program, suite, files, name, metric], { skip }) => {
  skip(!isInstalled(program));
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, files);
  const subject = (await planOf(JSON.stringify({ bench: { suite } }))).subjects[0]?.subject;
  if (subject === undefined) throw new Error('no subject');
  const checkout = { side: 'head', directory: folder.path, startedAt: 0 } as const;
  const probe = bench.probe({ ...subject, settings: subject.settings as BenchSettings }, checkout);
  const signal = new AbortController().signal;
  const visit = await probe.visit({ round: 0, launch: 0, server: null, size: 1, signal });
  expect(visit).toMatchObject({ ok: true, parts: { [name]: { ok: true, values: { [metric]: expect.any(Number) } } } });
});
