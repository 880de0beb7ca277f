import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);
import {
  UsageError
} from "./act+action+cli+perform.js";

// src/compare/undecided.ts
var isUndecided = ({ gates, verdict, threshold, budget }) => gates && (verdict === "pass" || verdict === "warn") && (threshold.limit !== null && threshold.status === "uncertain" || budget?.status === "unclear");
var countUndecided = ({ results }) => results.filter(isUndecided).length;

// src/model/failure-code.ts
var FAILURE_CODES = {
  absent: { words: "the side has no such subject", of: "side" },
  unreadable: { words: "its files could not be read", of: "side" },
  "command-failed": { words: "the command failed", of: "side" },
  "no-results": { words: "the command gave no results that can be read", of: "side" },
  "no-answer": { words: "there were fewer answers than requests", of: "side" },
  "no-paint": { words: "the page painted nothing", of: "side" },
  "before-failed": { words: "a request before those that are measured failed", of: "side" },
  "step-failed": { words: "a step on the page could not be done", of: "side" },
  "page-failed": { words: "the page answered with an error, or could not be judged", of: "side" },
  "browser-failed": { words: "the browser crashed or hung", of: "side" },
  "not-built": { words: "the side could not be installed or built", of: "side" },
  "other-build": { words: "its build differs for another reason than its commit", of: "side" },
  "server-failed": { words: "the server did not start, or died", of: "side" },
  "timed-out": { words: "a visit took too long", of: "side" },
  unset: { words: "a variable that the config refers to is not set", of: "both" },
  /** Like `unset`, but because GitHub gives no secrets: nobody's mistake. */
  withheld: { words: "the run gets no secrets", of: "both" },
  /** The check found head no longer doing what is measured. */
  broken: { words: "head answers with something else than base", of: "both" },
  /** The check found the sides doing different things. */
  unlike: { words: "the sides answer with different things", of: "both" },
  limited: { words: "a rate limiter answered", of: "neither" },
  saturated: { words: "the load generator was too busy to time the answers", of: "neither" }
};
var isFailureCode = (code) => Object.hasOwn(FAILURE_CODES, code);
var failureOf = (code) => isFailureCode(code) ? FAILURE_CODES[code].of : "side";
var isOfBusyMachine = (code) => code === "saturated";

// src/model/printed-key.ts
var SEPARATOR = ", ";
function printedVariant({ variant, part }) {
  if (part === null) return variant;
  return variant === null ? part : `${variant}${SEPARATOR}${part}`;
}
function readKey({ check, subject, variant, part = null }) {
  if (part === null || variant === null) return { check, subject, variant, part: null };
  if (variant === part) return { check, subject, variant: null, part };
  const end = `${SEPARATOR}${part}`;
  if (!variant.endsWith(end)) return { check, subject, variant, part: null };
  return { check, subject, variant: variant.slice(0, -end.length), part };
}
var printed = (one) => ({ ...one, variant: printedVariant(one) });
var keyed = (one) => ({ ...one, ...readKey(one) });

// src/model/subject.ts
var subjectId = ({ check, subject, variant, part }) => (
  // A large run builds a million of them. Lengths distinguish `a`, `bc` from `ab`, `c`.
  `${check.length} ${subject.length} ${variant?.length} ${part?.length} ${check} ${subject} ${variant} ${part}`
);
var nameId = ({ check, subject }) => subjectId({ check, subject, variant: null, part: null });
var sameSubject = (a, b) => belongsTo(a, b) && a.part === b.part;
var belongsTo = (key, of) => key.check === of.check && key.subject === of.subject && key.variant === of.variant;
var partOf = (key, part) => ({ ...keyOf(key), part });
var wholeOf = (key) => ({ ...keyOf(key), part: null });
var keyOf = ({ check, subject, variant, part }) => ({ check, subject, variant, part });
var otherSide = (side) => side === "base" ? "head" : "base";
var subjectKey = ({
  check,
  subject
}) => ({ check, subject: subject.name, variant: subject.variant, part: null });

// src/model/visit-failures.ts
function failuresBehind(failures) {
  const byName = Map.groupBy(failures, nameId);
  return (key) => (byName.get(nameId(key)) ?? []).filter(
    (failure) => belongsTo(failure, key) && (failure.part === null || failure.part === key.part)
  );
}

// src/compare/final-failure.ts
var LEAST_OF_A_PART = 2;
function endingsIn(samples, failures) {
  const behind = failuresBehind(failures);
  const idOf = (key, side) => `${side} ${subjectId(key)}`;
  const lastRound = /* @__PURE__ */ new Map();
  for (const sample of samples) {
    if (sample.inspected === true) continue;
    const id = idOf(sample, sample.side);
    lastRound.set(id, Math.max(sample.round, lastRound.get(id) ?? 0));
  }
  return (key, side) => {
    const last = lastRound.get(idOf(key, side));
    const isFinal = ({ code, round }) => last === void 0 || code === "server-failed" || round >= last;
    const final = behind(key).filter((one) => one.side === side && !one.retried && isFinal(one));
    const isOfPartAlone = last !== void 0 && final.every(({ part }) => part !== null);
    return isOfPartAlone && final.length < LEAST_OF_A_PART ? null : final.at(-1) ?? null;
  };
}

