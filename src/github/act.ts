import { notice } from '@actions/core';
import { readEnvironment } from './environment.ts';
import { branchOf } from './events/branch.ts';
import { readEvent } from './events/read-event.ts';
import { withheldFrom } from './events/withheld.ts';
import { reportFork } from './fork/report-fork.ts';
import { readInputs } from './inputs.ts';
import type { Log } from './log.ts';
import { measure } from './measure.ts';

/**
 * Runs the mode that the step's inputs and its event ask for, and returns the exit code.
 *
 * @throws UsageError if the inputs, the event or the config are wrong.
 */
export async function act(payload: unknown, log: Log, signal: AbortSignal): Promise<number> {
  const inputs = readInputs();
  const environment = readEnvironment(process.env);
  const event = readEvent(environment.eventName, payload, { sha: environment.sha, base: inputs.base });
  if (event.kind === 'idle') {
    notice(`${event.why}: there is nothing to measure.`);
    return 0;
  }
  if (event.kind === 'workflow_run') return reportFork({ event, inputs, environment, signal });
  const withheld = withheldFrom(event, payload, process.env.GITHUB_ACTOR);
  return measure({ event, branch: branchOf(payload), withheld, inputs, environment, log, signal });
}
