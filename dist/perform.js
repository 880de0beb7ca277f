import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);
import {
  print
} from "./cli+perform.js";
import {
  MARKS,
  acceptedLabels,
  alikeAsOne,
  byCheck,
  causesOf,
  clean,
  cleanLines,
  clip,
  completePlan,
  counted,
  detectBuild,
  detectInstall,
  duration,
  emphasis,
  findBase,
  findingSentences,
  headline,
  isBaseElsewhere,
  joined,
  masked,
  moved,
  needsInstall,
  onBase,
  otherThanBase,
  outgrownWords,
  ownSettings,
  pad,
  plain,
  planReach,
  plannedInspections,
  prose,
  quantity,
  readBasePlan,
  readPlan,
  readReports,
  relaxedGroups,
  relaxedSentence,
  renderHtml,
  renderMarkdown,
  rowOf,
  run,
  runsElsewhere,
  say,
  select,
  unsetVariableOf,
  untrusted,
  verdictMark,
  width,
  withoutUser,
  writeReportFiles
} from "./act+perform.js";
import {
  pathInside,
  shortSha
} from "./act+action+perform.js";
import {
  exitCode,
  withoutCommands
} from "./act+cli+perform.js";
import {
  UsageError,
  __commonJS,
  __toESM
} from "./act+action+cli+perform.js";

// node_modules/picocolors/picocolors.js
var require_picocolors = __commonJS({
  "node_modules/picocolors/picocolors.js"(exports, module) {
    var p = process || {};
    var argv = p.argv || [];
    var env = p.env || {};
    var isColorSupported = !(!!env.NO_COLOR || argv.includes("--no-color")) && (!!env.FORCE_COLOR || argv.includes("--color") || p.platform === "win32" || (p.stdout || {}).isTTY && env.TERM !== "dumb" || !!env.CI);
    var formatter = (open, close, replace = open) => (input) => {
      let string = "" + input, index = string.indexOf(close, open.length);
      return ~index ? open + replaceClose(string, close, replace, index) + close : open + string + close;
    };
    var replaceClose = (string, close, replace, index) => {
      let result = "", cursor = 0;
      do {
        result += string.substring(cursor, index) + replace;
        cursor = index + close.length;
        index = string.indexOf(close, cursor);
      } while (~index);
      return result + string.substring(cursor);
    };
    var createColors = (enabled = isColorSupported) => {
      let f = enabled ? formatter : () => String;
      return {
        isColorSupported: enabled,
        reset: f("\x1B[0m", "\x1B[0m"),
        bold: f("\x1B[1m", "\x1B[22m", "\x1B[22m\x1B[1m"),
        dim: f("\x1B[2m", "\x1B[22m", "\x1B[22m\x1B[2m"),
        italic: f("\x1B[3m", "\x1B[23m"),
        underline: f("\x1B[4m", "\x1B[24m"),
        inverse: f("\x1B[7m", "\x1B[27m"),
        hidden: f("\x1B[8m", "\x1B[28m"),
        strikethrough: f("\x1B[9m", "\x1B[29m"),
        black: f("\x1B[30m", "\x1B[39m"),
        red: f("\x1B[31m", "\x1B[39m"),
        green: f("\x1B[32m", "\x1B[39m"),
        yellow: f("\x1B[33m", "\x1B[39m"),
        blue: f("\x1B[34m", "\x1B[39m"),
        magenta: f("\x1B[35m", "\x1B[39m"),
        cyan: f("\x1B[36m", "\x1B[39m"),
        white: f("\x1B[37m", "\x1B[39m"),
        gray: f("\x1B[90m", "\x1B[39m"),
        bgBlack: f("\x1B[40m", "\x1B[49m"),
        bgRed: f("\x1B[41m", "\x1B[49m"),
        bgGreen: f("\x1B[42m", "\x1B[49m"),
        bgYellow: f("\x1B[43m", "\x1B[49m"),
        bgBlue: f("\x1B[44m", "\x1B[49m"),
        bgMagenta: f("\x1B[45m", "\x1B[49m"),
        bgCyan: f("\x1B[46m", "\x1B[49m"),
        bgWhite: f("\x1B[47m", "\x1B[49m"),
        blackBright: f("\x1B[90m", "\x1B[39m"),
        redBright: f("\x1B[91m", "\x1B[39m"),
        greenBright: f("\x1B[92m", "\x1B[39m"),
        yellowBright: f("\x1B[93m", "\x1B[39m"),
        blueBright: f("\x1B[94m", "\x1B[39m"),
        magentaBright: f("\x1B[95m", "\x1B[39m"),
        cyanBright: f("\x1B[96m", "\x1B[39m"),
        whiteBright: f("\x1B[97m", "\x1B[39m"),
        bgBlackBright: f("\x1B[100m", "\x1B[49m"),
        bgRedBright: f("\x1B[101m", "\x1B[49m"),
        bgGreenBright: f("\x1B[102m", "\x1B[49m"),
        bgYellowBright: f("\x1B[103m", "\x1B[49m"),
        bgBlueBright: f("\x1B[104m", "\x1B[49m"),
        bgMagentaBright: f("\x1B[105m", "\x1B[49m"),
        bgCyanBright: f("\x1B[106m", "\x1B[49m"),
        bgWhiteBright: f("\x1B[107m", "\x1B[49m")
      };
    };
    module.exports = createColors();
    module.exports.createColors = createColors;
  }
});

