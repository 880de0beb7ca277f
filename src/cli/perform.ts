import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { exitCode } from '../compare/exit-code.ts';
import { terminalProgress } from '../report/terminal/progress.ts';
import { renderTerminal, verdictLine } from '../report/terminal/terminal.ts';
import { type Outcome, run } from '../run.ts';
import { requestedBase } from '../workspace/git/base.ts';
import type { HistoryArguments, InitArguments, ReportArguments, RunArguments } from './arguments.ts';
import { showHistory } from './history-command.ts';
import { init } from './init-command.ts';
import { checkOutput, writeReport } from './output.ts';
import { print } from './print.ts';
import { joinFiles } from './report-command.ts';
import { showPlan } from './show-plan.ts';

/** Carries out a command and returns its exit code. */
export async function perform(
  call: RunArguments | ReportArguments | InitArguments | HistoryArguments,
  signal: AbortSignal,
): Promise<number> {
  if (call.command === 'init') return init(call, signal);
  if (call.command === 'history')
    return showHistory(call, signal, { columns: process.stdout.columns ?? 80, color: hasColor(process.stdout) });
  if (call.command === 'run' && call.plan) {
    print(await showPlan(process.cwd(), call, signal));
    return 0;
  }
  await checkOutput(call.output);
  return present(call.command === 'run' ? await runHere(call, signal) : await joinFiles(call), call);
}

async function runHere(call: RunArguments, signal: AbortSignal): Promise<Outcome> {
  const progress = terminalProgress(process.stderr, { color: hasColor(process.stderr), quiet: call.quiet });
  try {
    return await run({
      directory: process.cwd(),
      config: call.config,
      name: 'default',
      base: requestedBase(call.base),
      token: null,
      temporary: tmpdir(),
      serverUrl: 'https://github.com',
      only: call.only,
      shard: call.shard,
      baselines: null,
      willBeStored: false,
      signal,
      progress,
    });
  } finally {
    progress.end();
  }
}

/** Writes the report's files, prints the report, and returns the exit code. */
async function present(outcome: Outcome, call: RunArguments | ReportArguments): Promise<number> {
  const { report } = outcome;
  const files = await writeReport(outcome, call.output);
  const color = hasColor(process.stdout);
  if (!call.quiet)
    print(`\n${renderTerminal(report, { columns: process.stdout.columns ?? 80, color, folder: dirname(files.json) })}`);
  const beside = files.others.length === 0 ? '' : `, and ${files.others.length} more beside them`;
  print(`page: ${files.html}`);
  print(`report: ${files.json}, ${files.markdown}${beside}`);
  print(verdictLine(report, { color }));
  return exitCode(report, call.failOn);
}

/** https://no-color.org */
const hasColor = (stream: NodeJS.WriteStream): boolean => stream.isTTY === true && !process.env.NO_COLOR;
