import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);
import {
  UsageError
} from "./act+action+cli+perform.js";

// src/compare/undecided.ts
var isUndecided = ({ gates, verdict, threshold, budget }) => gates && (verdict === "pass" || verdict === "warn") && (threshold.limit !== null && threshold.status === "uncertain" || budget?.status === "unclear");
var countUndecided = ({ results }) => results.filter(isUndecided).length;

// src/compare/verdict.ts
var isIncomplete = (results, failures) => results.some(({ verdict }) => verdict === "invalid") || failures.some(({ stage, side }) => stage !== "visit" && side === "head");
function runVerdict(results, failures) {
  const some = (verdict) => results.some((result) => result.verdict === verdict);
  if (some("fail")) return "fail";
  if (isIncomplete(results, failures)) return "incomplete";
  return some("warn") ? "warn" : "pass";
}

// src/compare/exit-code.ts
var FAIL_ON = ["breach", "budget", "regression", "undecided", "never"];
var overBudget = (result) => result.verdict === "fail" && result.budget?.status === "over";
var regressed = (result) => result.verdict === "fail" && result.threshold.status === "regressed";
function countBreaches(report) {
  return {
    breaches: report.results.filter((result) => result.verdict === "fail").length,
    overBudget: report.results.filter(overBudget).length,
    regressions: report.results.filter(regressed).length
  };
}
function exitCode(report, failOn) {
  if (failOn === "never") return 0;
  const { breaches, overBudget: overBudget2, regressions } = countBreaches(report);
  const failing = {
    breach: breaches,
    budget: overBudget2,
    regression: regressions,
    undecided: breaches + countUndecided(report)
  }[failOn];
  if (failing > 0) return 1;
  const incomplete = isIncomplete(report.results, report.failures);
  return incomplete ? 3 : 0;
}

// src/config/shard-number.ts
var MOST_SHARDS = 256;
function parseShard(text) {
  const [, index, count] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return shard.index <= shard.count && shard.count <= MOST_SHARDS ? shard : null;
}
function readShard(text, from = "--shard") {
  const shard = parseShard(text.trim());
  if (shard !== null) return shard;
  throw new UsageError(
    `${from} ${JSON.stringify(text)}: expected the number of this job and of all jobs, such as 2/5, counted from 1 and at most ${MOST_SHARDS}`
  );
}
var shardText = ({ index, count }) => `${index}/${count}`;

export {
  isIncomplete,
  runVerdict,
  isUndecided,
  countUndecided,
  FAIL_ON,
  countBreaches,
  exitCode,
  parseShard,
  readShard,
  shardText
};
