import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);
import {
  GitError,
  UsageError
} from "./act+action+cli+perform.js";

// src/lifecycle.ts
var MISTAKE = 2;
var BROKEN = 3;
var SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
var CLEAN_UP_MS = 1e4;
async function runToEnd(work, show) {
  const abort = new AbortController();
  let received = null;
  let uncaught = null;
  for (const name of Object.keys(SIGNALS)) {
    process.on(name, () => {
      received ??= name;
      abort.abort(new Error(`cancelled by ${name}`));
    });
  }
  process.on("uncaughtException", (error) => {
    uncaught ??= { error };
    abort.abort(error);
    setTimeout(() => process.exit(showError(error, show)), CLEAN_UP_MS).unref();
  });
  const result = await work(abort.signal).catch((error) => ({ error }));
  return endOf(result, uncaught, received, show);
}
function endOf(result, uncaught, received, show) {
  if (uncaught !== null) return showError(uncaught.error, show);
  if (received !== null) {
    show.cancelled();
    return 128 + SIGNALS[received];
  }
  return typeof result === "number" ? result : showError(result.error, show);
}
function showError(error, show) {
  if (error instanceof UsageError) {
    show.mistake(error);
    return MISTAKE;
  }
  const stack = error instanceof Error ? error.stack ?? error.message : String(error);
  const bug = `This is a bug in perf-budget. Please report it with the lines below.
${stack}`;
  show.broken(error instanceof GitError ? `incomplete: ${error.message}
${error.output}`.trimEnd() : bug);
  return BROKEN;
}

export {
  runToEnd
};