// src/cli/perform.ts
import { tmpdir } from "node:os";
import { dirname as dirname2 } from "node:path";

// src/report/terminal/progress.ts
var import_picocolors = __toESM(require_picocolors(), 1);
var BAR_COLUMNS = 12;
var WIDEST = 100;
var CLEAR_LINE = "\r\x1B[2K";
var bar = (done, of) => {
  const full = of <= 0 ? 0 : Math.min(BAR_COLUMNS, Math.round(done / of * BAR_COLUMNS));
  return "█".repeat(full) + "░".repeat(BAR_COLUMNS - full);
};
function line(stage, side, what, end, columns, mayCut = true) {
  const start = `  ${pad(clean(stage), 7)} ${side === null ? "" : `${pad(side, 5)} `}`;
  const room = columns - width(start) - width(end) - 2;
  const text = clean(what);
  return `${start}${pad(mayCut ? clip(text, room) : text, room)}  ${end}`.trimEnd();
}
function commits({ base, reason, head }) {
  const from = base === null ? `no base (${clean(reason)})` : `base ${shortSha(base)} (${clean(reason)})`;
  return `perf-budget  ${from} → head ${head === null ? "as it is" : shortSha(head)}`;
}
function terminalProgress(stream, { color, quiet }) {
  if (quiet) return Object.assign(() => {
  }, { end() {
  } });
  const colors = import_picocolors.default.createColors(color);
  const live = stream.isTTY === true;
  const columns = () => Math.max(40, Math.min(WIDEST, (stream.columns ?? 80) - 1));
  let living = false;
  const end = () => {
    if (living) stream.write(CLEAR_LINE);
    living = false;
  };
  const print2 = (text) => {
    end();
    stream.write(`${withoutCommands(text)}
`);
  };
  const show = (text) => {
    if (!live) return;
    stream.write(CLEAR_LINE + colors.dim(text));
    living = true;
  };
  const progress = (event) => {
    switch (event.type) {
      case "commits":
        return print2(`${colors.bold(clip(commits(event), live ? columns() : Number.POSITIVE_INFINITY))}
`);
      case "start":
        return show(line(event.stage, event.side, event.what, "…", columns()));
      case "round": {
        const rounds = `round ${event.round} of at most ${event.of}  ${bar(event.round - 1, event.of)}`;
        return show(line(event.stage, null, event.what, rounds, columns()));
      }
      case "end": {
        const text = line(
          event.stage,
          event.side,
          event.what,
          `${event.ok ? "" : "failed after "}${duration(event.seconds)}`,
          columns(),
          live
        );
        return print2(event.ok ? text : colors.red(text));
      }
      case "output":
        return;
    }
  };
  return Object.assign(progress, { end });
}

// src/report/terminal/terminal.ts
var import_picocolors2 = __toESM(require_picocolors(), 1);
import { join } from "node:path";

