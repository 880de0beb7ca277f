import { readFile } from 'node:fs/promises';
import { UsageError } from '../errors.ts';
import { readEnvironment } from './environment.ts';
import { branchOf } from './events/branch.ts';
import { readEvent } from './events/read-event.ts';
import { reportFork } from './fork/report-fork.ts';
import { readInputs } from './inputs.ts';
import type { Log } from './log.ts';
import { measure } from './measure.ts';

/**
 * Does what the step's inputs and its event ask for, and returns the exit code.
 *
 * @throws UsageError if the inputs, the event or the config are wrong.
 */
export async function act(log: Log, signal: AbortSignal): Promise<number> {
  const inputs = readInputs();
  const environment = readEnvironment(process.env);
  const payload = await readPayload(environment.eventPath);
  const event = readEvent(environment.eventName, payload, { sha: environment.sha, base: inputs.base });
  if (event.kind === 'workflow_run') return reportFork({ event, inputs, environment, signal });
  return measure({ event, branch: branchOf(payload), inputs, environment, log, signal });
}

async function readPayload(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`The payload of the event (GITHUB_EVENT_PATH) can't be read: ${String(error)}`);
  }
}
