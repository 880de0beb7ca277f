/** For `--import`: writes down every process that this one starts, and so on, with the environment that it is given. */
import { ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';

const { spawn } = ChildProcess.prototype;

ChildProcess.prototype.spawn = function record(options) {
  const { file, args, envPairs } = options;
  appendFileSync(process.env.RECORD_SPAWNS, `${JSON.stringify({ file, args, env: envPairs })}\n`);
  return spawn.call(this, options);
};