// src/report/terminal/inline.ts
var asIs = (text) => text;
function styled(part, colors, style) {
  switch (part.kind) {
    case "trusted":
    case "figure":
      return [{ text: part.text, style }];
    case "untrusted":
      return [{ text: clean(part.text), style }];
    case "code":
      return [{ text: clean(part.text), style: colors.cyan }];
    case "strong":
      return part.parts.flatMap((inner) => styled(inner, colors, colors.bold));
    case "emphasis":
      return part.parts.flatMap((inner) => styled(inner, colors, colors.dim));
  }
}
function words(sentence, colors) {
  let apart = false;
  const parts = sentence.flatMap((part) => styled(part, colors, asIs));
  return parts.flatMap(
    ({ text, style }) => text.split(/( +)/).flatMap((part) => {
      if (part === "") return [];
      const space = part.startsWith(" ");
      const word = { text: part, style, apart };
      apart = space;
      return space ? [] : [word];
    })
  );
}
function wrap(sentence, colors, columns, bullet = "  ") {
  const indent = " ".repeat(width(bullet));
  const lines = [];
  let line2 = bullet;
  let used = width(bullet);
  let empty = true;
  for (const { text, style, apart } of words(sentence, colors)) {
    const space = apart && !empty ? " " : "";
    if (!empty && apart && used + 1 + width(text) > columns) {
      lines.push(line2);
      line2 = indent + style(text);
      used = width(indent) + width(text);
      continue;
    }
    line2 += space + style(text);
    used += space.length + width(text);
    empty = false;
  }
  return empty ? lines : [...lines, line2];
}

// src/report/terminal/table.ts
var GAP = "  ";
var LEAST_NAME = 16;
var LAYOUTS = [
  { words: "beside", detail: true, limit: true },
  { words: "below", detail: true, limit: true },
  { words: "below", detail: false, limit: true },
  { words: "below", detail: false, limit: false }
];
var changeText = ({ change }, detail) => detail && change.detail !== null ? `${change.main} (${change.detail})` : change.main;
function cellsOf(row, layout) {
  return [
    plain(row.name),
    row.base,
    row.head,
    changeText(row, layout.detail),
    ...layout.limit ? [row.limit] : [],
    ...layout.words === "beside" ? [row.words] : []
  ];
}
function headOf(layout) {
  return ["", "base", "head", "change", ...layout.limit ? ["limit"] : [], ...layout.words === "beside" ? [""] : []];
}
var alignOf = (column) => column >= 1 && column <= 4 ? "right" : "left";
var widths = (table2) => (table2[0] ?? []).map((_, column) => Math.max(...table2.map((cells) => width(cells[column] ?? ""))));
var total = (columns) => columns.reduce((sum, column) => sum + column + GAP.length, 1);
function colorOf(mark, colors) {
  switch (mark) {
    case "fail":
      return colors.red;
    case "warn":
    case "open":
    case "unknown":
      return colors.yellow;
    case "good":
    case "pass":
      return colors.green;
    case "none":
      return colors.dim;
  }
}
function rowLines(row, [name = "", ...cells], { words: words2 }, colors) {
  const color = colorOf(row.mark, colors);
  const loud = row.mark === "fail" || row.mark === "warn" || row.mark === "good";
  const parts = cells.map((cell, index) => loud && index === 2 ? color(cell) : cell);
  const beside = words2 === "beside" ? parts.splice(-1).map((cell) => cell.trim() === "" ? "" : color(cell.trimEnd())) : [];
  const line2 = [color(MARKS[row.mark].text), loud ? colors.bold(name) : name, ...parts, ...beside].join(GAP).trimEnd();
  return words2 === "below" && row.words !== "" ? [line2, `     ${color(row.words)}`] : [line2];
}
function table(results, columns, colors) {
  const rows = alikeAsOne(results).map(rowOf);
  const candidates = LAYOUTS.map((layout) => ({
    layout,
    cells: [headOf(layout), ...rows.map((row) => cellsOf(row, layout))]
  }));
  const fits = candidates.find(({ cells }) => total(widths(cells)) <= columns);
  const shortened = (wide2) => total(wide2) - (wide2[0] ?? 0) + LEAST_NAME <= columns;
  const chosen = fits ?? candidates.find(({ layout, cells }) => !layout.detail && shortened(widths(cells))) ?? candidates.at(-1);
  if (chosen === void 0) return [];
  const wide = widths(chosen.cells);
  const name = Math.min(wide[0] ?? 0, Math.max(LEAST_NAME, columns - (total(wide) - (wide[0] ?? 0))));
  const fitted = [name, ...wide.slice(1)];
  return chosen.cells.flatMap((cells, index) => {
    const row = rows[index - 1];
    const text = cells.map(
      (cell, column) => pad(clip(cell, fitted[column] ?? 0), fitted[column] ?? 0, alignOf(column))
    );
    return row === void 0 ? colors.dim(` ${GAP}${text.join(GAP)}`.trimEnd()) : rowLines(row, text, chosen.layout, colors);
  });
}