// src/compare/recurring-failures.ts
var LEAST_FAILURES = 2;
var MOST_FAILING = 0.1;
var HEADS = { least: 6, times: 3 };
function failuresBySide(all) {
  const of = (side, isBusy) => all.filter((one) => one.side === side && isOfBusyMachine(one.code) === isBusy);
  const busy = of("head", true);
  const isHeads = busy.length >= HEADS.least && busy.length >= HEADS.times * of("base", true).length;
  const head = isHeads ? all.filter(({ side }) => side === "head") : of("head", false);
  return { base: of("base", false), head };
}
function troublesOf({ samples, failures }) {
  const visits = failures.flatMap((one) => one.stage === "visit" && one.code !== "withheld" ? [keyed(one)] : []);
  if (visits.every(({ side }) => side === "base")) return [];
  const all = samples.map(keyed);
  const ending = endingsIn(all, visits);
  const successes = /* @__PURE__ */ new Map();
  for (const sample of all) {
    if (sample.side !== "head") continue;
    const id = subjectId(sample);
    successes.set(id, (successes.get(id) ?? /* @__PURE__ */ new Set()).add(`${sample.round} ${sample.redo ?? 0}`));
  }
  return [...Map.groupBy(visits, subjectId)].flatMap(([id, ofKey]) => {
    const key = keyOf(ofKey[0]);
    const ended = ending(key, "head");
    const { base: ofBase, head: ofHead } = failuresBySide(ofKey);
    const made = (successes.get(id)?.size ?? 0) + ofHead.length;
    const isFlaky = ofHead.length >= LEAST_FAILURES && ofHead.length > MOST_FAILING * made && ofHead.length > ofBase.length;
    if (ended === null && !isFlaky) return [];
    return [{ key, ended, failures: ended !== null && ofHead.length === 0 ? [ended] : ofHead, visits: made }];
  });
}

// src/compare/subjects-without-files.ts
function lossyIn(samples) {
  const ofHead = samples.filter(({ side, part }) => side === "head" && (part ?? null) === null).map(keyed);
  return [...Map.groupBy(ofHead, subjectId).values()].flatMap((ofPage) => {
    const lost = ofPage.map(({ covariates }) => covariates?.lost ?? 0);
    const [first] = ofPage;
    if (first === void 0 || 2 * lost.filter((one) => one > 0).length < ofPage.length) return [];
    return [{ key: wholeOf(first), files: lost.findLast((one) => one > 0) ?? 0 }];
  });
}

// src/compare/withheld.ts
var isWithheld = ({ failures }) => failures.some(({ code }) => code === "withheld");
var countWithheld = ({ results }) => results.filter(isWithheld).length;

// src/compare/verdict.ts
var isIncomplete = (results, failures) => results.some((result) => result.verdict === "invalid" && !isWithheld(result)) || failures.some((failure) => failure.stage !== "visit" && (failure.side === "head" || isUnavailable(failure)));
var isUnavailable = ({ stage, code }) => stage === "checkout" || code === "disk-full";
function runVerdict({
  results,
  failures,
  samples,
  findings
}) {
  const some = (verdict) => results.some((result) => result.verdict === verdict);
  if (some("fail")) return "fail";
  if (isIncomplete(results, failures)) return "incomplete";
  const isUnlike = failures.some((failure) => failure.stage === "visit" && failure.code === "unlike");
  const isDoubtful = isUnlike || troublesOf({ samples, failures }).length > 0 || lossyIn(samples).length > 0;
  const isWarned = some("warn") || findings.some(({ warns }) => warns === true);
  return isWarned || isDoubtful ? "warn" : "pass";
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

// src/text/runner-commands.ts
var withoutCommands = (text) => text.replaceAll("##[", "## [").replace(/^((?:[^\S\r\n]|\u0085)*)::/gm, "$1: :");
var jsonWithoutCommands = (json) => json.replaceAll("##[", "##\\u005b");

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
  isUndecided,
  countUndecided,
  FAILURE_CODES,
  isFailureCode,
  failureOf,
  readKey,
  printed,
  keyed,
  subjectId,
  nameId,
  sameSubject,
  belongsTo,
  partOf,
  wholeOf,
  keyOf,
  otherSide,
  subjectKey,
  failuresBehind,
  endingsIn,
  troublesOf,
  lossyIn,
  isWithheld,
  countWithheld,
  isIncomplete,
  runVerdict,
  FAIL_ON,
  countBreaches,
  exitCode,
  withoutCommands,
  jsonWithoutCommands,
  parseShard,
  readShard,
  shardText
};
