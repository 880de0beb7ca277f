import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checkout } from '../../model/checkout.ts';
import type { Subject } from '../../model/subject.ts';
import type { Visit, VisitFailure } from '../../model/visit.ts';
import { endedChildrenMs } from '../../observe/ended-children.ts';
import { clean } from '../../text/sanitize.ts';
import { resolveInside } from '../../workspace/git/resolve-inside.ts';
import { commandLog } from '../../workspace/processes/command-log.ts';
import { commandEnvironment, variablesOfSide } from '../../workspace/processes/environment.ts';
import { runCommand } from '../../workspace/processes/shell-command.ts';
import type { Probe, VisitRequest } from '../probe.ts';
import { partsOf } from './benchmarks.ts';
import { type BenchEvidence, digestsOf } from './evidence.ts';
import { FORMATS, formatOf, outputOf } from './formats/formats.ts';
import { boundedText, readResults, type Text, writtenAt } from './results.ts';
import type { BenchSettings } from './settings.ts';

type Bench = Subject<BenchSettings>;

/** What one run of the command left, and the CPU time of its processes. */
type Ran = { readonly ok: true; readonly text: string; readonly ownCpuMs: number | null } | VisitFailure;

/** Runs the command once for each visit, in its side's checkout, and reads its results. */
export function probe(subject: Bench, checkout: Checkout): Probe {
  let hasRun = false;
  return {
    async visit(request): Promise<Visit> {
      const ran = await runOnce(subject, checkout, request);
      // A command that never ran is not tried again: it would cost its time three times to say the same.
      if (!ran.ok) return { ...ran, retry: ran.retry && hasRun };
      const visit = await visitOf(subject, checkout, ran.text, request);
      hasRun ||= visit.ok;
      return visit.ok && ran.ownCpuMs !== null ? { ...visit, ownCpuMs: ran.ownCpuMs } : visit;
    },
  };
}

async function runOnce({ name, settings }: Bench, { side, directory }: Checkout, request: VisitRequest): Promise<Ran> {
  const { run, cwd, env, results, timeoutMs, exits } = settings;
  const folder = resolveInside(directory, cwd);
  if (folder === null) return failed('command-failed', `cwd ${clean(cwd, 100)} lies outside of the repository`);
  const own = results === null ? null : resolveInside(folder, results);
  if (results !== null && own === null)
    return failed('no-results', `results ${clean(results, 100)} lies outside of the repository`);
  await using temporary = await temporaryFolder();
  const output = join(temporary.path, 'results.json');
  const before = own === null ? null : await writtenAt(own);
  const printed = boundedText();
  const cpuBefore = endedChildrenMs();
  const ended = await runCommand(run, {
    directory: folder,
    env: commandEnvironment({
      ...variablesOfSide(env, side),
      PERF_BUDGET_SIDE: side,
      PERF_BUDGET_OUTPUT: output,
      ...(request.server !== null && { PERF_BUDGET_URL: request.server.origin }),
    }),
    onLine: () => {},
    onOutput: printed.add,
    signal: request.signal,
    timeoutMs,
  });
  const cpuAfter = endedChildrenMs();
  const log = commandLog({ side, stage: 'run', server: name }, ended.log);
  const files = { log: log.name, files: [log] };
  const code = ended.ok ? 0 : ended.exit?.type === 'code' ? ended.exit.code : null;
  if (code === null || !exits.includes(code)) {
    if (ended.ok) return failed('command-failed', `\`${run}\` ended well, and expect-exit does not list 0`, files);
    const isLate = ended.exit === null;
    const reason = isLate ? null : await reasonIn(own ?? output, printed.read());
    return {
      ...failed(
        isLate ? 'timed-out' : 'command-failed',
        reason === null ? ended.message : `${ended.message}: ${reason}`,
        files,
      ),
      output: ended.output,
      retry: !isLate,
    };
  }
  const text = await textOf({ own, before, output, printed: printed.read() });
  if (!text.ok)
    return { ...failed('no-results', text.message, files), ...(text.hint !== undefined && { hint: text.hint }) };
  return { ok: true, text: text.text, ownCpuMs: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore };
}

/** The results of this very run: the file that the settings name, that of PERF_BUDGET_OUTPUT, or what was printed. */
async function textOf(left: {
  readonly own: string | null;
  readonly before: bigint | null;
  readonly output: string;
  readonly printed: Text;
}): Promise<Text & { readonly hint?: string }> {
  if (left.own !== null) {
    const found = await readResults(left.own);
    if (found === null) return { ok: false, message: 'the command wrote no results file' };
    if ((await writtenAt(left.own)) === left.before)
      return { ok: false, message: 'the results file is of an earlier run: this run did not write it' };
    return found;
  }
  const written = await readResults(left.output);
  if (written !== null) return written;
  if (!left.printed.ok || left.printed.text.trim() !== '') return left.printed;
  const hint = 'write them to $PERF_BUDGET_OUTPUT, print them, or name their file: results: bench.json';
  return { ok: false, message: 'the command gave no results', hint };
}

/** What the results of a failed run say of the failure; null if they say nothing. */
async function reasonIn(path: string, printed: Text): Promise<string | null> {
  const found = (await readResults(path)) ?? printed;
  if (!found.ok) return null;
  const output = outputOf(found.text);
  const reason = formatOf(output)?.failure?.(output) ?? null;
  return reason === null ? null : clean(reason, 300);
}

async function visitOf({ settings }: Bench, checkout: Checkout, text: string, request: VisitRequest): Promise<Visit> {
  const { side, directory } = checkout;
  const output = outputOf(text);
  const named = FORMATS.find(({ id }) => id === settings.format);
  const format = named ?? formatOf(output);
  if (format === null) {
    const found =
      output.json === undefined ? `begin with "${clean(text.slice(0, 200), 60)}"` : 'are JSON of an unknown shape';
    const hint = `what can be read: ${FORMATS.map(({ id }) => id).join(', ')} (docs/bench.md). For example: ${FORMATS[0]?.example}`;
    return { ...failed('no-results', `the results ${found}`), hint };
  }
  const read = format.read(output);
  const problem = (message: string, hint: string | undefined): Visit => ({
    ...failed('no-results', `the results of ${format.id} can't be used: ${message}`),
    hint: hint ?? `write them like this: ${format.example}`,
  });
  if (!read.ok) return problem(read.problem, read.hint);
  const benchmarks = read.benchmarks.map((one) => ({ ...one, name: withoutPlaces(one.name, checkout, request) }));
  const parts = partsOf(benchmarks, { ...settings, mayLack: side === 'base' });
  if (!parts.ok) return problem(parts.message, parts.hint);
  const evidence: BenchEvidence = { format: format.id, files: await digestsOf(directory, read.files ?? []) };
  return { ok: true, values: {}, parts: parts.parts, evidence };
}

/**
 * A benchmark's name without the address of the side's server and the folder of its checkout, which are others at each
 * visit: under such a name, it would be compared with nothing.
 */
function withoutPlaces(name: string, { directory }: Checkout, { server }: VisitRequest): string {
  const places = server === null ? [directory] : [server.origin, new URL(server.origin).host, directory];
  return places.reduce((rest, place) => rest.replaceAll(place, ''), name);
}

const failed = (
  code: VisitFailure['code'],
  message: string,
  more: Pick<VisitFailure, 'log' | 'files'> = {},
): VisitFailure => ({ ok: false, code, message, retry: false, ...more });

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'perf-budget-bench-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
