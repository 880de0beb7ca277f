/**
 * The cost of comparing two builds of 500 files and 10 MB, of which a tenth changed, beside other tools; and how memory
 * grows with the number of files.
 *
 *     npm run bench:bundle [-- --rounds 5]
 *
 * Each measurement is a process of its own. They take turns, so that other load on the machine affects all alike.
 * Figures are medians; ratios are medians of each round's ratio. A round takes about a minute.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Corpus, minifiedModules, writeCorpus } from './bundle/corpus.ts';
import { sum, type Times, timed } from './bundle/timed.ts';
import { median } from './median.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new RangeError(`--rounds ${values.rounds}: expected a whole number from 1 on`);
}

const SMALL_BYTES = 900;

await using clean = new AsyncDisposableStack();
const directory = await mkdtemp(join(tmpdir(), 'perf-budget-bench-'));
clean.defer(() => rm(directory, { recursive: true, force: true }));

const modules = await minifiedModules(join(import.meta.dirname, '..'));
const corpus = await writeCorpus(join(directory, '500'), modules, 500, 10 * 2 ** 20);
console.log(described(corpus));
await compareTimes(corpus);
await compareMemory();

function described({ files, bytes, changedFiles, changedBytes }: Corpus): string {
  const machine = `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node.js ${process.version}`;
  return `${files} files, ${bytes} B; ${changedFiles} files of ${changedBytes} B changed. ${machine}. ${rounds} rounds.\n`;
}

async function compareTimes({ base, head }: Corpus): Promise<void> {
  const commands: Readonly<Record<string, () => Promise<Times & { readonly brotli: number }>>> = {
    'compressed-size-action': () => timed('compressed-size-action.ts', base, head),
    'size-limit, twice': async () => {
      const [first, second] = [await timed('size-limit.ts', base), await timed('size-limit.ts', head)];
      return { ...sum(first, second), brotli: first.brotli + second.brotli };
    },
    'perf-budget': () => timed('perf-budget.ts', base, head),
  };
  const results = new Map<string, Times[]>(Object.keys(commands).map((name) => [name, []]));
  const totals = new Set<number>();
  for (let round = 0; round < rounds; round += 1) {
    const order = Object.entries(commands);
    for (const [name, run] of round % 2 === 0 ? order : order.reverse()) {
      const { brotli, ...times } = await run();
      results.get(name)?.push(times);
      totals.add(brotli);
    }
  }
  if (totals.size !== 1) throw new Error(`the commands don't agree on the size: ${[...totals].join(', ')} B`);
  printTimes(results);
}

function printTimes(results: ReadonlyMap<string, readonly Times[]>): void {
  const [yardstick = []] = results.values();
  print(['', 'CPU s', 'wall s', 'CPU/wall', 'less CPU', 'less wall']);
  for (const [name, all] of results) {
    const less = (key: keyof Times) =>
      median(all.map((times, round) => (yardstick[round]?.[key] ?? Number.NaN) / times[key]));
    print([
      name,
      median(all.map(({ cpuSeconds }) => cpuSeconds)).toFixed(2),
      median(all.map(({ wallSeconds }) => wallSeconds)).toFixed(2),
      median(all.map(({ cpuSeconds, wallSeconds }) => cpuSeconds / wallSeconds)).toFixed(2),
      `${less('cpuSeconds').toFixed(2)} times`,
      `${less('wallSeconds').toFixed(2)} times`,
    ]);
  }
}

async function compareMemory(): Promise<void> {
  console.log(`\nMemory of perf-budget, files of ${SMALL_BYTES} B on average`);
  print(['', 'most', 'held at end']);
  for (const files of [1_000, 10_000, 20_000]) {
    const { base } = await writeCorpus(join(directory, String(files)), modules, files, files * SMALL_BYTES);
    const { peakBytes, heldBytes } = await timed('perf-budget.ts', base);
    print([`${files} files`, megabytes(peakBytes), megabytes(heldBytes)]);
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function print([name = '', ...cells]: readonly string[]): void {
  console.log(name.padEnd(32) + cells.map((cell) => cell.padStart(12)).join(''));
}
