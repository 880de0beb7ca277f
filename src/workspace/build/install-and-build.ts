import type { Plan } from '../../model/plan.ts';
import type { StageFailure } from '../../model/report.ts';
import type { Side } from '../../model/subject.ts';
import type { Progress, TimePhase } from '../../progress.ts';
import type { Repository } from '../git/git.ts';
import { commandLog, type KeepLog } from '../processes/command-log.ts';
import { DISK_FULL, isDiskFull } from '../processes/disk-full.ts';
import { commandEnvironment } from '../processes/environment.ts';
import { runCommand } from '../processes/shell-command.ts';
import { type DetectedCommand, detectBuild, detectInstall, needsInstall } from './commands.ts';
import { readFailedCommand } from './failed-command.ts';
import { failedCommandHint } from './failed-command-hint.ts';

export interface BuildRequest {
  /** Head's working directory, and the access to its git server. */
  readonly repository: Repository;
  /** The commands of the side's own config. */
  readonly plan: Pick<Plan, 'install' | 'build'>;
  readonly time: TimePhase;
  readonly progress: Progress;
  readonly keepLog: KeepLog;
}

/** Installs and builds one side in its directory. Returns the failure of the first step that fails; null if none does. */
export async function installAndBuild(
  side: Side,
  directory: string,
  request: BuildRequest,
  isOutdated = false,
): Promise<StageFailure | null> {
  const { repository, time, progress, keepLog } = request;
  const step = async (
    stage: 'install' | 'build',
    { command, directory }: DetectedCommand,
  ): Promise<StageFailure | null> => {
    const options = {
      directory,
      env: commandEnvironment({ PERF_BUDGET_SIDE: side }),
      onLine: (line: string) => progress({ type: 'output', line }),
      signal: repository.signal,
    };
    const outcome = await time(
      stage,
      side,
      command,
      () => runCommand(command, options),
      (result) => !result.ok,
    );
    const log = commandLog({ side, stage, server: null }, outcome.log);
    keepLog(log, !outcome.ok);
    if (outcome.ok) return null;
    const { message, output } = outcome;
    if (await isDiskFull(directory, output)) return { stage, side, message, output, log: log.name, ...DISK_FULL };
    const hint = failedCommandHint(
      await readFailedCommand({ stage, command, text: `${message}\n${output}` }, directory),
    );
    return { stage, side, message, output, log: log.name, ...(hint !== null && { hint }) };
  };
  const written = (command: string | null): DetectedCommand | null =>
    command === null ? null : { command, directory };

  // Base is a fresh checkout. In the workspace, the user wants the installed packages to be measured.
  if (side === 'base' || isOutdated || (await needsInstall(directory, request.plan.install))) {
    const install = written(request.plan.install) ?? (await detectInstall(directory));
    const failure = install && (await step('install', install));
    if (failure) return failure;
  }
  const build = written(request.plan.build) ?? (await detectBuild(directory));
  return build && step('build', build);
}
