/**
 * How soon the action and the command line of dist/ answer, beside an empty Node.js that prints one line.
 *
 *     npm run bench:start [-- --rounds 15] [-- --dist dist]
 *
 * Each measurement is a process of its own. They take turns in a different order each round, so that other load on the
 * machine affects all alike. Times are medians in milliseconds; ratios are medians of each round's ratio.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from './median.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    dist: { type: 'string', default: join(import.meta.dirname, '..', 'dist') },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new RangeError(`--rounds ${values.rounds}: expected a whole number from 1 on`);
}

await using clean = new AsyncDisposableStack();
const directory = await mkdtemp(join(tmpdir(), 'perf-budget-bench-'));
clean.defer(() => rm(directory, { recursive: true, force: true }));
const empty = join(directory, 'empty.mjs');
await writeFile(empty, "process.stdout.write('ready\\n');\n");
await writeFile(join(directory, 'index.html'), '<!doctype html><title>Empty</title>');
await writeFile(join(directory, 'perf-budget.yml'), 'bundle: { app: { path: . } }\n');
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-C', directory, '-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args]);
git('init', '--quiet', '--initial-branch=main');
git('add', '.');
git('commit', '--quiet', '--message=one');

const dist = resolve(values.dist);
const NODE = 'empty Node.js: first line';
const START: Readonly<Record<string, { readonly args: readonly string[]; readonly until: 'first line' | 'end' }>> = {
  [NODE]: { args: [empty], until: 'first line' },
  'action: first line': { args: [join(dist, 'action.js')], until: 'first line' },
  // It misses the variables of a runner, and can say so only once all modules are loaded.
  'action: all loaded': { args: [join(dist, 'action.js')], until: 'end' },
  'cli --version: first line': { args: [join(dist, 'cli.js'), '--version'], until: 'first line' },
  'cli --help: first line': { args: [join(dist, 'cli.js'), '--help'], until: 'first line' },
  'cli run --plan: first line': { args: [join(dist, 'cli.js'), 'run', '--plan', '--base=main'], until: 'first line' },
};

/** Milliseconds from the start of the process. */
async function time({ args, until }: (typeof START)[string]): Promise<number> {
  const startedAt = performance.now();
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: directory,
    env: { PATH: process.env.PATH, TMPDIR: directory },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let firstLineAt: number | null = null;
  for await (const _ of child.stdout ?? []) firstLineAt ??= performance.now();
  await closed;
  if (firstLineAt === null) throw new Error(`${args.join(' ')} printed nothing`);
  return (until === 'end' ? performance.now() : firstLineAt) - startedAt;
}

const names = Object.keys(START);
const times = new Map<string, number[]>(names.map((name) => [name, []]));
for (let round = -1; round < rounds; round += 1) {
  for (const name of round % 2 === 0 ? names : names.toReversed()) {
    const ms = await time(START[name] as (typeof START)[string]);
    if (round >= 0) times.get(name)?.push(ms); // the first round fills the disk's cache
  }
}

const yardstick = times.get(NODE) ?? [];
console.log(`${rounds} rounds, Node.js ${process.version}\n`);
for (const [name, all] of times) {
  const ratio = median(all.map((ms, round) => ms / (yardstick[round] ?? Number.NaN)));
  const later = median(all.map((ms, round) => ms - (yardstick[round] ?? Number.NaN)));
  console.log(
    `${name.padEnd(28)} ${median(all).toFixed(0).padStart(5)} ms ${ratio.toFixed(2).padStart(7)} times ${later.toFixed(0).padStart(6)} ms later`,
  );
}
