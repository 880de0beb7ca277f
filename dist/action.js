import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);
import {
  runToEnd
} from "./action+cli.js";
import {
  ANNOTATIONS_PER_LEVEL,
  endGroup,
  error,
  getInput,
  info,
  startGroup
} from "./act+action.js";
import {
  counted,
  pathInside,
  shortSha
} from "./act+action+perform.js";
import {
  UsageError,
  version
} from "./act+action+cli+perform.js";

// src/github/events/read-payload.ts
import { readFile } from "node:fs/promises";
async function readPayload(path) {
  if (!path) return null;
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error2) {
    throw new UsageError(
      `The payload of the event can't be read: GITHUB_EVENT_PATH is ${path}, and JSON was expected there, as the runner writes it. ${String(error2)}`
    );
  }
}

// src/github/log.ts
import { randomUUID } from "node:crypto";
function openLog() {
  let group = null;
  let resumeToken = null;
  function print(text) {
    if (resumeToken === null) {
      resumeToken = randomUUID();
      info(`::stop-commands::${resumeToken}`);
    }
    info(text);
  }
  function resume() {
    if (resumeToken !== null) info(`::${resumeToken}::`);
    resumeToken = null;
  }
  function close() {
    resume();
    if (group !== null) endGroup();
    group = null;
  }
  function say(text) {
    print(text);
    resume();
  }
  function progress(event) {
    switch (event.type) {
      case "commits":
        return say(
          `base ${short(event.base)} (${event.reason}), head ${event.head === null ? "without a commit" : short(event.head)}`
        );
      case "start":
        close();
        group = title(event);
        return startGroup(group);
      case "round":
        if (group === null) {
          resume();
          group = "measure";
          startGroup(group);
        }
        return print(`${event.stage} ${event.what}: round ${event.round} of at most ${event.of}`);
      case "standing":
        return print(`${event.decided} of ${event.of} decided, at most ${Math.ceil(event.atMostSeconds)} s left`);
      case "output":
        return print(event.line);
      case "end": {
        const rounds = event.rounds && `, ${event.rounds.decided ? "decided" : "undecided"} after ${counted(event.rounds.made, "round")}`;
        const line = `${title(event)}: ${event.ok ? "done in" : "FAILED after"} ${event.seconds.toFixed(1)} s${rounds ?? ""}`;
        if (event.ok && group === title(event)) print(line);
        if (group === title(event)) close();
        if (!event.ok) say(line);
        return;
      }
    }
  }
  return { progress, say, close };
}
var short = (sha) => sha === null ? "none" : shortSha(sha);
var title = ({ stage, side, what }) => [stage, side, what].filter((word) => word !== null && word !== "").join(" ");

// src/github/publish/announce-mistake.ts
import { resolve } from "node:path";
function announceMistake({ message, places }, log2) {
  const workspace = process.env.GITHUB_WORKSPACE ?? "";
  const directory = resolve(workspace, getInput("working-directory"));
  const inRepository = places.flatMap(({ file, ...place }) => {
    const path = pathInside(workspace, resolve(directory, file));
    return path === null ? [] : [{ ...place, file: path }];
  });
  if (inRepository.length === 0) {
    error(message);
    return;
  }
  log2.say(message);
  const shown = inRepository.slice(0, ANNOTATIONS_PER_LEVEL - 1);
  for (const { file, line, message: message2 } of shown) error(message2, { file, startLine: line });
  const rest = places.length - shown.length;
  if (rest > 0) error(`The config has ${rest} more ${rest === 1 ? "mistake" : "mistakes"}. The log lists all of them.`);
}

// src/action.ts
info(`perf-budget ${version}, Node.js ${process.version}`);
var log = openLog();
async function work(signal) {
  try {
    const payload = await readPayload(process.env.GITHUB_EVENT_PATH);
    const { act } = await import("./act.js");
    return await act(payload, log, signal);
  } finally {
    log.close();
  }
}
process.exitCode = await runToEnd(work, {
  mistake: (error2) => announceMistake(error2, log),
  broken: (text) => error(text),
  cancelled: () => info("Cancelled. Everything that perf-budget started has been ended.")
});
setTimeout(() => process.exit(), 1e3).unref();