// src/report/terminal/terminal.ts
function causes(report, columns, folder, colors) {
  return causesOf(report).flatMap(({ what, output, log, hint }) => [
    ...wrap(what, colors, columns, `${MARKS.unknown.text} `),
    // What is cut off may be what failed. A terminal breaks lines by itself.
    ...cleanLines(output ?? "").map((line2) => colors.dim(`    ${line2}`)),
    ...log === null ? [] : [`  whole log: ${clean(join(folder, log))}`],
    ...hint === null ? [] : wrap([emphasis(prose(hint))], colors, columns, "  ")
  ]);
}
function why(report, place, columns, colors) {
  return findingSentences(report, place).flatMap((sentence) => wrap(sentence, colors, columns, "- "));
}
function renderTerminal(report, { columns, color, folder = "." }) {
  const colors = import_picocolors2.default.createColors(color);
  const selection = select(report);
  const above = moved(selection);
  const others = [...selection.quiet, ...selection.missing, ...selection.shown];
  const bullets = (sentences) => sentences.flatMap((sentence) => wrap(sentence, colors, columns, "- "));
  const titled = (title, lines) => lines.length === 0 ? [] : [[colors.bold(title), ...lines]];
  const blocks = [
    wrap(otherThanBase(report), colors, columns, ""),
    above.length === 0 ? [] : table(above, columns, colors),
    ...byCheck(others).map(([check, results]) => [
      ...wrap(say`${emphasis(untrusted(check))}`, colors, columns, ""),
      ...table(results, columns, colors)
    ]),
    ...titled("Why", why(report, "above", columns, colors)),
    ...titled("What changed within limits", why(report, "below", columns, colors)),
    ...titled("What failed", causes(report, columns, folder, colors)),
    ...titled("Accepted", bullets(acceptedLabels(report))),
    ...titled("Worse than accepted", bullets(outgrownWords(report))),
    ...relaxedGroups(report).flatMap(({ title, all }) => titled(title, bullets(all.map(relaxedSentence)))),
    ...titled("Notes", bullets(report.notes.map(prose)))
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n");
  return text === "" ? "" : `${withoutCommands(text)}
`;
}
function verdictLine(report, { color }) {
  const colors = import_picocolors2.default.createColors(color);
  const mark = verdictMark(report);
  return colorOf(mark, colors)(`${MARKS[mark].text} ${headline(report)}`);
}

// src/cli/output.ts
import { constants } from "node:fs";
import { access, mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, join as join2, resolve } from "node:path";
async function checkOutput(output) {
  let nearest = resolve(output);
  for (; ; ) {
    const found = await stat(nearest).catch(() => null);
    if (found?.isDirectory()) break;
    if (found) throw new UsageError(`--output ${output}: ${nearest} is a file, and a folder was expected`);
    nearest = dirname(nearest);
  }
  await access(nearest, constants.W_OK).catch(() => {
    throw new UsageError(`--output ${output}: ${nearest} can't be written to`);
  });
}
async function writeReport(outcome, output) {
  const folder = resolve(output);
  if (await mkdir(folder, { recursive: true })) await writeFile(join2(folder, ".gitignore"), "*\n");
  const shown = pathInside(process.cwd(), folder) ?? folder;
  const { report } = outcome;
  return writeReportFiles(shown, outcome, { markdown: `${renderMarkdown(report)}
`, html: renderHtml(report) });
}

// src/cli/report-command.ts
import { realpath } from "node:fs/promises";
import { join as join3 } from "node:path";
async function joinFiles({
  files,
  name,
  output
}) {
  const found = await readReports(files);
  const target = await realpath(join3(output, "report.json")).catch(() => null);
  for (const { path } of found) {
    if (target === null || await realpath(path) !== target) continue;
    throw new UsageError(
      `${path} is one of the reports to join, and would be overwritten. Name another folder with --output.`
    );
  }
  return joined(found, name);
}

// src/report/terminal/plan.ts
var LONGEST_NOTE = 2e3;
function planText(plan, { base, install, build, ownOfBase, reach, inspections = [] }) {
  const servers = Object.entries(plan.servers);
  const isBuilt = !runsElsewhere(plan);
  const lines = [
    `config   ${clean(plan.config ?? "none: subjects are detected")}`,
    `base     ${clean(base)}`,
    ...isBuilt ? [`install  ${clean(install ?? "nothing")}`, `build    ${clean(build ?? "nothing")}`] : ["build    nothing is installed or built: all that is measured runs at addresses of its own"],
    ...servers.length > 0 ? ["", "servers", ...servers.map(serverLine)] : [],
    ...ownOfBase.length > 0 ? ["", "on base, by its own config", ...ownOfBase.map(ownLine)] : [],
    ...plan.subjects.flatMap((planned) => ["", ...subjectLines(planned, plan)]),
    ...plan.notes.length > 0 ? ["", ...plan.notes.map((note) => clean(note, LONGEST_NOTE))] : [],
    "",
    ...reach.outOfReach.map(outOfReachLine),
    `Measuring takes about ${duration(Math.min(reach.screenSeconds, plan.measure.timeMs / 1e3))} if nothing looks suspicious, and at most ${duration(plan.measure.timeMs / 1e3)}${isBuilt ? ", plus installs and builds" : ""}.`,
    ...enoughLine(reach, plan),
    ...inspections.map(inspectionLine)
  ];
  return withoutCommands(lines.join("\n"));
}
function serverLine([name, { settings }]) {
  const what = settings.kind === "static" ? `the folder ${settings.static}${Object.entries(settings.proxy ?? {}).map(([prefix, other]) => `, with ${other} behind ${prefix}`).join("")}` : settings.kind === "command" ? `${settings.start} (ready at ${settings.ready} within ${duration(settings.timeoutMs / 1e3)})` : `${shownAddress(settings.url)}, base ${settings.baseUrl === null ? "none" : shownAddress(settings.baseUrl)}`;
  return `  ${clean(name)}: ${clean(what)}`;
}
function shownAddress(address) {
  const variable = unsetVariableOf(address);
  return variable === null ? withoutUser(address) : `the address in ${variable}, which is not set`;
}
var ownLine = ({ key, base }) => `  ${clean(key)}: ${clean(base)}`;
function subjectLines({ check, subject, metrics, missing }, plan) {
  const rounds = plan.measure.rounds[check] ?? 1;
  const variant = subject.variant === null ? "" : `, ${clean(subject.variant)}`;
  const often = rounds === 1 ? "once per side" : `${rounds} rounds`;
  return [
    `${check}  ${clean(subject.name)}${variant}: ${missing === void 0 ? often : "can not be measured"}`,
    ...(missing ?? []).map(
      ({ name, key, source }) => `  ${clean(source.file)}:${source.line} → ${clean(key)}: the environment has no ${name}`
    ),
    ...metrics.filter(hasLimit).map(limitLine)
  ];
}
var hasLimit = ({ metric, budget, threshold }) => metric.seen === void 0 ? budget !== null || threshold !== null : budget?.written === true || threshold?.written === true;
function limitLine({ metric, budget, threshold }) {
  const limits = [
    budget && budgetText(budget, metric),
    threshold && `regressed from ${thresholdText(threshold, metric)}`
  ];
  return `  ${metric.label}: ${limits.filter((limit) => limit !== null).join(", ")}`;
}
function budgetText({ limit, ratchet }, { unit, worse }) {
  const written = `${worse === "higher" ? "at most" : "at least"} ${quantity(limit, unit)}`;
  return ratchet ? `${written}, or base's value if that is ${worse === "higher" ? "less" : "more"}` : written;
}
function thresholdText({ limit, by }, { unit, worse }) {
  const amount = by === "fraction" ? `${Math.round(limit * 1e3) / 10} %` : quantity(limit, unit);
  return `${worse === "higher" ? "+" : "−"}${amount}`;
}
function outOfReachLine({ check, subject, lacks, has, needs }) {
  const name = `${check}  ${clean(subject)}`;
  return lacks === "rounds" ? `${name}: no change can fail this run: ${counted(has, "round")}, ${needs} are needed (measure.rounds)` : `${name}: no change can fail this run: it would take ${duration(needs)} of measure.time, which is ${duration(has)}`;
}
var inspectionLine = ({ server, variables, seconds }) => `Before that, inspections of ${clean(server)} watch what it asks through ${variables.map((one) => clean(one)).join(" and ")}: about ${duration(seconds)} (inspect: off leaves them out).`;
function enoughLine({ enoughSeconds }, { measure }) {
  const shards = Math.ceil(enoughSeconds * 1e3 / measure.timeMs);
  if (shards < 2) return [];
  return [
    `To decide whatever may look suspicious it would need ${duration(enoughSeconds)}: raise measure.time, or split the run into ${shards} shards.`
  ];
}

// src/cli/show-plan.ts
async function showPlan(directory, call, signal) {
  const repository = { directory, token: null, serverUrl: "https://github.com", signal };
  const plan = await completePlan(await readPlan(directory, call.config), directory, null, call.only);
  const base = await findBase({ kind: "merge-base", ref: call.base }, repository);
  const ofBase = await readBasePlan({ repository, sha: base.sha, config: call.config });
  const install = plan.install ?? (await detectInstall(directory))?.command ?? null;
  const build = plan.build ?? (await detectBuild(directory))?.command ?? null;
  const text = planText(plan, {
    base: isBaseElsewhere(base, plan) && (base.sha === null || base.failure) ? `what runs at base-url (${base.reason})` : base.failure ? `${base.reason}: ${base.failure.message}` : base.sha === null ? `none: ${base.reason}` : `${shortSha(base.sha)} (${base.reason})`,
    install: install && (await needsInstall(directory, plan.install) ? install : `${install}, on base only`),
    build,
    ownOfBase: ownSettings(plan, onBase(plan, ofBase.plan)),
    reach: planReach(plan),
    inspections: plannedInspections(plan)
  });
  return masked([...plan.secrets, ...ofBase.plan?.secrets ?? []])(text);
}

// src/cli/perform.ts
async function perform(call, signal) {
  if (call.command === "run" && call.plan) {
    print(await showPlan(process.cwd(), call, signal));
    return 0;
  }
  await checkOutput(call.output);
  return present(call.command === "run" ? await runHere(call, signal) : await joinFiles(call), call);
}
async function runHere(call, signal) {
  const progress = terminalProgress(process.stderr, { color: hasColor(process.stderr), quiet: call.quiet });
  try {
    return await run({
      directory: process.cwd(),
      config: call.config,
      name: "default",
      base: { kind: "merge-base", ref: call.base },
      token: null,
      temporary: tmpdir(),
      serverUrl: "https://github.com",
      only: call.only,
      shard: call.shard,
      baselines: null,
      willBeStored: false,
      signal,
      progress
    });
  } finally {
    progress.end();
  }
}
async function present(outcome, call) {
  const { report } = outcome;
  const files = await writeReport(outcome, call.output);
  const color = hasColor(process.stdout);
  if (!call.quiet)
    print(`
${renderTerminal(report, { columns: process.stdout.columns ?? 80, color, folder: dirname2(files.json) })}`);
  const beside = files.others.length === 0 ? "" : `, and ${files.others.length} more beside them`;
  print(`page: ${files.html}`);
  print(`report: ${files.json}, ${files.markdown}${beside}`);
  print(verdictLine(report, { color }));
  return exitCode(report, call.failOn);
}
var hasColor = (stream) => stream.isTTY === true && !process.env.NO_COLOR;
export {
  perform
};
