import { readFailedCommand } from '../build/failed-command.ts';
import { type FailedCommand, failedCommandHint } from '../build/failed-command-hint.ts';
import type { StartServerFailure } from './server.ts';
import { startHint } from './start-hint.ts';

/** Adds a hint if the output shows a frequent cause. For a failed command, it may name what the job lacks. */
export async function withHint(
  failure: StartServerFailure,
  {
    name,
    env,
    failed,
  }: {
    readonly name: string;
    readonly env: NodeJS.ProcessEnv;
    readonly failed: (Pick<FailedCommand, 'stage' | 'command'> & { readonly folder: string }) | null;
  },
): Promise<StartServerFailure> {
  const output = failure.output ?? '';
  const cause = startHint({ name, output, env });
  if (cause !== null) return { ...failure, hint: cause };
  if (failed === null) return failure;
  const { stage, command, folder } = failed;
  const hint = failedCommandHint(
    await readFailedCommand({ stage, command, text: `${failure.message}\n${output}` }, folder),
  );
  return hint === null ? failure : { ...failure, hint };
}
