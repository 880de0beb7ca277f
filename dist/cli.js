#!/usr/bin/env node
import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);
import {
  runToEnd
} from "./action+cli.js";
import {
  print
} from "./cli+perform.js";
import {
  FAIL_ON,
  readShard
} from "./act+cli+perform.js";
import {
  UsageError,
  version
} from "./act+action+cli+perform.js";

// src/cli/arguments.ts
import { parseArgs } from "node:util";
var OPTIONS = {
  from: { type: "string", multiple: true },
  "dry-run": { type: "boolean" },
  force: { type: "boolean" },
  "no-workflow": { type: "boolean" },
  "no-run": { type: "boolean" },
  base: { type: "string" },
  config: { type: "string" },
  output: { type: "string" },
  only: { type: "string", multiple: true },
  shard: { type: "string" },
  plan: { type: "boolean" },
  name: { type: "string" },
  branch: { type: "string" },
  metric: { type: "string", multiple: true },
  since: { type: "string" },
  all: { type: "boolean" },
  findings: { type: "boolean" },
  "fail-on": { type: "string" },
  quiet: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" }
};
var ONLY_OF_RUN = ["base", "config", "only", "shard", "plan"];
var ONLY_OF_INIT = ["from", "dry-run", "force", "no-workflow", "no-run"];
var NOT_OF_INIT = [...ONLY_OF_RUN, "name", "fail-on", "quiet"];
var ONLY_OF_HISTORY = ["branch", "metric", "since", "all", "findings"];
function readArguments(args) {
  const { values, positionals } = parse(args);
  if (values.help) return { command: "help" };
  if (values.version) return { command: "version" };
  const [command, ...rest] = positionals;
  if (command === void 0) throw new UsageError("Say what to do: perf-budget run. See perf-budget --help.");
  if (command === "init") return initArguments(rest, values);
  const ofInit = ONLY_OF_INIT.find((option) => values[option] !== void 0);
  if (ofInit !== void 0) throw new UsageError(`--${ofInit} is an option of init. See perf-budget --help.`);
  if (command !== "report" && command !== "history" && (command !== "run" || rest.length > 0)) {
    const wrong = command === "run" ? rest[0] : command;
    throw new UsageError(
      `"${wrong}" is not known here. The call is: perf-budget run [options]. See perf-budget --help.`
    );
  }
  const wrongHere = ONLY_OF_HISTORY.find((option) => values[option] !== void 0);
  if (command !== "history" && wrongHere !== void 0)
    throw new UsageError(`--${wrongHere} is an option of history, and not of ${command}.`);
  if (values.output === "") throw new UsageError("--output: expected the name of a folder");
  if (command === "history") return historyArguments(values, rest);
  const failOn = values["fail-on"] ?? "breach";
  if (!isFailOn(failOn)) throw new UsageError(`--fail-on ${failOn}: expected one of ${FAIL_ON.join(", ")}`);
  const common = { output: values.output ?? ".perf-budget", failOn, quiet: values.quiet ?? false };
  if (command === "report") {
    const wrong = ONLY_OF_RUN.find((option) => values[option] !== void 0);
    if (wrong !== void 0) throw new UsageError(`--${wrong} is an option of run, and report measures nothing.`);
    if (rest.length === 0) {
      throw new UsageError("Name the reports to join: perf-budget report FILE… See perf-budget --help.");
    }
    return { command, files: rest, name: nameIn(values.name), ...common };
  }
  if (values.name !== void 0) throw new UsageError("--name is an option of report, and run has no use for it.");
  return {
    command: "run",
    base: values.base ?? null,
    config: values.config ?? null,
    only: values.only ?? [],
    plan: values.plan ?? false,
    shard: values.shard === void 0 ? null : readShard(values.shard),
    ...common
  };
}
function initArguments(files, values) {
  const wrong = NOT_OF_INIT.find((option) => values[option] !== void 0);
  if (wrong !== void 0) throw new UsageError(`--${wrong} is no option of init, which measures nothing.`);
  if (values.output === "") throw new UsageError("--output: expected the name of a file");
  return {
    command: "init",
    files,
    from: values.from ?? [],
    dryRun: values["dry-run"] ?? false,
    force: values.force ?? false,
    workflow: !values["no-workflow"],
    mayRun: !values["no-run"],
    output: values.output ?? null
  };
}
function historyArguments(values, files) {
  const wrong = [...ONLY_OF_RUN, "fail-on", "quiet"].find((option) => values[option] !== void 0);
  if (wrong !== void 0) throw new UsageError(`--${wrong} is an option of run, and history measures nothing.`);
  const { branch = null, metric: metrics = [], all = false, findings = false, output = null } = values;
  if (branch !== null && files.length > 0) throw new UsageError("--branch: files are named, too. Give one of the two.");
  if (branch === "") throw new UsageError("--branch: expected the name of a branch");
  const days = values.since === void 0 ? null : /^([1-9]\d{0,4}) ?d(?:ays?)?$/.exec(values.since);
  if (values.since !== void 0 && days === null)
    throw new UsageError(`--since ${values.since}: expected a number of days, such as 90d`);
  return {
    ...{ command: "history", files, branch, metrics, all, findings, output },
    name: nameIn(values.name) ?? "default",
    sinceDays: days === null ? null : Number(days[1])
  };
}
function nameIn(name) {
  if (name === void 0) return null;
  if (name !== "" && [...name].length <= 200 && !new RegExp("\\p{Cc}", "u").test(name)) return name;
  throw new UsageError("--name: expected 1 to 200 characters, and no control characters");
}
var isFailOn = (value) => FAIL_ON.includes(value);
function parse(args) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error.message.replace(/\. To specify.*/s, ".")} See perf-budget --help.`);
  }
}

// src/cli/help.ts
var HELP = `perf-budget: fails a pull request that makes the product slower or heavier

