import { readFile } from 'node:fs/promises';
import { UsageError } from '../errors.ts';
import { readEnvironment } from './environment.ts';
import { readEvent } from './events/read-event.ts';
import { reportFork } from './fork/report-fork.ts';
import { readInputs } from './inputs.ts';
import type { Log } from './log.ts';
import { measure } from './measure.ts';

/** Does what the step's inputs and event ask for, and gives its exit code. @throws UsageError if they are wrong. */
export async function act(log: Log, signal: AbortSignal): Promise<number> {
  const inputs = readInputs();
  const environment = readEnvironment(process.env);
  const event = readEvent(environment.eventName, await readPayload(environment.eventPath), {
    sha: environment.sha,
    base: inputs.base,
  });
  if (event.kind === 'workflow_run') return reportFork({ event, inputs, environment, signal });
  return measure({ event, inputs, environment, log, signal });
}

async function readPayload(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`The payload of the event (GITHUB_EVENT_PATH) cannot be read: ${String(error)}`);
  }
}
