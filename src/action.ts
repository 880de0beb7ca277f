import * as core from '@actions/core';
import { readPayload } from './github/events/read-payload.ts';
import { openLog } from './github/log.ts';
import { announceMistake } from './github/publish/announce-mistake.ts';
import { runToEnd } from './lifecycle.ts';
import { version } from './version.ts';

/** Entry of the GitHub Action. It prints its first line before the rest is loaded. */
core.info(`perf-budget ${version}, Node.js ${process.version}`);
const log = openLog();

async function work(signal: AbortSignal): Promise<number> {
  try {
    const payload = await readPayload(process.env.GITHUB_EVENT_PATH);
    const { act } = await import('./github/act.ts');
    return await act(payload, log, signal);
  } finally {
    log.close();
  }
}

process.exitCode = await runToEnd(work, {
  mistake: (error) => announceMistake(error, log),
  broken: (text) => core.error(text),
  cancelled: () => core.info('Cancelled. Everything that perf-budget started has been ended.'),
});
// A connection that is kept alive must not keep the step alive.
setTimeout(() => process.exit(), 1_000).unref();