Usage
  perf-budget init [FILE…] [options]   write perf-budget.yml and a workflow, from what
                                       is here
  perf-budget run [options]            measure this checkout and its base, compare, report
  perf-budget report FILE… [options]   join the reports of several jobs, decide, report
  perf-budget history [FILE…] [options]   show what baselines and reports remember

Options of init
  --from TOOL       read only this tool's config; may be repeated
  --dry-run         print what would be written, and write nothing
  --force           replace what is there, and print the difference
  --no-workflow     only perf-budget.yml
  --no-run          run no config that is code
  --output FILE     default: perf-budget.yml

Options of run
  --base REF        compare with the merge base of REF and HEAD
                    (default: origin's default branch), or with the
                    commit of some time ago, such as '28 days ago'
  --config FILE     default: perf-budget.yml, .github/perf-budget.yml, or .json
  --only PATTERN    measure only these, such as 'api/*'; may be repeated
  --shard 2/5       measure only this job's share, here the second of five;
                    the joined report decides
  --plan            print what would be measured, and measure nothing

Options of report
  --name NAME       of the joined report (default: that of the reports; for
                    several packages: default)

Options of history
  --branch NAME     the branch that keeps baselines, where no FILE is given
  --all             each of its baselines, not only the newest with its trail
  --name NAME       of the runs (default: default)
  --metric PATTERN  only these, such as 'app*'; may be repeated
  --since 90d       only the last days
  --findings        the causes that were named, instead of figures
  --output DIR      also write a page there

Options of run and report
  --output DIR      where report.json, report.md and report.html go (default: .perf-budget)
  --fail-on WHAT    breach (default), budget, regression, undecided (a breach,
                    or a metric that stayed undecided), or never
  --quiet           no progress, only the report's last lines

  --help, --version

Exit code
  0  nothing that --fail-on names
  1  a breach: over a budget, or regressed; with --fail-on undecided also
     a metric that stayed undecided
  2  the config or the call is wrong
  3  something could not be measured, and there is no breach`;

// src/cli.ts
var OLDEST_NODE = 24;
async function work(signal) {
  const found = process.versions.node;
  if (Number.parseInt(found, 10) < OLDEST_NODE) {
    throw new UsageError(`perf-budget needs Node.js ${OLDEST_NODE} or newer, and this is ${found}.`);
  }
  const call = readArguments(process.argv.slice(2));
  if (call.command === "help" || call.command === "version") {
    print(call.command === "help" ? HELP : version);
    return 0;
  }
  const { perform } = await import("./perform.js");
  return perform(call, signal);
}
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
}
process.exitCode = await runToEnd(work, {
  mistake: ({ message }) => print(message, process.stderr),
  broken: (text) => print(text, process.stderr),
  cancelled: () => {
  }
});
