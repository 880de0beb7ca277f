import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);
import {
  print
} from "./cli+perform.js";
import {
  CONFIG_FILES,
  EXPLANATION,
  FILE_LIMITS,
  IMPORT,
  MARKS,
  NOTHING,
  acceptances,
  acceptedLabels,
  alikeAsOne,
  branchOf,
  byCheck,
  causesOf,
  changeText,
  charts,
  checkoutRoot,
  clean,
  cleanLines,
  clip,
  closestTo,
  commandOf,
  completePlan,
  decodeBaseline,
  defaultBranch,
  demand,
  describeExit,
  detectBuild,
  detectInstall,
  detected,
  document,
  duration,
  emphasis,
  environmentWithoutSecrets,
  excerpt,
  exitOrAbort,
  fetchTip,
  figure,
  findBase,
  findBundler,
  findOutputFolder,
  findingSentences,
  foldersUpTo,
  freeName,
  glob,
  hasOrigin,
  headline,
  html,
  isBaseElsewhere,
  isInRepository,
  isObject,
  isSha,
  joined,
  lackingIn,
  libraryEntries,
  lineOf,
  logicalName,
  masked,
  moved,
  nameOf,
  needsInstall,
  noConfig,
  onBase,
  otherThanBase,
  outgrownWords,
  overview,
  ownSettings,
  packageManager,
  pad,
  parseLoaded,
  parseUtf8,
  plain,
  plainSite,
  planReach,
  plannedInspections,
  pointOf,
  prose,
  readBasePlan,
  readPackageJson,
  readPlan,
  readProject,
  readReport,
  readReports,
  readTrail,
  recentSteps,
  recentText,
  relaxedGroups,
  relaxedSentence,
  renderHtml,
  renderMarkdown,
  requestedBase,
  require_dist,
  require_picomatch,
  resolve,
  resolveCommit,
  rowOf,
  run,
  runsElsewhere,
  safeName,
  say,
  select,
  seriesViews,
  shaIn,
  spawnTree,
  suggestedSuite,
  toLine,
  toTrail,
  together,
  trusted,
  unsetVariableOf,
  untrusted,
  verdictMark,
  width,
  withDots,
  withoutUser,
  worstFirst,
  writeReportFiles
} from "./act+perform.js";
import {
  counted,
  pathInside,
  quantity,
  shortSha
} from "./act+action+perform.js";
import {
  exitCode,
  withoutCommands
} from "./act+cli+perform.js";
import {
  GitError,
  UsageError,
  __callDispose,
  __commonJS,
  __toESM,
  __using
} from "./act+action+cli+perform.js";

// node_modules/picocolors/picocolors.js
var require_picocolors = __commonJS({
  "node_modules/picocolors/picocolors.js"(exports, module) {
    var p = process || {};
    var argv = p.argv || [];
    var env = p.env || {};
    var isColorSupported = !(!!env.NO_COLOR || argv.includes("--no-color")) && (!!env.FORCE_COLOR || argv.includes("--color") || p.platform === "win32" || (p.stdout || {}).isTTY && env.TERM !== "dumb" || !!env.CI);
    var formatter = (open2, close, replace = open2) => (input) => {
      let string = "" + input, index = string.indexOf(close, open2.length);
      return ~index ? open2 + replaceClose(string, close, replace, index) + close : open2 + string + close;
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
import { tmpdir as tmpdir2 } from "node:os";
import { dirname as dirname3 } from "node:path";

// src/report/terminal/progress.ts
var import_picocolors = __toESM(require_picocolors(), 1);
var BAR_COLUMNS = 12;
var LEAST_NAME = 14;
var SILENCE_MS = 3e4;
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
var left = ({ atMostSeconds }) => atMostSeconds > 90 ? `${Math.ceil(atMostSeconds / 60)} min` : `${Math.max(1, Math.ceil(atMostSeconds))} s`;
var standingWords = (one) => `${one.decided} of ${one.of} decided, at most ${left(one)} left`;
function roundLine(event, standing, columns) {
  const { round, of, stage, what } = event;
  const [rounds, few, blocks] = [`round ${round} of at most ${of}`, `${round}/${of}`, bar(round - 1, of)];
  const ends = standing === null ? [`${rounds}  ${blocks}`, `${few}  ${blocks}`] : [
    `${rounds}  ${blocks}  ${standingWords(standing)}`,
    `${few}  ${blocks}  ${standingWords(standing)}`,
    `${few}  ${standingWords(standing)}`,
    `${few}  ${standing.decided}/${standing.of} decided, ≤ ${left(standing)}`
  ];
  const start = width(`  ${pad(clean(stage), 7)} `);
  const room = (end2) => columns - start - width(end2) - 2;
  const end = ends.find((one) => room(one) >= Math.min(LEAST_NAME, width(clean(what)))) ?? few;
  return line(stage, null, what, end, columns);
}
function endWords({ ok, seconds, rounds }) {
  if (!ok) return `failed after ${duration(seconds)}`;
  if (rounds === void 0) return duration(seconds);
  return `${counted(rounds.made, "round")}, ${rounds.decided ? "decided" : "undecided"}  ${duration(seconds)}`;
}
function commits({ base, reason, head }) {
  const from = base === null ? `no base (${clean(reason)})` : `base ${shortSha(base)} (${clean(reason)})`;
  return `perf-budget  ${from} → head ${head === null ? "as it is" : shortSha(head)}`;
}
function terminalProgress(stream, { color, quiet, clock = () => performance.now() }) {
  if (quiet) return Object.assign(() => {
  }, { end() {
  } });
  const colors = import_picocolors.default.createColors(color);
  const live = stream.isTTY === true;
  const columns = () => Math.max(40, Math.min(WIDEST, (stream.columns ?? 80) - 1));
  let living = false;
  let standing = null;
  let saidAt = clock();
  const end = () => {
    if (living) stream.write(CLEAR_LINE);
    living = false;
  };
  const print2 = (text) => {
    end();
    stream.write(`${withoutCommands(text)}
`);
    saidAt = clock();
  };
  const show = (text) => {
    if (!live) return;
    stream.write(CLEAR_LINE + colors.dim(text));
    living = true;
  };
  const progress = (event) => {
    switch (event.type) {
      case "commits":
        return print2(`${colors.bold(commits(event))}
`);
      case "start":
        return show(line(event.stage, event.side, event.what, "…", columns()));
      case "round":
        return show(roundLine(event, standing, columns()));
      case "standing":
        standing = event;
        if (!live && event.decided < event.of && clock() - saidAt >= SILENCE_MS)
          print2(`  measuring: ${standingWords(event)}`);
        return;
      case "end": {
        const text = line(event.stage, event.side, event.what, endWords(event), columns(), live);
        return print2(event.ok ? text : colors.red(text));
      }
      case "output":
        return;
    }
  };
  return Object.assign(progress, { end });
}

// src/report/terminal/terminal.ts
var import_picocolors3 = __toESM(require_picocolors(), 1);
import { join } from "node:path";

// src/report/terminal/inline.ts
var asIs = (text) => text;
function styled(part, colors, style) {
  switch (part.kind) {
    case "trusted":
      return [{ text: part.text, style }];
    case "figure":
      return [{ text: part.text, style, isWhole: true }];
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
  const all = [];
  let apart = true;
  for (const { text, style, isWhole } of sentence.flatMap((part) => styled(part, colors, asIs))) {
    for (const part of isWhole ? [text] : text.split(/( +)/)) {
      const isSpace = /^ +$/.test(part);
      if (part !== "" && !isSpace) {
        if (apart) all.push([]);
        all.at(-1)?.push({ text: part, style });
      }
      if (part !== "") apart = isSpace;
    }
  }
  return all;
}
function wrap(sentence, colors, columns, bullet = "  ") {
  const lines = [];
  let line3 = bullet;
  let used = width(bullet);
  let isFirst = true;
  for (const pieces of words(sentence, colors)) {
    const space = isFirst ? "" : " ";
    const wide = pieces.reduce((sum, { text }) => sum + width(text), 0);
    const word = pieces.map(({ text, style }) => style(text)).join("");
    if (!isFirst && used + 1 + wide > columns) {
      lines.push(line3);
      line3 = " ".repeat(width(bullet)) + word;
      used = width(bullet) + wide;
    } else {
      line3 += space + word;
      used += space.length + wide;
    }
    isFirst = false;
  }
  return isFirst ? lines : [...lines, line3];
}

// src/report/terminal/table.ts
var import_picocolors2 = __toESM(require_picocolors(), 1);
var GAP = "  ";
var LEAST_NAME2 = 16;
var LAYOUTS = [
  { words: "beside", detail: true, limit: true },
  { words: "below", detail: true, limit: true },
  { words: "below", detail: false, limit: true },
  { words: "below", detail: false, limit: false }
];
var changeText2 = ({ change }, detail) => detail && change.detail !== null ? `${change.main} (${change.detail})` : change.main;
function cellsOf(row2, layout) {
  return [
    plain(row2.name),
    row2.base,
    row2.head,
    changeText2(row2, layout.detail),
    ...layout.limit ? [row2.limit] : [],
    ...layout.words === "beside" ? [row2.words] : []
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
var BELOW = " ".repeat(5);
function rowLines(row2, [name = "", ...cells], layout, { columns, colors }) {
  const { words: words2 } = layout;
  const color = colorOf(row2.mark, colors);
  const loud = row2.mark === "fail" || row2.mark === "warn" || row2.mark === "good";
  const parts = cells.map((cell, index) => loud && index === 2 ? color(cell) : cell);
  const beside = words2 === "beside" ? parts.splice(-1).map((cell) => cell.trim() === "" ? "" : color(cell.trimEnd())) : [];
  const line3 = [color(MARKS[row2.mark].text), loud ? colors.bold(name) : name, ...parts, ...beside].join(GAP).trimEnd();
  const limit = layout.limit || !loud || row2.limit === NOTHING || row2.limit === "" ? "" : `limit ${row2.limit}`;
  const below = [row2.words, limit].filter((one) => one !== "").join("; ");
  if (words2 !== "below" || below === "") return [line3];
  const sentence = below.split(/([+−]?[\d.]+ \S+)/).map((part, index) => index % 2 === 1 ? figure(part) : trusted(part));
  const lines = wrap(sentence, import_picocolors2.default.createColors(false), columns, BELOW);
  return [line3, ...lines.map((one) => BELOW + color(one.slice(BELOW.length)))];
}
function table(results, columns, colors) {
  const rows2 = alikeAsOne(results).map(rowOf);
  const candidates = LAYOUTS.map((layout) => ({
    layout,
    cells: [headOf(layout), ...rows2.map((row2) => cellsOf(row2, layout))]
  }));
  const fits3 = candidates.find(({ cells }) => total(widths(cells)) <= columns);
  const shortened = (wide2) => total(wide2) - (wide2[0] ?? 0) + LEAST_NAME2 <= columns;
  const chosen2 = fits3 ?? candidates.find(({ layout, cells }) => !layout.detail && shortened(widths(cells))) ?? candidates.at(-1);
  if (chosen2 === void 0) return [];
  const wide = widths(chosen2.cells);
  const name = Math.min(wide[0] ?? 0, Math.max(LEAST_NAME2, columns - (total(wide) - (wide[0] ?? 0))));
  const fitted = [name, ...wide.slice(1)];
  return chosen2.cells.flatMap((cells, index) => {
    const row2 = rows2[index - 1];
    const text = cells.map(
      (cell, column) => pad(clip(cell, fitted[column] ?? 0), fitted[column] ?? 0, alignOf(column))
    );
    return row2 === void 0 ? colors.dim(` ${GAP}${text.join(GAP)}`.trimEnd()) : rowLines(row2, text, chosen2.layout, { columns, colors });
  });
}

// src/report/terminal/terminal.ts
function causes(report, columns, folder, colors) {
  return causesOf(report).flatMap(({ what, output, log, hint }) => [
    ...wrap(what, colors, columns, `${MARKS.unknown.text} `),
    // A cut could remove the failure itself. The terminal wraps long lines.
    ...cleanLines(output ?? "").map((line3) => colors.dim(`    ${line3}`)),
    ...log === null ? [] : [`  whole log: ${clean(join(folder, log))}`],
    ...hint === null ? [] : wrap([emphasis(prose(hint))], colors, columns, "  ")
  ]);
}
function why(report, place, columns, colors) {
  return findingSentences(report, place).flatMap((sentence) => wrap(sentence, colors, columns, "- "));
}
function renderTerminal(report, { columns, color, folder = "." }) {
  const colors = import_picocolors3.default.createColors(color);
  const selection = select(report);
  const above = moved(selection);
  const others2 = [...selection.quiet, ...selection.missing, ...selection.shown];
  const bullets = (sentences) => sentences.flatMap((sentence) => wrap(sentence, colors, columns, "- "));
  const titled = (title, lines) => lines.length === 0 ? [] : [[colors.bold(title), ...lines]];
  const blocks = [
    wrap(otherThanBase(report), colors, columns, ""),
    above.length === 0 ? [] : table(above, columns, colors),
    ...byCheck(others2).map(([check2, results]) => [
      ...wrap(say`${emphasis(untrusted(check2))}`, colors, columns, ""),
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
  const colors = import_picocolors3.default.createColors(color);
  const mark = verdictMark(report);
  return colorOf(mark, colors)(`${MARKS[mark].text} ${headline(report)}`);
}

// src/cli/history-command.ts
import { mkdir as mkdir2, mkdtemp, rm, writeFile as writeFile2 } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join5, resolve as resolve3 } from "node:path";

// src/baseline/read-history.ts
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join as join2 } from "node:path";
var MOST_FILES = 5e3;
var DEEPEST = 5;
async function readHistory(paths, name) {
  const files = [];
  for (const path of paths) {
    const found2 = await stat(path).catch(() => null);
    if (found2 === null) throw new UsageError(`${clean(path)}: there is no such file or folder`);
    files.push(...found2.isDirectory() ? await filesIn(path) : [path]);
  }
  const read8 = await Promise.all(files.slice(0, MOST_FILES).map(load));
  return ofFiles(
    read8.filter((one) => one !== null),
    name,
    paths
  );
}
async function filesIn(folder, depth = 0) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found2 = [];
  for (const entry of entries.toSorted((a, b) => a.name.localeCompare(b.name))) {
    const path = join2(folder, entry.name);
    if (entry.isFile() && /\.json(?:\.gz)?$/.test(entry.name)) found2.push(path);
    if (entry.isDirectory() && depth < DEEPEST && entry.name !== "node_modules")
      found2.push(...await filesIn(path, depth + 1));
  }
  return found2;
}
async function load(path) {
  const file = await stat(path).catch(() => null);
  if (file === null || !file.isFile() || file.size > FILE_LIMITS.bytes) return null;
  const content = await readFile(path).catch(() => null);
  return content === null ? null : { path, content, writtenAt: file.mtimeMs };
}
function ofFiles(files, name, where) {
  const read8 = files.map((file) => file.path.endsWith(".gz") ? ofBaseline(file) : ofReport(file, name));
  const lines = read8.flatMap(({ line: line3 }) => line3 ?? []);
  const notes = read8.flatMap((one) => one.notes);
  if (lines.length === 0) {
    const why2 = notes.length === 0 ? "" : ` ${notes.slice(0, 3).join(" ")}`;
    throw new UsageError(
      `There is no baseline and no report of ${clean(name ?? "default")} in ${where.map((one) => clean(one)).join(", ")}.${why2}`
    );
  }
  const newestFirst = lines.toSorted((a, b) => dateOf(b) - dateOf(a));
  const { points, about } = together(newestFirst);
  const called = new Map(
    [...newestFirst.toReversed().flatMap((one) => [...one.about]), ...about].map(([id]) => [id, about.get(id)])
  );
  return {
    line: {
      points: points.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
      about: new Map([...called].flatMap(([id, one]) => one === void 0 ? [] : [[id, one]]))
    },
    notes: [...new Set(notes)]
  };
}
var dateOf = ({ points }) => Date.parse(points.at(-1)?.at ?? "") || 0;
function ofBaseline({ path, content }) {
  const named = basename(path).split(".")[0] ?? "";
  const decoded2 = decodeBaseline(content, isSha(named) ? named : shaIn(content));
  if (!decoded2.ok) return { line: null, notes: [`${clean(path)} can't be used: ${decoded2.why}.`] };
  return lineOf(decoded2.baseline, { commits: [], isAll: false });
}
function ofReport({ path, content, writtenAt }, name) {
  const read8 = readReport(content);
  if (!read8.ok)
    return { line: null, notes: basename(path) === "report.json" ? [`${clean(path)}: ${read8.message}`] : [] };
  const { report } = read8;
  const { sha } = report.head;
  if (report.shard !== null || sha === null || !isSha(sha) || name !== null && report.name !== name)
    return { line: null, notes: [] };
  const written2 = parseUtf8(content);
  const trail = readTrail(isObject(written2) ? written2.history : null, sha);
  return {
    line: trail.ok ? toLine(trail.trail) : pointOf(report, { sha, at: new Date(writtenAt).toISOString() }),
    notes: []
  };
}

// src/report/html/history-page.ts
function renderHistoryPage(name, line3, views) {
  const sorted = worstFirst(views);
  const [first, last] = [line3.points[0], line3.points.at(-1)];
  const called = name === "default" ? "Performance history" : `Performance history (${name})`;
  const span = first === void 0 || last === void 0 ? "" : `${first.at.slice(0, 10)} to ${last.at.slice(0, 10)}`;
  return document(
    called,
    html`<header><h1>${called}: ${counted(views.length, "metric")} at ${counted(line3.points.length, "commit")}</h1><p class="soft">${span}</p></header>
<main id="content"><section aria-labelledby="overview"><h2 id="overview">Overview</h2><p class="soft">The worst of the last 28 days first.</p>${overview(sorted)}</section>
<section aria-labelledby="trend"><h2 id="trend">Trend</h2><p class="soft">${EXPLANATION}</p>${charts(sorted)}</section>${acceptances(line3)}</main>`
  );
}

// src/report/terminal/history.ts
var import_picocolors4 = __toESM(require_picocolors(), 1);

// src/report/terminal/sparkline.ts
var LEVELS = "▁▂▃▄▅▆▇█";
function sparkline(values, columns, apart) {
  const most = apart ? Math.ceil(columns / 2) : columns;
  const shown2 = values.length <= most ? values : Array.from({ length: most }, (_, index) => values[Math.round(index * (values.length - 1) / (most - 1))] ?? 0);
  const [low, high] = [Math.min(...shown2), Math.max(...shown2)];
  const level = (value) => high === low ? 2 : Math.round((value - low) / (high - low) * (LEVELS.length - 1));
  return shown2.map((value) => LEVELS[level(value)]).join(apart ? " " : "");
}

// src/report/terminal/history.ts
var SPARK = 14;
var LONGEST_NAME = 40;
var TREND_DAYS = 90;
var GAP2 = "  ";
function historyTable(line3, views, { columns, color }) {
  const colors = import_picocolors4.default.createColors(color);
  const rows2 = worstFirst(views).map((view) => ({
    view,
    cells: [
      nameOf(view.about),
      sparkline(
        view.seen.map(({ value }) => value),
        SPARK,
        view.about.kind === "sampled"
      ),
      quantity(view.seen.at(-1)?.value ?? 0, view.about.unit),
      changeText(view, TREND_DAYS)
    ],
    words: recentText(view)
  }));
  const head = ["", "", "now", `${TREND_DAYS} days`];
  const wide = head.map(
    (name, column) => Math.min(LONGEST_NAME, Math.max(width(name), ...rows2.map(({ cells }) => width(cells[column] ?? ""))))
  );
  const cellsOf2 = (cells) => cells.map((cell, column) => pad(clip(cell, wide[column] ?? 0), wide[column] ?? 0, column >= 2 ? "right" : "left")).join(GAP2);
  const used = wide.reduce((sum, one) => sum + one + GAP2.length, 0);
  const isBeside = columns - used >= 24;
  const lines = rows2.flatMap(({ view, cells, words: words2 }) => {
    const loud = recentSteps(view).some(({ isWorse }) => isWorse) ? colors.bold : (text) => text;
    const row2 = cellsOf2(cells);
    if (words2 === "") return [row2.trimEnd()];
    return isBeside ? [`${loud(row2)}${GAP2}${clip(words2, columns - used)}`] : [loud(row2.trimEnd()), `    ${clip(words2, columns - 4)}`];
  });
  const first = line3.points[0]?.at.slice(0, 10) ?? "";
  const title = `${counted(views.length, "metric")} at ${counted(line3.points.length, "commit")}${first === "" ? "" : ` since ${first}`}`;
  const sampled = views.some(({ about }) => about.kind === "sampled");
  return withoutCommands(
    [
      colors.bold(title),
      colors.dim(`${cellsOf2(head)}${isBeside ? `${GAP2}in the last 28 days` : ""}`),
      ...lines,
      ...sampled ? [
        "",
        colors.dim(
          "Times of different jobs are of different machines: blocks with blanks between them are no line."
        )
      ] : []
    ].join("\n")
  );
}
function findingTable({ points }, { columns }) {
  const seen = Map.groupBy(
    points.flatMap(
      (point) => point.findings.map((finding) => ({ ...finding, sha: point.sha, at: point.at.slice(0, 10) }))
    ),
    ({ key }) => key
  );
  const lines = [...seen.values()].flatMap((all) => {
    const [first, last] = [all[0], all.at(-1)];
    if (first === void 0 || last === void 0) return [];
    const what = `${clean(last.subject)}: ${clean(last.code)}${last.about === null ? "" : ` ${clean(last.about)}`}`;
    const times = all.length === 1 ? "" : `, last in ${shortSha(last.sha)} (${last.at}), ${all.length} times`;
    return [{ at: last.at, text: `${what}, first in ${shortSha(first.sha)} (${first.at})${times}` }];
  }).toSorted((a, b) => b.at.localeCompare(a.at)).map(({ text }) => clip(text, Math.max(40, columns)));
  return withoutCommands(lines.length === 0 ? "No report of these commits names a cause." : lines.join("\n"));
}

// src/workspace/git/branch-files.ts
import { readdir as readdir2, readFile as readFile2 } from "node:fs/promises";
import { join as join3 } from "node:path";
async function branchTip(branch, repository) {
  const isKnown2 = await hasOrigin(repository);
  const tip = isKnown2 ? await fetchTip([branchOf(branch)], repository).catch((error) => {
    if (error instanceof GitError) return null;
    throw error;
  }) : null;
  return tip ?? resolveCommit(branch, repository);
}
async function namesIn(commit, folder, repository) {
  const listed = await demand(["ls-tree", "-z", "--name-only", "--full-tree", commit, "--", `${folder}/`], repository);
  return listed.split("\0").filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
}
async function readBranchFiles({ commit, folder, names, temporary }, repository) {
  const options = { env: { GIT_INDEX_FILE: join3(temporary, "index") }, directory: checkoutRoot(repository.directory) };
  await demand(["read-tree", `${commit}:${folder}`], repository, options);
  const files = join3(temporary, "files");
  for (let start = 0; start < names.length; start += 200) {
    await demand(
      ["checkout-index", "--force", `--prefix=${files}/`, "--", ...names.slice(start, start + 200)],
      repository,
      options
    );
  }
  const written2 = await readdir2(files).catch(() => []);
  return Promise.all(written2.map(async (path) => ({ path, content: await readFile2(join3(files, path)) })));
}
var firstParents = async (ref, repository) => (await demand(["rev-list", "--first-parent", "--max-count=2000", ref, "--"], repository)).split("\n");

// src/cli/output.ts
import { constants } from "node:fs";
import { access, mkdir, stat as stat2, writeFile } from "node:fs/promises";
import { dirname, join as join4, resolve as resolve2 } from "node:path";
async function checkOutput(output) {
  let nearest = resolve2(output);
  for (; ; ) {
    const found2 = await stat2(nearest).catch(() => null);
    if (found2?.isDirectory()) break;
    if (found2) throw new UsageError(`--output ${output}: ${nearest} is a file, and a folder was expected`);
    nearest = dirname(nearest);
  }
  await access(nearest, constants.W_OK).catch(() => {
    throw new UsageError(`--output ${output}: ${nearest} can't be written to`);
  });
}
async function writeReport(outcome, output) {
  const folder = resolve2(output);
  if (await mkdir(folder, { recursive: true })) await writeFile(join4(folder, ".gitignore"), "*\n");
  const shown2 = pathInside(process.cwd(), folder) ?? folder;
  const { report } = outcome;
  return writeReportFiles(shown2, outcome, { markdown: `${renderMarkdown(report)}
`, html: renderHtml(report) });
}

// src/cli/history-command.ts
async function showHistory(call, signal, shown2) {
  if (call.output !== null) await checkOutput(call.output);
  const { line: whole, notes } = await found(call, signal);
  const line3 = since(whole, call.sinceDays);
  const views = chosen(seriesViews(line3), call.metrics);
  for (const note of notes) print(note, process.stderr);
  print(call.findings ? findingTable(line3, shown2) : historyTable(line3, views, shown2));
  if (call.output !== null) await writePage(call, call.output, line3, views);
  return 0;
}
async function found(call, signal) {
  if (call.files.length > 0) return readHistory(call.files, call.name);
  if (call.branch === null) {
    throw new UsageError(
      "Say where to look: perf-budget history --branch NAME for the branch that keeps baselines, or files and folders of baselines and reports."
    );
  }
  const directory = process.cwd();
  if (!isInRepository(directory)) throw new UsageError(`--branch ${call.branch}: ${directory} is in no git repository`);
  const repository = { directory, token: null, serverUrl: "https://github.com", signal };
  const temporary = await mkdtemp(join5(tmpdir(), "perf-budget-history-"));
  try {
    return await onBranch(call.branch, { call, repository, temporary });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
async function onBranch(branch, { call, repository, temporary }) {
  const commit = await branchTip(branch, repository);
  if (commit === null) throw new UsageError(`--branch ${branch}: there is no such branch, neither here nor on origin`);
  const folder = call.name === "default" ? "perf-budget" : `perf-budget/${safeName(call.name)}`;
  const names = (await namesIn(commit, folder, repository)).filter((name) => /^[0-9a-f]{40,64}\.json\.gz$/.test(name));
  if (names.length === 0)
    throw new UsageError(`The branch ${branch} has no baseline of ${clean(call.name)} in ${folder}.`);
  const main = call.all ? null : await defaultBranch(repository);
  const commits2 = main === null ? [] : await firstParents(main.sha, repository);
  const newest = commits2.map((sha) => `${sha}.json.gz`).find((name) => names.includes(name));
  const wanted = newest === void 0 ? names : [newest];
  const files = await readBranchFiles({ commit, folder, names: wanted, temporary }, repository);
  return ofFiles(
    files.map((file) => ({ ...file, writtenAt: Date.now() })),
    call.name,
    [`the branch ${branch}`]
  );
}
var DAY_MS = 864e5;
function since({ points, about }, days) {
  const newest = Date.parse(points.at(-1)?.at ?? "");
  const kept = days === null ? points : points.filter(({ at: at2 }) => Date.parse(at2) >= newest - days * DAY_MS);
  return { points: kept, about };
}
function chosen(views, patterns) {
  if (patterns.length === 0) return views;
  const namesOf = ({ id, about }) => [id, `${about.subject} ${about.label}`, about.metric].map((name) => name.toLowerCase());
  const kept = views.filter((view) => patterns.some((pattern) => namesOf(view).some((name) => fits(pattern, name))));
  const missing = patterns.find((pattern) => !views.some((view) => namesOf(view).some((name) => fits(pattern, name))));
  if (missing === void 0) return kept;
  const known = [...new Set(views.flatMap(({ id, about }) => [about.metric, about.subject, id]))];
  const meant = closestTo(missing, known);
  const all = [...new Set(views.map(({ about }) => about.metric))].map((one) => clean(one)).join(", ");
  throw new UsageError(
    `--metric ${missing} matches nothing. ${meant === void 0 ? `There are ${all}.` : `Did you mean ${clean(meant)}?`}`
  );
}
function fits(pattern, name) {
  const parts = pattern.toLowerCase().split("*");
  let from = 0;
  for (const part of parts) {
    const at2 = name.indexOf(part, from);
    if (at2 < 0) return false;
    from = at2 + part.length;
  }
  return true;
}
async function writePage(call, output, line3, views) {
  const folder = resolve3(output);
  await mkdir2(folder, { recursive: true });
  await writeFile2(join5(folder, "index.html"), renderHistoryPage(call.name, line3, views));
  await writeFile2(join5(folder, "history.json"), `${JSON.stringify(toTrail(line3))}
`);
  print(`page: ${join5(output, "index.html")}`);
}

// src/init/find.ts
import { existsSync } from "node:fs";
import { readdir as readdir3 } from "node:fs/promises";
import { basename as basename2, join as join6, posix as posix7 } from "node:path";

// src/init/detected.ts
import { posix } from "node:path";
var APP = "app";
async function detectedHere({ directory, manifest }) {
  const kind = await readProject(directory);
  const found2 = (await findOutputFolder(directory, null)).found ?? await plainSite(kind, directory);
  const page = found2?.page ?? null;
  if (page === null && kind.kind === "api") {
    const { tool, start } = kind;
    return written(`a server (${tool})`, {
      servers: [{ name: "api", settings: { start } }],
      api: [
        {
          name: "home",
          settings: { server: "api", request: "GET /" },
          comments: ["Name the requests that matter, such as GET /api/items?limit=20."]
        }
      ]
    });
  }
  if (page === null && kind.kind === "library") {
    const { entries } = libraryEntries(manifest);
    if (entries.length > 0 && await findBundler(directory) !== null)
      return written("a library", importsOf(manifest, entries));
    const path = found2?.path ?? outputOf(manifest) ?? "dist";
    return written("a library", {
      bundle: [
        {
          name: APP,
          settings: { path, exclude: ["**/*.d.ts", "**/*.md"] },
          comments: ["The sum of the files of a library. A page that imports it loads only what it uses."]
        }
      ]
    });
  }
  const output = found2?.path ?? (kind.kind === "page" || kind.kind === "rendered" ? kind.output : null);
  if (output === null) return { ok: false, why: (await detected(noConfig, directory, null)).notes.join(" ") };
  const bundle = [
    {
      name: APP,
      settings: { path: output },
      comments: found2 === null ? ["Nothing is built yet: this is where the build writes."] : []
    }
  ];
  if (page === null && kind.kind === "rendered") {
    const { tool, start, path = "/" } = kind;
    return written(`an app on a server (${tool})`, {
      servers: [{ name: "web", settings: { start } }],
      bundle,
      vitals: [{ name: "home", settings: { server: "web", path } }]
    });
  }
  if (page === null && kind.kind !== "page") return written(`the output folder ${output}`, { bundle });
  const what = kind.kind === "page" ? `a page (${kind.tool})` : `the page ${posix.join(output, page ?? "")}`;
  return written(what, {
    servers: [{ name: "site", settings: { static: output } }],
    bundle,
    vitals: [{ name: "home", settings: { server: "site", path: `/${(page ?? "").replace(/index\.html$/, "")}` } }]
  });
}
function importsOf({ name }, entries) {
  const of = typeof name === "string" && name !== "" ? name : "library";
  const bundle = entries.map((from, index) => ({
    name: `${of}${from.slice(1)}`,
    settings: { import: "*", ...from !== "." && { from } },
    comments: index === 0 ? ['All exports. Name what most people import as well: import: "{ createStore }".'] : []
  }));
  return { bundle };
}
var written = (summary, drafts) => ({
  ok: true,
  imported: { summary, notes: [], ...drafts }
});
function outputOf(manifest) {
  const entries = [manifest.module, manifest.main, ...leaves(manifest.exports)];
  const [folder] = entries.flatMap((entry) => {
    const [first, ...rest] = typeof entry === "string" ? posix.normalize(entry).split("/") : [];
    return first === void 0 || rest.length === 0 || first === ".." ? [] : [first];
  });
  return folder ?? null;
}
var leaves = (exports) => isObject(exports) ? Object.values(exports).flatMap(leaves) : [exports];

// src/init/shared/bytes.ts
var LARGEST_SIZE = 1e12;
function parse1024(text) {
  const [, digits, unit = ""] = /^([-+]?\d+(?:\.\d+)?) *([kmgtp])b$/i.exec(text) ?? [];
  const number = digits === void 0 ? Number.parseInt(text, 10) : Number.parseFloat(digits);
  return Number.isNaN(number) ? null : Math.floor(number * 1024 ** " kmgtp".indexOf(unit.toLowerCase() || " "));
}
function parse1000(text) {
  const [, digits, prefix = "", binary] = /^([-+]?\d+(?:\.\d+)?) *(?:([kmgtpezy])?(i)?b)?$/i.exec(text) ?? [];
  if (digits === void 0) return null;
  const power = " kmgtpezy".indexOf(prefix.toLowerCase() || " ");
  return Math.floor(Number.parseFloat(digits) * (binary === void 0 ? 1e3 : 1024) ** power);
}
var UNITS = {
  1e3: [
    ["MB", 1e6, 1],
    ["kB", 1e3, 1]
  ],
  1024: [
    ["MiB", 1048576, 1],
    ["KiB", 1024, 0.1],
    ["MB", 1e6, 1],
    ["kB", 1e3, 1]
  ]
};
function byteText(bytes, thousand) {
  for (const [suffix, unit, from] of UNITS[thousand]) {
    const digits = Number((bytes / unit).toFixed(bytes < unit ? 1 : 2));
    const isSame = Math.floor(Number((digits * unit).toPrecision(15))) === bytes;
    if (digits >= from && isSame) return `${digits} ${suffix}`;
  }
  return `${bytes} B`;
}

// src/init/shared/notes.ts
function noteTaker(source) {
  const notes = [];
  const add = (outcome) => (path, what, why2 = "") => void notes.push({ outcome, file: source.file, line: source.lineOf(path), what, why: why2 });
  return { notes, alike: add("alike"), about: add("about"), leftOut: add("left out") };
}
function shown(value) {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

// src/init/shared/lighthouse/score.ts
var CURVES = {
  fcp: { mobile: { p10: 1800, median: 3e3 }, desktop: { p10: 934, median: 1600 } },
  lcp: { mobile: { p10: 2500, median: 4e3 }, desktop: { p10: 1200, median: 2400 } },
  "speed-index": { mobile: { p10: 3387, median: 5800 }, desktop: { p10: 1311, median: 2300 } },
  tbt: { mobile: { p10: 200, median: 600 }, desktop: { p10: 150, median: 350 } },
  cls: { mobile: { p10: 0.1, median: 0.25 }, desktop: { p10: 0.1, median: 0.25 } }
};
function erf(x) {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const y = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - y * Math.exp(-x * x));
}
var K = 0.9061938024368232;
var scoreAt = (value, { p10, median }) => (1 - erf(Math.log(value / median) * K / Math.log(median / p10))) / 2;
function largestAtScore(metric, device, score) {
  const curve = CURVES[metric]?.[device];
  if (curve === void 0 || !(score > 0 && score < 1)) return null;
  const step = metric === "cls" ? 1e-3 : 10;
  if (score === 0.9) return Math.ceil(curve.p10 / step) * step;
  const least = score > 0.9 ? (score + 0.045) / 1.05 : score;
  let [low, high] = [curve.p10 / 1e3, curve.median * 1e3];
  for (let round = 0; round < 100; round += 1) {
    const middle = (low + high) / 2;
    if (scoreAt(middle, curve) >= least) low = middle;
    else high = middle;
  }
  return Number((Math.ceil(low / step - 1e-6) * step).toFixed(3));
}

// src/init/shared/lighthouse/assertions.ts
var TIMES = new Map(
  Object.entries({
    "first-contentful-paint": "fcp",
    "largest-contentful-paint": "lcp",
    "cumulative-layout-shift": "cls",
    "total-blocking-time": "tbt",
    "speed-index": "speed-index",
    "server-response-time": "ttfb"
  })
);
var COUNTS = new Map(
  Object.entries({
    "unsized-images": "unsized-images",
    "render-blocking-resources": "render-blocking",
    "render-blocking-insight": "render-blocking",
    "font-display": "blocking-fonts",
    "font-display-insight": "blocking-fonts"
  })
);
var ALL_OR_NOTHING = ["unsized-images", "font-display", "font-display-insight"];
var RESOURCES = ["document", "script", "stylesheet", "image", "font", "media", "other", "third-party", "total"];
var CATEGORIES = ["performance", "accessibility", "best-practices", "seo", "pwa"];
var NO_SUCH = new Map(
  Object.entries({
    interactive: "no time to interactive here; tbt is nearest",
    "first-meaningful-paint": "Lighthouse removed it; fcp and lcp are nearest",
    "first-cpu-idle": "Lighthouse removed it; tbt is nearest",
    "estimated-input-latency": "Lighthouse removed it; tbt is nearest",
    "max-potential-fid": "tbt is nearest, and inp, once interactions are listed",
    "interaction-to-next-paint": "list interactions of the page, and inp is measured for each",
    "performance-budget": "its budgets are read from their own file",
    "unused-javascript": "unused-javascript counts bytes here, and Lighthouse milliseconds or files",
    "user-timings": "own timings are not measured here"
  })
);
var SLOW_RESPONSE_MS = 600;
var LARGEST = 1e11;
var numberOf = (value) => typeof value === "number" && value >= 0 && value <= LARGEST ? value : null;
function timeLimit(metric, limit) {
  const value = Number(limit.toFixed(3));
  const text = metric === "cls" ? String(value) : value >= 1e3 && value % 10 === 0 ? `${value / 1e3} s` : `${value} ms`;
  return { metric, value, text };
}
function limitsIn(assertions, device, at2, notes) {
  if (!isObject(assertions)) return [];
  const elsewhere = [];
  const limits = Object.entries(assertions).flatMap(([written2, assertion]) => {
    const path = [...at2, written2];
    const [level, options] = levelOf(assertion);
    const what = `${written2} ${shown(assertion)}`;
    if (level === "off" || level === null) return [];
    const [audit = "", ...rest] = written2.split(/[.:]/).filter((part) => part !== "");
    if (CATEGORIES.includes(audit)) {
      notes.leftOut(path, what, `${audit} is a category, and no audit: as ${written2} it never held anything`);
      return [];
    }
    if (/[A-Z]/.test(written2)) {
      notes.leftOut(path, what, "Lighthouse CI looks it up in kebab-case, so it never held anything");
      return [];
    }
    if (level === "warn") {
      if (isKnown(audit)) notes.leftOut(path, what, "it only warned, and a limit here fails a run");
      else elsewhere.push(path);
      return [];
    }
    if (audit === "categories") {
      if (rest[0] !== "performance") elsewhere.push(path);
      else notes.leftOut(path, what, "a score; lcp, tbt and cls, its parts, are compared with base here");
      return [];
    }
    const nearest = NO_SUCH.get(audit);
    if (nearest !== void 0) {
      notes.leftOut(path, what, nearest);
      return [];
    }
    const found2 = limitsOf(audit, rest, options, device);
    if (found2 === null) {
      elsewhere.push(path);
      return [];
    }
    for (const { metric, text, why: why2 } of found2) notes.about(path, `${what} → ${metric}: ${text}`, why2);
    if (found2.length === 0) notes.leftOut(path, what, "a score of this audit is no number of its own");
    return found2;
  });
  const [first] = elsewhere;
  if (first !== void 0) {
    const count = `${elsewhere.length} ${elsewhere.length === 1 ? "audit" : "audits"} of other things than speed and size`;
    notes.leftOut(first, count, "not measured here; keep Lighthouse CI for them");
  }
  return limits;
}
var isKnown = (audit) => TIMES.has(audit) || COUNTS.has(audit) || NO_SUCH.has(audit) || ["resource-summary", "total-byte-weight"].includes(audit);
function levelOf(assertion) {
  const [level, options] = Array.isArray(assertion) ? assertion : [assertion];
  return [typeof level === "string" ? level : null, isObject(options) ? options : {}];
}
function limitsOf(audit, [type, of], options, device) {
  const numeric = numberOf(options.maxNumericValue);
  const length = numberOf(options.maxLength);
  const score = numberOf(options.minScore) ?? (numeric === null && length === null ? 0.9 : null);
  const metric = TIMES.get(audit);
  if (metric !== void 0) {
    const atScore = score === null ? null : metric === "ttfb" ? score > 0 ? SLOW_RESPONSE_MS : null : largestAtScore(metric, device, score);
    return [
      ...numeric === null ? [] : [time(metric, numeric, "")],
      ...atScore === null ? [] : [time(metric, atScore, `Lighthouse scores ${score} there`)]
    ];
  }
  if (audit === "resource-summary" || audit === "total-byte-weight") {
    const isSum = audit === "total-byte-weight";
    const limit = numeric === null ? null : resourceLimit(isSum ? "total" : type ?? "", isSum ? "size" : of ?? "", numeric, 1);
    return limit === null ? [] : [isSum ? { ...limit, why: "" } : limit];
  }
  const counted2 = COUNTS.get(audit);
  if (counted2 === void 0) return null;
  const most = length ?? (score !== null && score > 0 && ALL_OR_NOTHING.includes(audit) ? 0 : null);
  return most === null ? [] : [{ metric: counted2, value: Math.floor(most), text: String(Math.floor(most)), why: "" }];
}
var time = (metric, value, why2) => ({ ...timeLimit(metric, value), why: why2 });
function resourceLimit(type, of, value, unit) {
  if (!RESOURCES.includes(type) || of !== "size" && of !== "count") return null;
  const what = of === "size" ? "bytes" : "requests";
  const metric = type === "total" ? what : `${type}-${what}`;
  if (of === "count") return { metric, value: Math.floor(value), text: String(Math.floor(value)), why: "" };
  const bytes = Math.floor(value * unit);
  const why2 = "Lighthouse adds each answer's headers, about 0.3 kB a request";
  return { metric, value: bytes, text: byteText(bytes, unit === 1 ? 1e3 : 1024), why: why2 };
}
var DEFAULTS = ["lcp", "cls", "ttfb"];
function budgetsOf(limits) {
  const least = /* @__PURE__ */ new Map();
  for (const limit of limits) {
    const other = least.get(limit.metric);
    if (other === void 0 || limit.value < other.value) least.set(limit.metric, limit);
  }
  return {
    ...Object.fromEntries(
      [...least].map(([metric, { text }]) => [metric, /^[\d.]+$/.test(text) ? Number(text) : text])
    ),
    ...Object.fromEntries(DEFAULTS.filter((metric) => !least.has(metric)).map((metric) => [metric, "off"]))
  };
}

// src/init/shared/lighthouse/budgets.ts
function budgetsIn(value, at2, notes) {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry, index) => {
    if (!isObject(entry)) return [];
    const path = [...at2, index];
    const rows2 = (key) => Array.isArray(entry[key]) ? entry[key] : [];
    const timings = rows2("timings").flatMap((row2, place) => {
      const { metric: audit, budget } = isObject(row2) ? row2 : {};
      const here = [...path, "timings", place, "budget"];
      const metric = typeof audit === "string" ? TIMES.get(audit) : void 0;
      const value2 = numberOf(budget);
      const what = `${shown(audit)} ${shown(budget)}`;
      if (metric === void 0 || value2 === null) {
        const why2 = audit === "interactive" ? "no time to interactive here; tbt is nearest" : "no time that is measured here";
        notes.leftOut(here, what, why2);
        return [];
      }
      const limit = timeLimit(metric, value2);
      notes.about(here, `${what} → ${metric}: ${limit.text}`, "of the typical visit");
      return [limit];
    });
    const resources = ["resourceSizes", "resourceCounts"].flatMap(
      (key) => rows2(key).flatMap((row2, place) => {
        const { resourceType, budget } = isObject(row2) ? row2 : {};
        const here = [...path, key, place, "budget"];
        const value2 = numberOf(budget);
        const isSize = key === "resourceSizes";
        const limit = value2 === null || typeof resourceType !== "string" ? null : resourceLimit(resourceType, isSize ? "size" : "count", value2, 1024);
        const what = `${shown(resourceType)} ${shown(budget)}${isSize ? " KiB" : ""}`;
        if (limit === null) notes.leftOut(here, what, "no type of resource, or no number, that Lighthouse knows");
        else notes.about(here, `${what} → ${limit.metric}: ${limit.text}`, limit.why);
        return limit === null ? [] : [limit];
      })
    );
    if (isObject(entry.options)) {
      notes.leftOut(
        [...path, "options"],
        `options ${shown(entry.options)}`,
        "a third party is what has another domain than the page here"
      );
    }
    const pattern = typeof entry.path === "string" ? patternOf(entry.path) : null;
    return [{ limits: [...timings, ...resources], applies: (page) => pattern?.test(page) ?? true }];
  });
}
function patternOf(path) {
  if (path === "" || path === "/") return null;
  const escaped2 = path.replace(/[.+?^{}()|[\]\\/-]/g, "\\$&").replaceAll("*", ".*").replace(/\$(?!$)/g, "\\$");
  return new RegExp(`^${escaped2}`);
}

// src/init/shared/lighthouse/pages.ts
import { posix as posix2 } from "node:path";
var FROM_ENVIRONMENT = "${env:PREVIEW_URL}";
var PREVIEW = {
  name: "preview",
  settings: { url: FROM_ENVIRONMENT },
  comments: [
    "Its address is set by the workflow: PREVIEW_URL in the env of the step. base-url is what it is compared with."
  ]
};
function pageAt(address, own) {
  if (/\$\{\{|\$[A-Z_{]/.test(address)) {
    const path2 = /(?:\}\}|\$\{?\w+\}?)(\/[^\s]*)$/.exec(address)?.[1] ?? "/";
    return { name: nameOfPath(path2), server: PREVIEW, path: path2 };
  }
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    const path2 = posix2.join("/", address.replace(/^(?:localhost|127\.0\.0\.1|\[::1\])?(?::[\w]+)?(?=\/|$)/, ""));
    return { name: nameOfPath(path2), server: own ?? PREVIEW, path: path2 };
  }
  const path = `${url.pathname}${url.search}`;
  const isLocal = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|.*\.localhost)$/.test(url.hostname);
  if (isLocal && own !== null) return { name: nameOfPath(path), server: own, path };
  const server = {
    name: isLocal ? "site" : url.hostname,
    settings: { url: url.origin },
    comments: [
      isLocal ? "A step of the workflow starts it. With start instead of url, perf-budget starts it itself, on both sides." : "Only this address is measured: add base-url to compare it with another."
    ]
  };
  return { name: nameOfPath(path), server, path };
}
function nameOfPath(path) {
  const name = decoded(path).replace(/(?:index)?\.html?(?=$|\?)/, "").replace(/^\/+|\/+$/g, "");
  return name === "" ? "home" : name;
}
function decoded(path) {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

// src/init/from/budget-json.ts
var budgetJson = {
  tool: "budget-json",
  title: "Lighthouse's budgets",
  files: ["budget.json", "budgets.json", "lighthouse-budget.json", "performance-budget.json"],
  isConfig: isBudgets,
  read
};
function isBudgets(value) {
  const isEntry = (entry) => isObject(entry) && ["timings", "resourceSizes", "resourceCounts"].some((key) => Array.isArray(entry[key]));
  return Array.isArray(value) && value.length > 0 && value.every(isEntry);
}
async function read(source, project) {
  const at2 = isObject(source.value) ? ["settings", "budgets"] : [];
  const value = isObject(source.value) && isObject(source.value.settings) ? source.value.settings.budgets : source.value;
  if (!isBudgets(value)) {
    throw new UsageError(
      `${source.file}: Lighthouse's budgets are a list with timings, resourceSizes or resourceCounts.`
    );
  }
  const notes = noteTaker(source);
  const budgets = budgetsIn(value, at2, notes);
  const found2 = await detectedHere(project);
  const pages = found2.ok ? found2.imported.vitals ?? [] : [];
  const home = { name: "home", settings: { server: PREVIEW.name, path: "/" } };
  return {
    summary: `Lighthouse's budgets, ${budgets.length} ${budgets.length === 1 ? "entry" : "entries"}`,
    servers: found2.ok && pages.length > 0 ? found2.imported.servers ?? [] : [PREVIEW],
    vitals: (pages.length > 0 ? pages : [home]).map(({ name, settings }) => ({
      name,
      settings: {
        ...settings,
        budgets: budgetsOf(
          budgets.filter(({ applies }) => applies(String(settings.path))).flatMap(({ limits }) => limits)
        )
      }
    })),
    notes: notes.notes
  };
}

// src/init/shared/file-limits.ts
var import_picomatch = __toESM(require_picomatch(), 1);

// src/init/shared/paths.ts
import { posix as posix3 } from "node:path";
function fromFolder(folder, path) {
  const slashes = path.replaceAll("\\", "/");
  return posix3.isAbsolute(slashes) ? slashes : posix3.join(folder, slashes);
}
function nameOf2(path) {
  const parts = logicalName(path).split("/").filter((part) => part !== "" && !/^[*.]+$/.test(part));
  const last = (parts.at(-1) ?? "").replace(/[-_.~]*(?:\*+|\{[^}]*\}|\[[^\]]*\])+[-_.~]*/g, ".").replace(/^\.+|\.+$/g, "");
  return /^(?:[cm]?js|css|)$/.test(last) ? parts.at(-2) ?? "app" : last;
}
var oneOrAll = (globs) => globs.length === 1 && globs[0] !== void 0 ? globs[0] : globs;

// src/init/shared/file-limits.ts
var COMPRESSIONS = ["gzip", "brotli", "none"];
async function fileLimitSubjects(request) {
  const { project, lastHolds, notes } = request;
  const read8 = request.entries.flatMap(({ entry, at: at2 }) => readEntry(entry, at2, request));
  const files = await Promise.all(read8.map(({ glob: glob2 }) => project.filesOf([glob2])));
  const limits = read8.map((limit, index) => ({ ...limit, files: files[index] ?? [] }));
  const together2 = [];
  const alone = [];
  for (const [index, limit] of limits.entries()) {
    const later = lastHolds ? limits.slice(index + 1).filter((other) => overlap(limit, other)) : [];
    if (later.length === 0) together2.push(limit);
    else if (later.some((other) => covers(other, limit))) {
      notes.leftOut(
        [...limit.at, "maxSize"],
        `limit of ${limit.glob}`,
        "of the globs that fit a file only the last one is held, and a later one fits all of these"
      );
    } else {
      const exclude = later.map(({ glob: glob2 }) => glob2);
      alone.push(subjectOf([limit], limit.compression, limit.glob, exclude));
    }
  }
  const grouped = Map.groupBy(together2, ({ compression }) => compression);
  const subjects = [...grouped].map(
    ([compression, same], index) => subjectOf(same, compression, index === 0 ? "files" : `files ${compression}`, [])
  );
  return [...subjects, ...alone];
}
function subjectOf(limits, compression, name, exclude) {
  const globs = [...new Set(limits.map(({ glob: glob2 }) => glob2))];
  const budgets = /* @__PURE__ */ new Map();
  for (const limit of limits) {
    const before2 = budgets.get(limit.glob)?.bytes ?? Number.POSITIVE_INFINITY;
    if (limit.bytes !== null && limit.bytes < before2) budgets.set(limit.glob, limit);
  }
  return {
    name,
    settings: {
      files: globs,
      ...exclude.length > 0 && { exclude },
      ...compression !== "gzip" && { compression },
      budgets: {
        ...Object.fromEntries([...budgets].map(([glob2, { text }]) => [glob2, text])),
        ...compression === "none" ? {} : { javascript: "off" }
      }
    },
    comments: limits.flatMap(({ comments }) => comments)
  };
}
var fits2 = (glob2, path) => import_picomatch.default.isMatch(path, glob2, { dot: true });
var overlap = (limit, later) => covers(later, limit) || limit.files.some((file) => later.files.includes(file)) || fits2(limit.glob, later.glob);
var covers = (later, { glob: glob2, files }) => glob2 === later.glob || (files.length > 0 ? files.every((file) => later.files.includes(file)) : !/[*?{[]/.test(glob2) && fits2(later.glob, glob2));
var asKey = (glob2) => /[/*.]/.test(glob2) ? glob2 : `./${glob2}`;
function readEntry(entry, at2, { source, notes, tool, defaultCompression }) {
  const keys = isObject(entry) ? entry : {};
  const { path, maxSize } = keys;
  if (typeof path !== "string" || path.trim() === "") {
    notes.leftOut(at2, shown(entry), `${tool} takes the path of files as text`);
    return [];
  }
  const whole = fromFolder(source.folder, path);
  if (whole.startsWith("/") || whole.startsWith("..") || whole.length > 200 || clean(whole, 300) !== whole) {
    notes.leftOut(
      [...at2, "path"],
      `path ${shown(path)}`,
      "it lies outside of this folder, or is no glob of visible characters"
    );
    return [];
  }
  const logical = /[*?{[]/.test(whole) ? whole : logicalName(whole);
  if (logical === whole) notes.alike([...at2, "path"], `path ${shown(path)} → files`);
  else notes.about([...at2, "path"], `path ${shown(path)} → ${logical}`, "the hash in a name changes with its content");
  const asked = typeof keys.compression === "string" ? keys.compression : defaultCompression;
  const compression = COMPRESSIONS.includes(asked) ? asked : "none";
  if (keys.compression !== void 0)
    notes.alike([...at2, "compression"], `compression ${shown(keys.compression)} → ${compression}`);
  return [{ glob: asKey(logical), at: at2, compression, ...limitOf(maxSize, [...at2, "maxSize"], tool, notes) }];
}
var NO_LIMIT = { bytes: null, text: null, comments: [] };
function limitOf(maxSize, at2, tool, notes) {
  if (maxSize === void 0 || maxSize === null) return NO_LIMIT;
  const written2 = typeof maxSize === "string" ? maxSize.trim() : "";
  const bytes = typeof maxSize === "string" ? parse1024(maxSize) : null;
  if (bytes === null || bytes <= 0) {
    notes.leftOut(at2, `maxSize ${shown(maxSize)}`, `${tool} reads no size from it, so it never held anything`);
    return NO_LIMIT;
  }
  const meant = parse1024(written2.replaceAll(",", "").replace(/(?<=[kmg])i(?=b$)/i, ""));
  if (Math.max(bytes, meant ?? 0) > LARGEST_SIZE) {
    notes.leftOut(at2, `maxSize ${shown(maxSize)}`, "no file is as large, so it never held anything");
    return NO_LIMIT;
  }
  if (meant !== null && meant !== bytes) {
    const text2 = byteText(meant, 1024);
    notes.about(
      at2,
      `maxSize ${shown(maxSize)} → ${text2}`,
      `to ${tool} it means ${bytes} ${bytes === 1 ? "byte" : "bytes"}`
    );
    return { bytes: meant, text: text2, comments: [`${maxSize} means ${bytes} ${bytes === 1 ? "byte" : "bytes"} to ${tool}`] };
  }
  const text = byteText(bytes, 1024);
  const isCut = !/^\d+(?:\.\d+)? *(?:[kmgtp]?b)?$/i.test(written2);
  const why2 = isCut ? `${tool} reads no more of it than ${bytes} bytes` : "";
  notes[isCut ? "about" : "alike"](at2, `maxSize ${shown(maxSize)} → ${text}`, why2);
  return { bytes, text, comments: [] };
}

// src/init/from/bundlesize.ts
var bundlesize = {
  tool: "bundlesize",
  title: "bundlesize",
  manifestKeys: ["bundlesize"],
  files: ["bundlesize.config.json"],
  command: /(?:^|[\s;&|])bundlesize\s+(?=.*(?:-f|--files)\b)/,
  read: read2
};
async function read2(source, project) {
  const { entries, others: others2 } = entriesOf(source);
  const notes = noteTaker(source);
  for (const [key, value] of Object.entries(others2)) {
    notes.leftOut([key], `${key} ${shown(value)}`, "no key of bundlesize that is known here");
  }
  const bundle = await fileLimitSubjects({
    ...{ source, project, notes, entries, tool: "bundlesize", defaultCompression: "gzip", lastHolds: false }
  });
  const summary = `bundlesize, ${entries.length} ${entries.length === 1 ? "glob" : "globs"}`;
  return { summary, bundle, notes: notes.notes };
}
function entriesOf({ value, file }) {
  if (typeof value === "string") return { entries: [{ entry: optionsIn(value), at: [] }], others: {} };
  if (Array.isArray(value)) return { entries: value.map((entry, index) => ({ entry, at: [index] })), others: {} };
  if (isObject(value) && Array.isArray(value.files)) {
    const { files, ...others2 } = value;
    return { entries: files.map((entry, index) => ({ entry, at: ["files", index] })), others: others2 };
  }
  throw new UsageError(
    `${file}: bundlesize's config is a list of files, such as [{ "path": "dist/*.js", "maxSize": "10 kB" }].`
  );
}
function optionsIn(script) {
  const optionOf = (short, long) => {
    const [, quoted, single, bare] = new RegExp(`(?:^|\\s)(?:-${short}|--${long})[\\s=]+(?:"([^"]*)"|'([^']*)'|([^\\s"';&|]+))`).exec(script) ?? [];
    return quoted ?? single ?? bare;
  };
  const compression = optionOf("c", "compression");
  return {
    path: optionOf("f", "files"),
    maxSize: optionOf("s", "max-size"),
    ...compression !== void 0 && { compression }
  };
}

// src/init/from/bundlewatch.ts
var bundlewatch = {
  tool: "bundlewatch",
  title: "bundlewatch",
  manifestKeys: ["bundlewatch"],
  files: ["bundlewatch.config.", ".bundlewatch.config."].flatMap(
    (name) => ["json", "js", "cjs", "mjs"].map((ending) => name + ending)
  ),
  read: read3
};
var OTHERS = new Map(
  Object.entries({
    normalizeFilenames: "files of both sides are matched by meaning here",
    bundlewatchServiceHost: "of bundlewatch's own server",
    ci: "base is the commit that the branch left; the workflow says for which branches"
  })
);
async function read3(source, project) {
  const config = Array.isArray(source.value) ? { files: source.value } : isObject(source.value) ? source.value : {};
  const { files, defaultCompression, ...others2 } = config;
  if (!Array.isArray(files)) {
    throw new UsageError(
      `${source.file}: bundlewatch's config has a list of files, such as { "files": [{ "path": "dist/*.js", "maxSize": "10kB" }] }.`
    );
  }
  const notes = noteTaker(source);
  for (const [key, value] of Object.entries(others2)) {
    notes.leftOut([key], `${key} ${shown(value)}`, OTHERS.get(key) ?? "no key of bundlewatch that is known here");
  }
  if (defaultCompression !== void 0) {
    notes.alike(["defaultCompression"], `defaultCompression ${shown(defaultCompression)} → compression`);
  }
  const inKey = Array.isArray(source.value) ? [] : ["files"];
  const bundle = await fileLimitSubjects({
    ...{ source, project, notes, tool: "bundlewatch", lastHolds: true },
    entries: files.map((entry, index) => ({ entry, at: [...inKey, index] })),
    defaultCompression: typeof defaultCompression === "string" ? defaultCompression : "gzip"
  });
  const summary = `bundlewatch, ${files.length} ${files.length === 1 ? "glob" : "globs"}`;
  return { summary, bundle, notes: notes.notes };
}

// src/init/from/compressed-size.ts
var compressedSize = {
  tool: "compressed-size-action",
  title: "compressed-size-action",
  files: [],
  action: /^preactjs\/compressed-size-action(?:@|$)/,
  read: read4
};
var PATTERN = "**/dist/**/*.{js,mjs,cjs}";
var EXCLUDE = "{**/*.map,**/node_modules/**}";
var OTHERS2 = new Map(
  Object.entries({
    "clean-script": "what an earlier build left in head's folder is known by itself, and base is built in a folder of its own",
    "strip-hash": "files of both sides are matched by meaning here",
    "minimum-change-threshold": "a change of less than 1 kB is not worth a word here",
    "repo-token": "the action's own token is enough",
    "base-ref": "the step's base says so here",
    "base-sha": "the step's base says so here",
    "comment-key": "the step's name says so here",
    "use-check": "the step's check says so here",
    ...Object.fromEntries(
      ["show-total", "sort-by", "collapse-unchanged", "omit-unchanged"].map((key) => [
        key,
        "what the comment shows is decided here"
      ])
    )
  })
);
async function read4(source, project) {
  const step = isObject(source.value) ? source.value : {};
  const inputs = isObject(step.with) ? step.with : {};
  const notes = noteTaker(source);
  const textOf2 = (key) => {
    const value = Object.hasOwn(inputs, key) ? inputs[key] : null;
    return isScalar(value) && value !== "" ? String(value) : null;
  };
  const folder = textOf2("cwd")?.replace(/^\.\/?|\/+$/g, "") ?? "";
  const pattern = fromFolder(folder, textOf2("pattern") ?? PATTERN);
  const exclude = expanded(textOf2("exclude") ?? EXCLUDE).map((glob2) => fromFolder(folder, glob2));
  const compression = textOf2("compression") ?? "gzip";
  for (const [key, value] of Object.entries(inputs)) {
    const why2 = OTHERS2.get(key);
    if (why2 !== void 0) notes.leftOut(["with", key], `${key} ${shown(value)}`, why2);
    else if (!WRITTEN.has(key))
      notes.leftOut(["with", key], `${key} ${shown(value)}`, "no input of the action that is known here");
    else if (!isScalar(value))
      notes.leftOut(["with", key], `${key} ${shown(value)}`, "an input is text, not a list or keys");
  }
  const command = (key, becomes) => {
    const script = textOf2(key);
    if (script === null) return null;
    const written2 = key === "install-script" ? script : commandOf(project.agent, "run", script.trim().split(/\s+/));
    notes.alike(["with", key], `${key} ${shown(script)} → ${becomes}: ${written2}`);
    return folder === "" ? written2 : `cd ${folder} && ${written2}`;
  };
  const [build, install] = [command("build-script", "build"), command("install-script", "install")];
  if (textOf2("cwd") !== null)
    notes.about(["with", "cwd"], `cwd ${shown(inputs.cwd)}`, "its files are named from this folder");
  notes.alike(["with", "pattern"], `pattern ${shown(pattern)} → files`);
  if (textOf2("exclude") !== null) notes.alike(["with", "exclude"], `exclude ${shown(inputs.exclude)} → exclude`);
  if (textOf2("compression") !== null) notes.alike(["with", "compression"], `compression ${compression}`);
  const isKnown2 = compression === "brotli" || compression === "none";
  return {
    summary: "compressed-size-action, which never fails",
    ...build !== null && { build },
    ...install !== null && { install },
    bundle: [
      {
        name: folder === "" ? "app" : folder,
        settings: {
          files: pattern,
          exclude: oneOrAll(exclude),
          ...isKnown2 && { compression },
          ...compression !== "none" && { budgets: { javascript: "off" } }
        },
        comments: ["compressed-size-action never failed. What grows by 10 % fails here; fail-on: never only comments."]
      }
    ],
    notes: notes.notes
  };
}
var isScalar = (value) => ["string", "number", "boolean"].includes(typeof value);
var WRITTEN = /* @__PURE__ */ new Set(["pattern", "exclude", "compression", "build-script", "install-script", "cwd"]);
var expanded = (glob2) => {
  const [, inner] = /^\{([^{}]*)\}$/.exec(glob2.trim()) ?? [];
  return inner === void 0 ? [glob2] : inner.split(",").map((one) => one.trim()).filter((one) => one !== "");
};

// src/init/shared/lighthouse/addresses.ts
import { posix as posix4 } from "node:path";
async function addressesIn({ source, project, at: at2, collect }) {
  const written2 = [collect.url].flat().filter((url) => typeof url === "string" && url.trim() !== "");
  if (written2.length > 0) {
    return written2.map((address, index) => ({
      address,
      source,
      at: [...at2, "collect", "url", ...Array.isArray(collect.url) ? [index] : []]
    }));
  }
  const dist = typeof collect.staticDistDir === "string" ? collect.staticDistDir : null;
  if (dist === null && collect.startServerCommand === void 0) return [];
  const folder = fromFolder(source.folder, dist ?? "").replace(/\/+$/, "");
  const found2 = dist !== null ? await project.filesOf([`${folder}/*.html`, `${folder}/*/*.html`]) : [];
  const paths = found2.map((path) => posix4.relative(folder, path)).filter((path) => !/(?:^|\/)(?:404|500)\.html$/.test(path)).sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1)).slice(0, 5);
  const place = [...at2, "collect", dist === null ? "startServerCommand" : "staticDistDir"];
  return (paths.length === 0 ? ["/"] : paths).map((path) => ({
    address: `/${path.replace(/^\/|index\.html$/g, "")}`,
    source,
    at: place
  }));
}
var depthOf = (path) => path.split("/").length;

// src/init/shared/lighthouse/assertion-sets.ts
function* assertSets(assert, device, at2, notes) {
  const withPreset = (set) => ({
    ...set.preset === "lighthouse:all" ? PRESET_ALL : {},
    ...isObject(set.assertions) ? set.assertions : {}
  });
  const notePreset = ({ preset }, place) => {
    if (preset === void 0) return;
    const isAll = preset === "lighthouse:all";
    const what = isAll ? "its limits of speed are written" : "of speed it only warns";
    notes.leftOut([...place, "preset"], `preset ${shown(preset)}`, `${what}; keep Lighthouse CI for the rest`);
  };
  notePreset(assert, at2);
  if (Array.isArray(assert.assertMatrix)) {
    for (const [index, set] of assert.assertMatrix.entries()) {
      if (!isObject(set)) continue;
      const place = [...at2, "assertMatrix", index];
      notePreset(set, place);
      const limits2 = limitsIn(withPreset(set), device, [...place, "assertions"], notes);
      const pattern = typeof set.matchingUrlPattern === "string" ? expressionOf(set.matchingUrlPattern) : /^/;
      if (pattern === null)
        notes.leftOut([...place, "matchingUrlPattern"], shown(set.matchingUrlPattern), "no regular expression");
      else
        yield {
          limits: limits2,
          applies: ({ path }, address) => pattern.test(URL.canParse(address) ? address : `http://localhost:8080${path}`)
        };
    }
    return;
  }
  const limits = limitsIn(withPreset(assert), device, [...at2, "assertions"], notes);
  yield { limits, applies: () => true };
}
var PRESET_ALL = Object.fromEntries(
  [
    "first-contentful-paint",
    "largest-contentful-paint",
    "cumulative-layout-shift",
    "speed-index",
    "server-response-time"
  ].map((audit) => [audit, "error"])
);
function expressionOf(pattern) {
  try {
    return new RegExp(pattern);
  } catch {
    return null;
  }
}
function holdsPerformance(assert) {
  const sets = [assert, ...Array.isArray(assert.assertMatrix) ? assert.assertMatrix : []];
  return sets.some(
    (set) => isObject(set) && isObject(set.assertions) && Object.entries(set.assertions).some(
      ([key, value]) => /^categories[.:]performance$/.test(key) && [value].flat()[0] === "error"
    )
  );
}

// src/init/shared/lighthouse/other-keys.ts
var IMPORTED = {
  ci: ["collect", "assert", "extends", "wizard"],
  collect: [
    ...["url", "staticDistDir", "startServerCommand", "startServerReadyTimeout", "isSinglePageApplication"],
    ...["settings", "budgetPath", "additive"]
  ],
  settings: [
    ...["preset", "formFactor", "emulatedFormFactor", "throttlingMethod", "extraHeaders"],
    ...["budgets", "budgetPath", "budget-path"]
  ],
  assert: ["preset", "assertions", "assertMatrix", "budgetsFile", "includePassedAssertions"]
};
var NOT_COLLECTED = {
  numberOfRuns: "how often is decided here, by how much the figures scatter",
  startServerReadyPattern: "the server is polled until it answers, at / or at ready",
  puppeteerScript: "it is code; write its steps as before: of the page",
  puppeteerLaunchOptions: "the browser is started here",
  chromePath: "CHROME_PATH names another browser",
  chromeFlags: "the browser is started here",
  headful: "the browser is started here",
  method: "pages are measured in this job",
  psiApiKey: "pages are measured in this job",
  psiApiEndpoint: "pages are measured in this job",
  psiStrategy: "pages are measured in this job",
  autodiscoverUrlBlocklist: "pages are named here",
  maxAutodiscoverUrls: "pages are named here"
};
var DECIDED = ["aggregationMethod", "lhr"];
var NO_KEY = "no key of Lighthouse CI at this place, so it did nothing";
function noteOthers({ source, collect, assert, at: at2 }, notes) {
  for (const [key, value] of others(collect, IMPORTED.collect)) {
    const why2 = Object.hasOwn(NOT_COLLECTED, key) ? NOT_COLLECTED[key] : void 0;
    notes.leftOut([...at2, "collect", key], `${key} ${shown(value)}`, why2 ?? "no key of collect that is known here");
  }
  for (const [key, value] of others(collect.settings, IMPORTED.settings)) {
    const why2 = key === "throttling" ? "the network and CPU of mobile and desktop are fixed here" : "decided here";
    notes.leftOut([...at2, "collect", "settings", key], `${key} ${shown(value)}`, why2);
  }
  for (const [key, value] of others(assert, IMPORTED.assert)) {
    const why2 = DECIDED.includes(key) ? "decided here" : NO_KEY;
    notes.leftOut([...at2, "assert", key], `${key} ${shown(value)}`, why2);
  }
  const ci = at2.reduce((value, part) => isObject(value) ? value[part] : null, source.value);
  for (const [key, value] of others(ci, IMPORTED.ci)) {
    const isService = key === "upload" || key === "server";
    notes.leftOut(
      [...at2, key],
      isService ? key : `${key} ${shown(value)}`,
      isService ? "of Lighthouse CI's own server" : NO_KEY
    );
  }
}
var others = (value, keys) => Object.entries(isObject(value) ? value : {}).filter(([key]) => !keys.includes(key));

// src/init/shared/lighthouse/own-server.ts
import { posix as posix5 } from "node:path";

// src/init/shared/lighthouse/command-with-port.ts
var OPTIONS = [
  [/\b(?:vite|astro) preview\b/, "--port $PORT --strictPort"],
  [
    /\b(?:http-server|gatsby serve|docusaurus serve|rails s(?:erver)?|ng serve|vite|vue-cli-service serve)\b/,
    "--port $PORT"
  ],
  [/(?:^|\s)serve\b/, "-l $PORT"],
  [/\bpython3? -m http\.server\b/, "$PORT"]
];
function startedBy(command) {
  const freed = command.replace(/(?:^|\s)PORT=\d+\s+/g, " ").replace(/\s(?:--port|-p|-l|--listen)[ =](?:tcp:\/\/[\w.]*:)?\d+\b/g, "").replace(/(http\.server)\s+\d+\b/, "$1").trim();
  const script = /\b(?:npm|pnpm|yarn|bun)\b/.test(freed) && !/\b(?:npx|exec|dlx)\b/.test(freed);
  const option = script ? void 0 : OPTIONS.find(([program]) => program.test(freed))?.[1];
  const start = option === void 0 ? freed : option === "--port $PORT --strictPort" && /\bastro\b/.test(freed) ? `${freed} --port $PORT` : `${freed} ${option}`;
  const was = start === command ? [] : [`Was: ${command}. It has to listen on the port in PORT.`];
  return { name: "site", settings: { start }, comments: was };
}

// src/init/shared/lighthouse/own-server.ts
function ownServer({ source, collect, at: at2 }, notes) {
  const { startServerCommand, staticDistDir } = collect;
  if (typeof startServerCommand === "string" && startServerCommand.trim() !== "") {
    const server = startedBy(startServerCommand.trim());
    const timeout = collect.startServerReadyTimeout;
    const cwd = source.folder === "" ? {} : { cwd: source.folder };
    const ready = typeof timeout === "number" && timeout > 3e4 ? { timeout: `${Math.ceil(timeout / 1e3)} s` } : {};
    return { ...server, settings: { ...server.settings, ...cwd, ...ready } };
  }
  if (typeof staticDistDir !== "string") return null;
  const folder = fromFolder(source.folder, staticDistDir).replace(/\/+$/, "");
  if (!posix5.isAbsolute(folder) && !folder.startsWith("..")) return { name: "site", settings: { static: folder } };
  const what = `staticDistDir ${shown(staticDistDir)}`;
  notes.leftOut([...at2, "collect", "staticDistDir"], what, "it lies outside of this folder");
  return null;
}
function noteServer({ collect, at: at2 }, { settings }, isUsed, notes) {
  const key = settings.static === void 0 ? "startServerCommand" : "staticDistDir";
  const written2 = collect[key];
  const path = [...at2, "collect", key];
  const becomes = settings.static === void 0 ? `start: ${settings.start}` : `static: ${settings.static}`;
  if (!isUsed) notes.leftOut(path, `${key} ${shown(written2)}`, "none of the addresses is on it");
  else if (key === "staticDistDir" || settings.start === String(written2).trim()) {
    notes.alike(path, `${key} ${shown(written2)} → ${becomes}`);
  } else notes.about(path, `${key} ${shown(written2)} → ${becomes}`, "it gets its port from PORT here");
}

// src/init/read/source.ts
var import_yaml = __toESM(require_dist(), 1);
var MOST_BYTES = 1e6;
function parseSource(text, file, folder) {
  const json = withoutComments(text.replace(/^\uFEFF/, " "));
  const { value, isJson } = readValue(json, text, file);
  return { file, folder, value, lineOf: linesIn(isJson ? json : text) };
}
function readValue(json, text, file) {
  try {
    return { value: JSON.parse(json), isJson: true };
  } catch (error) {
    if (/\.jsonc?$/.test(file))
      throw new UsageError(`${file} is no JSON: ${clean(error.message)}. Fix it there first.`);
  }
  try {
    const document2 = (0, import_yaml.parseDocument)(text, { prettyErrors: true, uniqueKeys: false, logLevel: "error", merge: true });
    const [mistake] = document2.errors;
    if (mistake !== void 0) throw mistake;
    return { value: document2.toJS({ maxAliasCount: 1e3 }), isJson: false };
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${clean(error.message)}. Fix it there first.`);
  }
}
var withoutComments = (text) => text.replace(
  /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
  (found2) => found2.startsWith('"') ? found2 : found2.replace(/[^\n]/g, " ")
).replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[\]}])/g, (found2) => found2 === "," ? " " : found2);
function linesIn(text) {
  let parsed2 = null;
  return (path) => {
    if (parsed2 === null) {
      const lines = new import_yaml.LineCounter();
      parsed2 = { root: rootOf(text, lines), lines };
    }
    let node = parsed2.root;
    let key = (0, import_yaml.isNode)(node) ? node : null;
    for (const part of path) {
      if ((0, import_yaml.isMap)(node)) {
        const pair = node.items.findLast((item) => (0, import_yaml.isScalar)(item.key) && String(item.key.value) === String(part));
        if (pair === void 0 || !(0, import_yaml.isNode)(pair.key)) break;
        key = pair.key;
        node = pair.value;
      } else if ((0, import_yaml.isSeq)(node)) {
        const item = node.items[Number(part)];
        if (!(0, import_yaml.isNode)(item)) break;
        key = item;
        node = item;
      } else break;
    }
    const start = key?.range?.[0];
    return start === void 0 ? null : parsed2.lines.linePos(start).line;
  };
}
function rootOf(text, lineCounter) {
  try {
    return (0, import_yaml.parseDocument)(text, { lineCounter, prettyErrors: false, uniqueKeys: false, logLevel: "silent" }).contents;
  } catch {
    return null;
  }
}
var isCode = (file) => /\.[cm]?[jt]s$/.test(file);
var partOf = (source, path, value) => ({
  ...source,
  value,
  lineOf: (inner) => source.lineOf([...path, ...inner])
});

// src/init/shared/lighthouse/page-settings.ts
var deviceOf = (settings) => settings.preset === "desktop" || settings.formFactor === "desktop" || settings.emulatedFormFactor === "desktop" ? "desktop" : "mobile";
var throttlingOf = ({ throttlingMethod }) => throttlingMethod === "devtools" ? { throttling: "devtools" } : {};
function headersOf({ source, collect, at: at2 }, notes) {
  const settings = isObject(collect.settings) ? collect.settings : {};
  const written2 = typeof settings.extraHeaders === "string" ? parsed(settings.extraHeaders) : settings.extraHeaders;
  if (!isObject(written2) || Object.keys(written2).length === 0) return {};
  const path = [...at2, "collect", "settings", "extraHeaders"];
  const names = Object.keys(written2).map((name) => clean(name, 60)).join(", ");
  const isPlain = ([name, value]) => /^x-[\w-]+$/i.test(name) && typeof value === "string" && /^[\x20-\x7e]+$/.test(value) && !value.includes("$");
  if (isCode(source.file) || !Object.entries(written2).every(isPlain)) {
    notes.leftOut(path, `extraHeaders ${names}`, "write headers: or cookies: of the page, with secrets as ${env:NAME}");
    return {};
  }
  notes.alike(path, `extraHeaders ${names} → headers`);
  return { headers: written2 };
}
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// src/init/shared/lighthouse/import-pages.ts
async function importPages(request) {
  const { source, project, at: at2, collect, assert } = request;
  const notes = noteTaker(source);
  const followed = [];
  const settings = isObject(collect.settings) ? collect.settings : {};
  const device = deviceOf(settings);
  const own = ownServer(request, notes);
  const addresses = request.addresses.length > 0 ? request.addresses : await addressesIn(request);
  const sets = [
    ...assertSets(assert, device, [...at2, "assert"], notes),
    ...budgetSets(settings.budgets, [...at2, "collect", "settings", "budgets"], notes)
  ];
  for (const [file, folder] of [
    [assert.budgetsFile, source.folder],
    [settings.budgetPath ?? settings["budget-path"] ?? collect.budgetPath, source.folder],
    [request.budgetPath, ""]
  ]) {
    if (typeof file !== "string") continue;
    const budgets = await project.open(fromFolder(folder, file));
    followed.push(budgets.file);
    const inFile = noteTaker(budgets);
    sets.push(...budgetSets(budgets.value, [], inFile));
    notes.notes.push(...inFile.notes);
  }
  const common = { ...device === "desktop" && { device }, ...throttlingOf(settings), ...headersOf(request, notes) };
  if (!request.isStep) noteOthers(request, notes);
  const pages = addresses.map(({ address, source: { file, lineOf: lineOf2 }, at: place }) => {
    const page = pageAt(address, own);
    const why2 = page.server === own ? "" : `on ${page.server.name}`;
    const what = `url ${shown(address)} → path: ${page.path}`;
    notes.notes.push({ outcome: "alike", file, line: lineOf2(place), what, why: why2 });
    const limits = sets.filter(({ applies }) => applies(page, address)).flatMap((set) => set.limits);
    return { page, limits };
  });
  const isUsed = pages.some(({ page }) => page.server === own);
  if (own !== null) noteServer(request, own, isUsed, notes);
  const hasTimes = pages.some(({ limits }) => limits.some(({ text }) => /s$|^0\./.test(text)));
  const servers = new Map(pages.map(({ page }) => [JSON.stringify(page.server), page.server]));
  return {
    count: pages.length,
    servers: [...servers.values()],
    vitals: pages.map(({ page, limits }) => ({
      name: page.name,
      settings: { server: page.server.name, path: page.path, ...common, budgets: budgetsOf(limits) }
    })),
    comments: [
      ...hasTimes ? [bestOf(typeof collect.numberOfRuns === "number" ? collect.numberOfRuns : 3)] : [],
      ...holdsPerformance(assert) ? [SCORE] : []
    ],
    notes: notes.notes,
    followed
  };
}
var bestOf = (runs) => `Lighthouse CI took the best of ${runs} runs; here it is the typical visit. If a limit is too tight, it shows in the first reports.`;
var SCORE = "A score of categories:performance was held. Set lcp and cls, which are off, from the first reports.";
var budgetSets = (budgets, at2, notes) => budgetsIn(budgets, at2, notes).map(({ limits, applies }) => ({ limits, applies: ({ path }) => applies(path) }));

// src/init/shared/lighthouse/lighthouserc.ts
var TOP = ["ci", "lhci", "ci:client"];
var MOST_EXTENDED = 10;
async function readLighthouseRc(source, project, depth = 0) {
  const { value } = source;
  const key = TOP.find((one) => isObject(value) && isObject(value[one]));
  if (!isObject(value) || key === void 0) {
    throw new UsageError(`${source.file}: Lighthouse CI's config has a key "ci", with collect and assert in it.`);
  }
  const ci = value[key];
  const collect = isObject(ci.collect) ? ci.collect : {};
  const assert = isObject(ci.assert) ? ci.assert : {};
  if (typeof ci.extends !== "string" || depth >= MOST_EXTENDED)
    return { source, at: [key], collect, assert, followed: [] };
  const base = await readLighthouseRc(await project.open(fromFolder(source.folder, ci.extends)), project, depth + 1);
  return {
    source,
    at: [key],
    collect: overlaid(base.collect, collect),
    assert: overlaid(base.assert, assert),
    followed: [base.source.file, ...base.followed]
  };
}
function overlaid(base, own) {
  const entries = Object.entries(own).map(([key, value]) => {
    const below = base[key];
    return [key, isObject(value) && isObject(below) ? overlaid(below, value) : value];
  });
  return { ...base, ...Object.fromEntries(entries) };
}

// src/init/from/lighthouse.ts
var lighthouse = {
  tool: "lighthouse",
  title: "Lighthouse CI",
  files: ["cjs", "js", "json", "yml", "yaml"].flatMap((ending) => [
    `.lighthouserc.${ending}`,
    `lighthouserc.${ending}`
  ]),
  isConfig: (value) => isObject(value) && ["ci", "lhci", "ci:client"].some((key) => key in value),
  read: read5
};
async function read5(source, project) {
  const rc = await readLighthouseRc(source, project);
  const {
    count,
    followed = [],
    ...part
  } = await importPages({ ...rc, project, isStep: false, addresses: [], budgetPath: null });
  const summary = `Lighthouse CI, ${count} ${count === 1 ? "page" : "pages"}`;
  return { summary, ...part, followed: [...rc.followed, ...followed] };
}

// src/init/from/size-limit.ts
import { posix as posix6 } from "node:path";

// src/init/shared/javascript-off.ts
var DEFAULT_BYTES = 250 * 1024;
var javascriptOff = (compression, totalBytes) => compression !== "none" && (totalBytes === null || totalBytes > DEFAULT_BYTES) ? { javascript: "off" } : {};

// src/init/shared/size-limit/bundled.ts
var OF_OTHERS = ["config", "entry", "modifyWebpackConfig", "modifyEsbuildConfig", "modifyRolldownConfig"];
var modulesOf = ({ import: written2 }, pathOf) => isObject(written2) ? Object.fromEntries(Object.entries(written2).map(([path, names]) => [pathOf(path), names])) : null;
function readBundled(check2, bundled) {
  const { index, files, modules, compression, message, limit, bundler, notes } = bundled;
  const paths = modules === null ? files : Object.keys(modules);
  const what = check2.import === void 0 ? files.join(", ") : `${shown(check2.import)} of ${paths.join(", ")}`;
  const named = typeof check2.name === "string" && check2.name.trim() !== "" ? check2.name : null;
  const held = limit === null ? "" : `, at most ${limit.text}`;
  const place = [index, check2.limit === void 0 ? "path" : "limit"];
  const comments = [`size-limit, bundled with dependencies: ${named === null ? "" : `${named}: `}${what}${held}`];
  const compressed = compression === "gzip" ? {} : { compression };
  const imported = importOf(check2, files, modules);
  const by = OF_OTHERS.find((key) => check2[key] !== void 0) ?? bundler;
  const leaveOut = (why2) => notes.leftOut(place, `limit of ${shown(named ?? what)}${held}`, why2);
  if (imported === null) {
    leaveOut(`size-limit bundles it by ${by}, and it is no import; its files are compared with base`);
    const settings = { files: oneOrAll(files), ...compressed, budgets: { javascript: "off" } };
    return { name: nameOf2(files[0] ?? "import"), isBundled: true, settings, comments: [...comments, ...message] };
  }
  notes.about([index, "path"], `${shown(named ?? what)} → import`, "the bundler is called in another way here");
  const total2 = limit === null || by !== bundler || bundler === "webpack" ? null : withMargin(limit, check2, bundler);
  if (total2 !== null) {
    notes.about(
      place,
      `limit ${shown(check2.limit)} → total: ${total2.text}`,
      "so that no call of the bundler makes it fail"
    );
  } else if (limit !== null) {
    leaveOut(`size-limit bundles it by ${by}, and here esbuild or rolldown does; set total from the first reports`);
  }
  const budgets = {
    ...total2 !== null && { total: total2.text },
    ...javascriptOff(compression, total2?.bytes ?? null)
  };
  return {
    name: named ?? nameOf2(paths[0] ?? "import"),
    isBundled: false,
    settings: { ...imported, ...compressed, ...Object.keys(budgets).length > 0 && { budgets } },
    comments: [...limit === null ? [] : comments, ...message]
  };
}
function importOf({ import: written2, ignore }, files, modules) {
  const packages = Array.isArray(ignore) ? ignore.filter((one) => typeof one === "string" && one !== "") : [];
  const external = packages.length === 0 ? {} : { external: oneOrAll(packages) };
  const isImport = (names2) => typeof names2 === "string" && IMPORT.test(names2);
  if (modules !== null) {
    const all = Object.values(modules);
    return all.length > 0 && all.every(isImport) ? { import: modules, ...external } : null;
  }
  const [from, ...others2] = files;
  const names = written2 ?? "*";
  if (from === void 0 || others2.length > 0 || /[*?{[!]/.test(from) || !isImport(names)) return null;
  return { import: names, from, ...external };
}
function withMargin({ bytes, text }, check2, bundler) {
  const share = bundler === "esbuild" && check2.import === void 0 ? 0.2 : 0.01;
  const allowed = bytes + Math.ceil(bytes * share) + 110;
  const step = allowed < 1e4 ? 10 : 100;
  const rounded = Math.ceil(allowed / step) * step;
  const thousand = /[KM]iB$/.test(text) ? 1024 : 1e3;
  return { bytes: rounded, text: byteText(rounded, thousand) };
}

// src/init/shared/size-limit/bundler.ts
var BUNDLERS = ["esbuild", "webpack", "rolldown"];
function bundlerOf({ dependencies }, { major }) {
  const uses = (plugin) => dependencies.some((name) => name === `@size-limit/${plugin}` || name === `size-limit-${plugin}`);
  const [bundler] = BUNDLERS.filter(uses);
  if (bundler !== void 0) return bundler;
  if (uses("preset-small-lib")) return major < 6 ? "webpack" : major < 14 ? "esbuild" : "rolldown";
  return uses("preset-big-lib") || major < 3 ? "webpack" : null;
}
function isBundled(check2, bundler) {
  if (bundler === null || BUNDLERS.some((one) => check2[one] === false)) return false;
  const disabled = Array.isArray(check2.disablePlugins) ? check2.disablePlugins : [];
  return !disabled.includes(`@size-limit/${bundler}`) && !disabled.includes(`size-limit-${bundler}`);
}

// src/init/shared/size-limit/compression.ts
function readCompression(check2, index, { major }, notes) {
  const { gzip, brotli } = check2;
  const compression = major >= 11 ? gzip === true ? "gzip" : brotli === false ? "none" : "brotli" : brotli === true ? "brotli" : gzip === false ? "none" : "gzip";
  const key = gzip === void 0 ? "brotli" : "gzip";
  const written2 = check2[key];
  if (written2 === void 0) {
    notes.alike([index], `compression: ${compression}`, `size-limit ${major} compresses so by default`);
  } else if (gzip === false && compression === "brotli") {
    notes.about(
      [index, "gzip"],
      "gzip: false → compression: brotli",
      `so size-limit ${major} reads it; compression: none is what the line says`
    );
  } else notes.alike([index, key], `${key}: ${shown(written2)} → compression: ${compression}`);
  return compression;
}

// src/init/shared/size-limit/limit.ts
var NO_TIME = "a time in Chrome is not measured here; the page check has lcp and tbt";
function readLimit(check2, index, version, notes) {
  const { limit } = check2;
  const leftOut = (why2) => {
    notes.leftOut([index, "limit"], `limit ${shown(limit)}`, why2);
    return null;
  };
  if (limit === void 0 || limit === null || limit === "" || limit === 0) return null;
  if (typeof limit !== "string" && typeof limit !== "number")
    return leftOut("size-limit reads a text or a number there");
  if (/s/i.test(String(limit))) {
    return leftOut(
      /byte/i.test(String(limit)) ? "size-limit takes the s for seconds, so this check never held a size" : NO_TIME
    );
  }
  const thousand = version.major < 4 || version.major === 4 && version.minor < 11 ? 1024 : 1e3;
  const bytes = typeof limit === "number" ? Math.floor(limit) : thousand === 1024 ? parse1024(limit) : parse1000(limit);
  if (bytes === null || !Number.isSafeInteger(bytes) || bytes < 0) return leftOut("size-limit reads no size from it");
  if (bytes > LARGEST_SIZE) return leftOut("no file is as large, so it never held anything");
  return { bytes, text: byteText(bytes, /ib$/i.test(String(limit)) ? 1024 : thousand) };
}

// src/init/from/size-limit.ts
var sizeLimit = {
  tool: "size-limit",
  title: "size-limit",
  manifestKeys: ["size-limit"],
  files: ["json", "jsonc", "", "js", "mjs", "cjs", "ts", "mts", "cts"].map(
    (ending) => ending === "" ? ".size-limit" : `.size-limit.${ending}`
  ),
  read: read6
};
async function read6(source, project) {
  const checks = source.value;
  if (!Array.isArray(checks) || !checks.every(isObject)) {
    throw new UsageError(
      `${source.file}: size-limit's config is a list of checks, such as [{ "path": "dist/app.js", "limit": "10 kB" }].`
    );
  }
  const found2 = await project.version("size-limit");
  const context = {
    source,
    project,
    version: found2 ?? NEWEST,
    bundler: bundlerOf(project, found2 ?? NEWEST),
    notes: noteTaker(source)
  };
  const { notes } = context.notes;
  if (found2 === null && checks.length > 0) {
    context.notes.about([], "size-limit", "no version of it is installed or declared: read as 14");
  }
  const bundle = checks.flatMap((check2, index) => readCheck(check2, index, context));
  const version = found2 === null ? "" : ` ${found2.major}`;
  const summary = `size-limit${version}, ${checks.length} ${checks.length === 1 ? "check" : "checks"}`;
  const needsBundler = bundle.some(({ settings }) => settings.import !== void 0);
  const isSafe = project.dependencies.some(
    (name) => ["esbuild", "rolldown", "vite", "tsup", "tsdown", "tsx"].includes(name)
  );
  const comments = needsBundler && !isSafe ? ["Imports need a bundler: npm i -D esbuild, before size-limit is removed."] : [];
  return { summary, bundle: joinBundled(bundle), notes, comments };
}
var NEWEST = { major: 14, minor: 3, isInstalled: false };
function readCheck(check2, index, context) {
  const { source, notes, project } = context;
  const at2 = (key) => [index, key];
  for (const key of OF_OTHERS) {
    if (check2[key] !== void 0) notes.leftOut(at2(key), key, "it configures a bundler, and none is configured here");
  }
  for (const key of ["running", "time"].filter((one) => check2[one] !== void 0 && check2[one] !== false)) {
    notes.leftOut(at2(key), key, NO_TIME);
  }
  for (const key of Object.keys(check2).filter((one) => !KNOWN.has(one))) {
    notes.leftOut(at2(key), key, "no key of size-limit that is known here");
  }
  const patterns = pathsOf(check2, project).map((path) => fromFolder(source.folder, relativePath(path, project)));
  const outside = patterns.find((path) => posix6.isAbsolute(path) || path.startsWith("..") || new RegExp("\\p{C}", "u").test(path));
  const files = outside === void 0 ? patterns.filter((path) => !isNegated(path)).flatMap((path) => withFolder(path, project)) : [];
  const namesModules = isObject(check2.import) && isBundled(check2, context.bundler);
  if (files.length === 0 && !namesModules) {
    const why2 = outside === void 0 ? "it names no files" : `${shown(outside)} lies outside of this folder, or has characters that nobody sees`;
    notes.leftOut([index], `check ${shown(check2.name ?? index + 1)}`, why2);
    return [];
  }
  const exclude = patterns.filter(isNegated).flatMap((path) => withFolder(path.replace("!", ""), project));
  const compression = readCompression(check2, index, context.version, notes);
  const name = typeof check2.name === "string" && check2.name.trim() !== "" ? check2.name : nameOf2(files[0] ?? "");
  const common = {
    files: oneOrAll(files),
    ...exclude.length > 0 && { exclude: oneOrAll(exclude) },
    ...compression !== "gzip" && { compression }
  };
  const message = typeof check2.message === "string" ? [check2.message] : [];
  const limit = readLimit(check2, index, context.version, notes);
  if (isBundled(check2, context.bundler)) {
    const modules = modulesOf(check2, (path) => fromFolder(source.folder, relativePath(path, project)));
    return [readBundled(check2, { index, files, modules, compression, message, limit, ...context })];
  }
  const others2 = files.some((path) => /\*$/.test(path)) ? "source maps and licence texts count there, and not here" : "";
  notes[others2 === "" ? "alike" : "about"](at2("path"), `path ${shown(check2.path ?? files)} → files`, others2);
  const budgets = {
    ...limit !== null && { total: limit.text },
    ...javascriptOff(compression, limit?.bytes ?? null)
  };
  if (limit !== null) notes.alike(at2("limit"), `limit ${shown(check2.limit)} → total: ${limit.text}`);
  const settings = { ...common, ...Object.keys(budgets).length > 0 && { budgets } };
  return [{ name, isBundled: false, settings, comments: message }];
}
var KNOWN = /* @__PURE__ */ new Set([
  ...["path", "limit", "name", "message", "gzip", "brotli", "import", "ignore", "running", "time", "module", "entry"],
  ...["config", "modifyWebpackConfig", "modifyEsbuildConfig", "modifyRolldownConfig", "disablePlugins", ...BUNDLERS],
  ...["highlightLess", "hidePassed", "uiReports", "compareWith", "disableModuleConcatenation"]
]);
function pathsOf(check2, { manifest }) {
  const { path } = check2;
  const written2 = (Array.isArray(path) ? path : [path]).filter((one) => typeof one === "string");
  if (written2.length > 0 || check2.entry !== void 0 || isObject(check2.import)) return written2;
  return [typeof manifest.main === "string" ? manifest.main : exportsEntry(manifest.exports) ?? "index.js"];
}
function exportsEntry(exports) {
  if (typeof exports === "string") return exports;
  if (!isObject(exports)) return null;
  if ("." in exports) return exportsEntry(exports["."]);
  return ["import", "default", "require"].map((condition) => exportsEntry(exports[condition])).find((one) => one !== null) ?? null;
}
var isNegated = (path) => path.split("/").some((part) => part.startsWith("!"));
var relativePath = (path, { directory }) => posix6.isAbsolute(path) ? pathInside(directory, path) ?? path : path;
function withFolder(path, { isFolder }) {
  const bare = path.replace(/\/+$/, "");
  if (isFolder(bare)) return [`${bare}/**`];
  return /[*{]|\.\w+$/.test(bare) ? [bare] : [bare, `${bare}/**`];
}
function joinBundled(drafts) {
  const joined2 = Map.groupBy(drafts, (draft) => draft.isBundled ? JSON.stringify(draft.settings) : draft);
  return [...joined2.values()].flatMap((same) => {
    const [first] = same;
    if (first === void 0) return [];
    const { name, settings } = first;
    return [{ name, settings, comments: same.flatMap(({ comments = [] }) => comments) }];
  });
}

// src/init/from/treosh.ts
var treosh = {
  tool: "treosh",
  title: "treosh's Lighthouse CI action",
  files: [],
  action: /^treosh\/lighthouse-ci-action(?:@|$)/,
  read: read7
};
var OTHERS3 = new Map(
  Object.entries({
    runs: "how often is decided here, by how much the figures scatter",
    ...Object.fromEntries(
      [
        "serverBaseUrl",
        "serverToken",
        "uploadArtifacts",
        "uploadExtraArgs",
        "temporaryPublicStorage",
        "artifactName",
        "basicAuthUsername",
        "basicAuthPassword"
      ].map((key) => [key, "of Lighthouse CI's own server, or of where its reports go"])
    )
  })
);
async function read7(source, project) {
  const step = isObject(source.value) ? source.value : {};
  const inputs = isObject(step.with) ? step.with : {};
  const textOf2 = (key) => typeof inputs[key] === "string" && inputs[key].trim() !== "" ? inputs[key].trim() : null;
  const notes = noteTaker(source);
  const configPath = textOf2("configPath");
  const config = configPath === null ? null : await project.open(configPath.replace(/^\.\//, ""));
  const rc = config === null ? null : await readLighthouseRc(config, project);
  const addresses = (textOf2("urls") ?? "").split(/\n/).map((line3) => line3.trim()).filter((line3) => line3 !== "");
  for (const [key, value] of Object.entries(inputs)) {
    if (["urls", "configPath", "budgetPath"].includes(key)) continue;
    notes.leftOut(
      ["with", key],
      `${key} ${shown(value)}`,
      OTHERS3.get(key) ?? "no input of the action that is known here"
    );
  }
  const {
    count,
    followed = [],
    ...part
  } = await importPages({
    source: rc?.source ?? source,
    at: rc?.at ?? ["with"],
    isStep: rc === null,
    collect: rc?.collect ?? {},
    assert: rc?.assert ?? {},
    project,
    addresses: addresses.map((address) => ({ address, source, at: ["with", "urls"] })),
    budgetPath: textOf2("budgetPath")
  });
  return {
    summary: `treosh/lighthouse-ci-action, ${count} ${count === 1 ? "page" : "pages"}`,
    ...part,
    notes: [...notes.notes, ...part.notes],
    followed: [...config === null ? [] : [config.file], ...rc?.followed ?? [], ...followed]
  };
}

// src/init/importers.ts
var importers = [
  ...[sizeLimit, bundlesize, bundlewatch, compressedSize],
  ...[lighthouse, treosh, budgetJson]
];

// src/init/find.ts
async function findSources(project, { files, from, mayRun }) {
  const asked = from.length === 0 ? importers : from.map(importerOf);
  if (files.length > 0) {
    const named = await Promise.all(files.map((file) => namedSources(file, asked, project)));
    return { sources: named.flat(), notes: [] };
  }
  const sources = [];
  const notes = [];
  for (const importer of asked) {
    const found2 = [...await ownConfig(importer, project, mayRun, notes), ...await stepsOf(importer, project)];
    if (found2.length === 0 && from.length > 0 && notes.length === 0) throw nothingOf(importer);
    sources.push(...found2.map((source) => ({ importer, source })));
  }
  return { sources, notes };
}
function importerOf(tool) {
  const found2 = importers.find((one) => one.tool === tool);
  if (found2 !== void 0) return found2;
  throw new UsageError(`--from ${tool}: expected one of ${importers.map((one) => one.tool).join(", ")}`);
}
function nothingOf({ title, files, manifestKeys = [], action }) {
  const places = [
    ...manifestKeys.map((key) => `"${key}" in package.json`),
    ...files,
    ...action === void 0 ? [] : ["a step of a workflow"]
  ];
  return new UsageError(
    `No config of ${title} is here: looked for ${places.join(", ")}. Name it: perf-budget init FILE.`
  );
}
async function ownConfig(importer, project, mayRun, notes) {
  const { manifestKeys = [], command } = importer;
  const manifest = existsSync(join6(project.directory, "package.json")) ? await openManifest(project) : null;
  const keys = manifest === null ? [] : manifestKeys.filter((key) => Object.hasOwn(manifest.value, key));
  if (manifest !== null && keys.length > 0) return keys.map((key) => keyOf(manifest, key));
  const file = importer.files.find((name) => existsSync(join6(project.directory, name)));
  if (file !== void 0 && isCode(file) && !mayRun) {
    notes.push({
      outcome: "left out",
      file,
      line: null,
      what: importer.title,
      why: "it is code, and --no-run forbids to run it"
    });
    return [];
  }
  if (file !== void 0) {
    const source = await project.open(file);
    if (importer.isConfig?.(source.value) !== false) return [source];
  }
  const scripts = manifest === null || command === void 0 ? {} : manifest.value.scripts;
  return Object.entries(isObject(scripts) ? scripts : {}).flatMap(
    ([name, script]) => manifest !== null && typeof script === "string" && command?.test(script) ? [partOf(manifest, ["scripts", name], script)] : []
  );
}
async function openManifest(project) {
  const source = await project.open("package.json").catch(() => null);
  return isObject(source?.value) ? source : null;
}
var keyOf = (manifest, key) => partOf(manifest, [key], manifest.value[key]);
async function stepsOf(importer, { directory, root, open: open2 }) {
  if (importer.action === void 0 || root !== directory) return [];
  const folder = join6(directory, WORKFLOWS);
  const names = await readdir3(folder).catch(() => []);
  const found2 = [];
  for (const name of names.filter((one) => /\.ya?ml$/.test(one)).sort()) {
    const workflow = await open2(posix7.join(WORKFLOWS, name)).catch(() => null);
    if (workflow !== null) found2.push(...steps(workflow, importer));
  }
  return found2;
}
var WORKFLOWS = ".github/workflows";
function steps(workflow, { action }) {
  const jobs = isObject(workflow.value) && isObject(workflow.value.jobs) ? workflow.value.jobs : {};
  return Object.entries(jobs).flatMap(
    ([id, job]) => (isObject(job) && Array.isArray(job.steps) ? job.steps : []).flatMap(
      (step, index) => isObject(step) && typeof step.uses === "string" && action?.test(step.uses) ? [{ ...partOf(workflow, ["jobs", id, "steps", index], step), folder: "" }] : []
    )
  );
}
async function namedSources(file, asked, project) {
  const name = basename2(file);
  const byName = asked.filter((one) => one.files.includes(name));
  const chosen2 = byName.length > 0 ? byName.slice(0, 1) : asked.length === 1 ? asked : [];
  const [importer] = chosen2;
  const source = await project.open(file);
  if (name === "package.json") {
    const found2 = asked.flatMap(
      (one) => (one.manifestKeys ?? []).flatMap(
        (key) => isObject(source.value) && Object.hasOwn(source.value, key) ? [{ importer: one, source: keyOf(source, key) }] : []
      )
    );
    if (found2.length > 0) return found2;
  }
  const used = asked.flatMap((one) => steps(source, one).map((step) => ({ importer: one, source: step })));
  if (used.length > 0) return used;
  if (importer !== void 0 && name !== "package.json") return [{ importer, source }];
  const tools = importers.map((one) => one.tool).join(", ");
  throw new UsageError(`${file}: of which tool is this the config? Say it with --from, and one of ${tools}.`);
}

// src/init/init.ts
import { existsSync as existsSync3 } from "node:fs";
import { readdir as readdir5, readFile as readFile5 } from "node:fs/promises";
import { join as join9, relative, resolve as resolve5, sep } from "node:path";

// src/init/benchmarks.ts
import { readdir as readdir4 } from "node:fs/promises";
import { join as join7, posix as posix8 } from "node:path";
var TRACKER = /^benchmark-action\/github-action-benchmark@/;
async function benchmarkLines(project) {
  const tracked = await trackedIn(project);
  const suite = await suggestedSuite(project.directory);
  if (tracked === null && suite === null) return null;
  const run2 = suite?.run ?? tracked?.run ?? "the command of that step";
  const origin = tracked === null ? `The script ${suite?.script} measures benchmarks` : `${tracked.file} measures benchmarks`;
  const how = suite?.isReadable ? "" : "; it must print or write them in a format of docs/bench.md";
  return [
    `${origin}. To compare them with base in the same run${how}:`,
    "bench:",
    `  suite: { run: ${JSON.stringify(clean(run2, 200))} }`
  ];
}
async function trackedIn({ directory, root, open: open2 }) {
  if (root !== directory) return null;
  const names = await readdir4(join7(directory, WORKFLOWS)).catch(() => []);
  for (const name of names.filter((one) => /\.ya?ml$/.test(one)).sort()) {
    const file = posix8.join(WORKFLOWS, name);
    const { value } = await open2(file).catch(() => null) ?? { value: null };
    for (const job of Object.values(isObject(value) && isObject(value.jobs) ? value.jobs : {})) {
      const steps2 = isObject(job) && Array.isArray(job.steps) ? job.steps : [];
      const index = steps2.findIndex((step) => isObject(step) && TRACKER.test(String(step.uses)));
      if (index < 0) continue;
      const before2 = steps2.slice(0, index).findLast((step) => isObject(step) && typeof step.run === "string");
      const run2 = isObject(before2) ? String(before2.run).trim() : null;
      return { file, run: run2 === null || run2.includes("\n") ? null : run2 };
    }
  }
  return null;
}

// src/init/merge.ts
var SECTIONS = ["servers", "bundle", "vitals", "api"];
var LONGEST_NAME2 = 190;
function merged(imports) {
  const sections = { servers: [], bundle: [], vitals: [], api: [] };
  for (const one of imports) {
    const servers = /* @__PURE__ */ new Map();
    for (const section of SECTIONS) {
      const into = sections[section];
      for (const draft of one[section] ?? []) {
        const same = into.find((other) => section === "servers" && JSON.stringify(other) === JSON.stringify(draft));
        const name = same?.name ?? free(draft.name, into);
        if (section === "servers") servers.set(draft.name, name);
        if (same !== void 0) continue;
        const server = servers.get(draft.settings.server);
        into.push({ ...draft, name, settings: { ...draft.settings, ...server !== void 0 && { server } } });
      }
    }
  }
  return {
    comments: imports.flatMap(({ comments = [] }) => comments),
    install: imports.find(({ install }) => install !== void 0)?.install ?? null,
    build: imports.find(({ build }) => build !== void 0)?.build ?? null,
    sections
  };
}
function free(written2, drafts) {
  const name = clean(written2, LONGEST_NAME2).replace(/^__proto__$/, "proto");
  return freeName(
    name,
    (one) => drafts.some((draft) => draft.name === one),
    (_, number) => `${name} ${number}`
  );
}

// src/init/notes-text.ts
var COLUMN = 9;
var MOST_LINES = 6;
var row = (label, text) => `${label.padEnd(COLUMN)}${text}`;
function notesText(notes) {
  return ["alike", "about", "left out"].flatMap((outcome) => {
    const same = Map.groupBy(
      notes.filter((note) => note.outcome === outcome),
      ({ file, what, why: why2 }) => JSON.stringify([file, what, why2])
    );
    return [...same.values()].flatMap((group, index) => {
      const [{ what, why: why2 }] = group;
      const first = `${placesOf(group)}  ${clean(what)}`;
      return [row(index === 0 ? outcome : "", first), ...why2 === "" ? [] : [row("", `    ${clean(why2)}`)]];
    });
  });
}
function placesOf(notes) {
  const file = clean(notes[0]?.file ?? "", 200);
  const lines = [...new Set(notes.flatMap(({ line: line3 }) => line3 === null ? [] : [line3]))];
  if (lines.length === 0) return file;
  const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more` : "";
  return `${file}:${lines.slice(0, MOST_LINES).join(", ")}${more}`;
}

// src/init/project.ts
import { existsSync as existsSync2, statSync } from "node:fs";
import { readFile as readFile3, realpath, stat as stat3 } from "node:fs/promises";
import { join as join8, posix as posix9, resolve as resolve4 } from "node:path";

// src/init/read/code.ts
function sourceOfCode(text, value, file, folder) {
  const lineAt = (index) => text.slice(0, index).split("\n").length;
  return {
    file,
    folder,
    value,
    lineOf(path) {
      const key = path.findLast((part) => typeof part === "string");
      if (typeof key !== "string") return null;
      const written2 = occurrences(text, new RegExp(`(?<![\\w$.-])(['"]?)${escaped(key)}\\1\\s*:`, "g"));
      const paths = pathsTo(value, key);
      const place = paths.findIndex((one) => one.join("\0") === path.slice(0, path.lastIndexOf(key) + 1).join("\0"));
      const index = written2.length === paths.length ? written2[place] : void 0;
      if (index !== void 0) return lineAt(index);
      const literal = path.reduce((one, part) => one?.[part], value);
      if (typeof literal !== "string" && typeof literal !== "number") return null;
      const quote = typeof literal === "string" ? `['"\`]` : "\\b";
      const [only, ...others2] = occurrences(text, new RegExp(quote + escaped(String(literal)) + quote, "g"));
      return only === void 0 || others2.length > 0 ? null : lineAt(only);
    }
  };
}
var escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
var occurrences = (text, pattern) => [...text.matchAll(pattern)].map(({ index }) => index);
function pathsTo(value, key, path = []) {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const at2 = [...path, Array.isArray(value) ? Number(name) : name];
    return [...name === key ? [at2] : [], ...pathsTo(inner, key, at2)];
  });
}

// src/init/read/evaluate.ts
import { randomUUID } from "node:crypto";
var MOST_MS = 1e4;
var PROGRAM = `
import { pathToFileURL } from 'node:url';
const [file, mark] = process.argv.slice(1);
const loaded = await import(pathToFileURL(file).href);
const exported = await ('default' in loaded ? loaded.default : 'module.exports' in loaded ? loaded['module.exports'] : loaded);
const value = await (exported?.__esModule && 'default' in exported ? exported.default : exported);
const above = [];
const text = JSON.stringify(value, function (key, one) {
  while (above.length > 0 && above.at(-1) !== this) above.pop();
  if (typeof one === 'function') return { $function: one.name };
  if (typeof one === 'bigint' || typeof one === 'symbol' || one instanceof RegExp) return String(one);
  if (typeof one !== 'object' || one === null) return one;
  if (above.includes(one)) return null;
  above.push(one);
  return one;
});
process.stdout.write('\\n' + mark + (text ?? 'null') + '\\n', () => process.exit(0));
`;
async function evaluate(path, directory, signal) {
  var _stack = [];
  try {
    const mark = `perf-budget ${randomUUID()} `;
    const tree = __using(_stack, spawnTree(
      process.execPath,
      ["--no-warnings", "--input-type=module", "--eval", PROGRAM, path, mark],
      { directory, env: environmentWithoutSecrets() }
    ), true);
    const output = { stdout: "", stderr: "" };
    const { promise: tooMuch, resolve: stop } = Promise.withResolvers();
    for (const name of ["stdout", "stderr"]) {
      tree[name]?.setEncoding("utf8").on("data", (text) => {
        if (output[name].length <= MOST_BYTES) output[name] += text;
        else stop("too much");
      });
      tree[name]?.on("error", () => {
      });
    }
    const exit = await Promise.race([exitOrAbort(tree.exited, signal, MOST_MS), tooMuch]);
    signal.throwIfAborted();
    if (exit === "too much") return { ok: false, reason: "it printed more than 1 MB" };
    if (exit === null) return { ok: false, reason: `it did not end within ${MOST_MS / 1e3} s` };
    const line3 = output.stdout.split("\n").findLast((one) => one.startsWith(mark));
    if (line3 !== void 0) return { ok: true, value: JSON.parse(line3.slice(mark.length)) };
    const said = output.stderr.trim() === "" ? "" : `:
${excerpt(output.stderr)}`;
    return { ok: false, reason: `it ${describeExit(exit)}${said}` };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

// src/init/project.ts
async function readProjectIn(directory, options) {
  const top = checkoutRoot(directory);
  const root = existsSync2(join8(top, ".git")) ? top : null;
  const manifest = await readPackageJson(directory);
  const own = dependenciesOf(manifest);
  const dependencies = own.length > 0 ? own : dependenciesOf(await readPackageJson(top));
  return {
    directory,
    root,
    agent: await packageManager(directory, top),
    manifest,
    dependencies,
    version: (name) => versionOf(name, foldersUpTo(top, directory)),
    isFolder: (path) => statSync(join8(directory, path), { throwIfNoEntry: false })?.isDirectory() ?? false,
    filesOf: (globs) => filesOf(globs, directory),
    open: (path) => open(path, directory, options)
  };
}
var SECTIONS2 = ["dependencies", "devDependencies", "optionalDependencies"];
var dependenciesOf = (manifest) => SECTIONS2.flatMap((section) => Object.keys(isObject(manifest[section]) ? manifest[section] : {}));
async function versionOf(name, folders) {
  for (const folder of folders) {
    const installed = readVersion((await readPackageJson(join8(folder, "node_modules", name))).version, true);
    if (installed !== null) return installed;
  }
  for (const folder of folders) {
    const manifest = await readPackageJson(folder);
    for (const section of SECTIONS2) {
      const ranges = manifest[section];
      const declared = isObject(ranges) ? readVersion(ranges[name], false) : null;
      if (declared !== null) return declared;
    }
  }
  return null;
}
function readVersion(text, isInstalled) {
  const [, major, minor = "0"] = /^(?:npm:.*@)?[~^>=v\s]*(\d+)(?:\.(\d+))?/.exec(String(text)) ?? [];
  return major === void 0 ? null : { major: Number(major), minor: Number(minor), isInstalled };
}
var filesOf = (globs, directory) => glob([...globs], {
  cwd: directory,
  ignore: ["**/node_modules/**", "**/.git/**"],
  dot: true,
  onlyFiles: true,
  followSymbolicLinks: false,
  expandDirectories: false
}).catch(() => []);
async function open(path, directory, { mayRun, signal }) {
  const absolute = resolve4(directory, path);
  const file = pathInside(directory, absolute) ?? absolute;
  const folder = posix9.dirname(file) === "." ? "" : posix9.dirname(file);
  const text = await readText(absolute, file);
  if (!isCode(path)) return parseSource(text, file, folder);
  if (!mayRun)
    throw new UsageError(
      `${file} is code, and --no-run forbids to run it. Call init without --no-run, or without this file.`
    );
  const result = await evaluate(await realpath(absolute), join8(directory, folder), signal);
  if (result.ok) return sourceOfCode(text, result.value, file, folder);
  throw new UsageError(
    `${file} could not be run: ${result.reason}
Install what it needs first, or leave it out with --no-run.`
  );
}
async function readText(path, file) {
  try {
    const { size } = await stat3(path);
    if (size > MOST_BYTES) throw new UsageError(`${file} is larger than 1 MB. Is it the right file?`);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile3(path));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, message } = error;
    const reason = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : message;
    throw new UsageError(`${file} can't be read: ${reason}.`);
  }
}

// src/init/write/config.ts
var import_yaml2 = __toESM(require_dist(), 1);
var SCHEMA = "https://raw.githubusercontent.com/perf-budget/perf-budget/v1/schema.json";
var LONGEST_LINE = 90;
function configText({ comments, install, build, sections }, missing, benchmarks = null) {
  const filled = SECTIONS.filter((section) => sections[section].length > 0);
  const document2 = new import_yaml2.Document(
    new Map([
      ...install === null ? [] : [["install", install]],
      ...build === null ? [] : [["build", build]],
      ...filled.map((section) => {
        const entries = sections[section].map(({ name, settings }) => [name, settings]);
        return [section, new Map(entries)];
      })
    ]),
    { aliasDuplicateObjects: false }
  );
  for (const section of filled) {
    const map = document2.get(section);
    const drafts = sections[section];
    for (const [index, pair] of map.items.entries()) {
      onOneLine(pair.value);
      if ((0, import_yaml2.isScalar)(pair.key)) comment(pair.key, drafts[index]?.comments ?? []);
    }
    if (missing && section === "servers") map.comment = ` ${API_SERVER}`;
    document2.setIn([section], map);
  }
  spaceOut(document2.contents);
  document2.commentBefore = [` yaml-language-server: $schema=${SCHEMA}`, ...comments.map(line2)].join("\n");
  const last = [missing ? notFound(filled) : "", (benchmarks ?? []).map(indented).join("\n")].filter(
    (text) => text !== ""
  );
  if (last.length > 0) document2.comment = last.join("\n");
  return document2.toString({ lineWidth: 0, flowCollectionPadding: true });
}
var API_SERVER = "api: { start: node server.js }";
function notFound(filled) {
  const has = (section) => filled.includes(section);
  const server = (name) => has("servers") ? "" : `
 servers:
   ${name}: { start: npm start }`;
  const page = has("vitals") ? "" : `
 No page was found. If a server renders one:${server("web")}
 vitals:
   home: { server: web, path: / }`;
  const api = has("api") ? "" : `
 No request to measure was found. If a server answers some:${has("servers") ? "" : `
 servers:
   ${API_SERVER}`}
 api:
   list items: { server: api, request: GET /api/items }`;
  return `${page}${api}`.slice(1);
}
var indented = (text) => ` ${/^ */.exec(text)?.[0]}${clean(text, 300)}`;
var line2 = (text) => ` ${clean(text, 300)}`;
function comment(node, lines) {
  if (lines.length > 0) node.commentBefore = lines.map(line2).join("\n");
}
function onOneLine(node) {
  if (!(0, import_yaml2.isCollection)(node)) return;
  node.flow = JSON.stringify(node).length <= LONGEST_LINE;
  if (node.flow) return;
  for (const item of node.items) onOneLine((0, import_yaml2.isMap)(node) ? item.value : item);
}
function spaceOut(map) {
  for (const { key, value } of map.items.slice(1)) if ((0, import_yaml2.isScalar)(key) && (0, import_yaml2.isMap)(value)) key.spaceBefore = true;
}

// src/init/write/files.ts
import { mkdir as mkdir3, readFile as readFile4, rename, rm as rm2, writeFile as writeFile3 } from "node:fs/promises";
import { dirname as dirname2 } from "node:path";
var REASONS = {
  EACCES: "its folder may not be written to",
  EPERM: "its folder may not be written to",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the disk",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a file lies where its folder should be",
  EISDIR: "it is a folder"
};
async function writeAll(files) {
  const made = [];
  const written2 = [];
  const moved2 = [];
  let current = files[0];
  try {
    for (const file of files) {
      current = file;
      const folder = await mkdir3(dirname2(file.path), { recursive: true });
      if (folder !== void 0) made.push(folder);
      written2.push(besides(file));
      await writeFile3(besides(file), file.text, { flush: true });
    }
    for (const file of files) {
      current = file;
      await rename(besides(file), file.path);
      moved2.push(file);
    }
  } catch (error) {
    for (const { path, before: before2 } of moved2) {
      await (before2 === null ? rm2(path, { force: true }) : writeFile3(path, before2)).catch(() => {
      });
    }
    for (const path of written2) await rm2(path, { force: true }).catch(() => {
    });
    for (const folder of made) await rm2(folder, { recursive: true, force: true }).catch(() => {
    });
    const { code = "", message } = error;
    throw new UsageError(
      `${current?.name ?? "A file"} can't be written: ${REASONS[code] ?? message}. Nothing was written.`
    );
  }
}
var besides = ({ path }) => `${path}.${process.pid}.tmp`;
async function textOf(path, name) {
  try {
    return await readFile4(path, "utf8");
  } catch (error) {
    const { code = "", message } = error;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new UsageError(`${name} can't be read: ${REASONS[code] ?? message}.`);
  }
}

// src/init/write/workflow.ts
var import_yaml3 = __toESM(require_dist(), 1);
function workflowText({ agent, isPinned, folder, config }) {
  const inputs = {
    ...folder !== "" && { "working-directory": folder, name: folder },
    ...config !== null && { config },
    "fail-on": "never"
  };
  const steps2 = [
    { uses: "actions/checkout@v7" },
    ...before(agent, isPinned),
    { uses: "actions/setup-node@v7" },
    ...after(agent),
    { uses: "perf-budget/perf-budget@v1", with: inputs }
  ];
  const document2 = new import_yaml3.Document({
    name: "Performance budget",
    on: { pull_request: { types: ["opened", "synchronize", "reopened", "labeled", "unlabeled"] } },
    permissions: { contents: "read", "pull-requests": "write", checks: "write" },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
    concurrency: { group: "perf-budget-${{ github.ref }}", "cancel-in-progress": true },
    jobs: {
      performance: {
        "runs-on": "ubuntu-latest",
        "timeout-minutes": 20,
        steps: steps2
      }
    }
  });
  for (const key of ["on", "permissions", "concurrency"]) document2.get(key).flow = true;
  const failOn = document2.getIn(["jobs", "performance", "steps", steps2.length - 1, "with", "fail-on"], true);
  if ((0, import_yaml3.isScalar)(failOn)) failOn.comment = " for two weeks it only comments; then remove this line";
  return document2.toString({ lineWidth: 0 });
}
function before(agent, isPinned) {
  if (agent === "pnpm" || agent === "pnpm@6") {
    return [{ uses: "pnpm/action-setup@v4", ...!isPinned && { with: { version: "latest" } } }];
  }
  return agent === "bun" ? [{ uses: "oven-sh/setup-bun@v2" }] : [];
}
var after = (agent) => agent === "yarn@berry" ? [{ run: "corepack enable" }] : [];

// src/init/init.ts
async function planInit(options) {
  const { directory } = options;
  const project = await readProjectIn(directory, options);
  const found2 = await findSources(project, options);
  const all = [];
  for (const { importer, source } of found2.sources) {
    all.push({ file: source.file, title: importer.title, imported: await importer.read(source, project) });
  }
  const followed = all.flatMap(({ imported }) => imported.followed ?? []);
  const read8 = all.filter(({ file, imported }) => !followed.includes(file) || (imported.followed ?? []).includes(file));
  const notes = [...found2.notes, ...read8.flatMap(({ imported }) => imported.notes)];
  const hasSubjects = read8.some(({ imported }) => SECTIONS.some((section) => (imported[section] ?? []).length > 0));
  const detected2 = hasSubjects ? null : await detectedHere(project);
  if (detected2?.ok === false) throw nothingToMeasure(detected2.why, notes);
  const here = detected2 === null ? [] : [{ file: "this folder", imported: detected2.imported }];
  const config = withOrigin(merged([...read8, ...here].map(({ imported }) => imported)), read8);
  const name = configName(options);
  const text = configText(config, detected2 !== null, await benchmarkLines(project));
  await check(text, name, directory);
  const workflow = await workflowFile(project, options, name);
  const ignore = await ignoreFile(project);
  const before2 = await textOf(resolve5(directory, name), name);
  return {
    read: [...read8, ...here].map(({ file, imported }) => ({ file, summary: imported.summary })),
    config,
    notes,
    files: [
      { name, path: resolve5(directory, name), text, before: before2 },
      ..."file" in workflow ? [workflow.file] : [],
      ...ignore === null ? [] : [ignore]
    ].filter((file) => file.text !== file.before),
    noWorkflow: "reason" in workflow ? workflow.reason : null
  };
}
var nothingToMeasure = (why2, notes) => new UsageError(
  [
    `${notes.length === 0 ? "No config of another tool is known here. " : "Nothing that the configs here hold is measured here. "}${why2}`,
    "All that can be measured: docs/configuration.md.",
    ...notesText(notes)
  ].join("\n")
);
function withOrigin(config, read8) {
  if (read8.length === 0) return config;
  const origins = [...new Set(read8.map(({ file, title }) => `${file} (${title})`))].join(", ");
  const origin = `From ${origins}. Remove that once this has run beside it for a while.`;
  return { ...config, comments: [origin, ...config.comments] };
}
function existingConfig({ directory, output }) {
  const names = output === null ? CONFIG_FILES : [output];
  return names.find((name) => existsSync3(resolve5(directory, name))) ?? null;
}
function configName({ directory, output }) {
  const existing = output ?? existingConfig({ directory, output });
  return existing === null || output === null && existing.endsWith(".json") ? CONFIG_FILES[0] : existing;
}
async function check(text, name, directory) {
  try {
    await completePlan(resolve(parseLoaded(text, name, null)), directory, null, []);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new Error(`the config that init would write is not valid:
${error.message}

${text}`);
  }
}
var shownPath = (directory, path) => relative(directory, path).replaceAll(sep, "/");
async function workflowFile(project, options, config) {
  const { directory, root, agent } = project;
  if (!options.workflow) return { reason: null };
  if (root === null) return { reason: "this is no git repository" };
  const path = join9(root, WORKFLOWS, "perf-budget.yml");
  const name = shownPath(directory, path);
  const before2 = await textOf(path, name);
  const other = before2 === null ? await otherWorkflow(join9(root, WORKFLOWS)) : null;
  const job = directory === root ? "" : "; add a step to it with this folder as working-directory";
  if (other !== null)
    return { reason: `${shownPath(directory, join9(root, WORKFLOWS, other))} runs perf-budget already${job}` };
  if (before2 !== null && !options.force) return { reason: `${name} is there, and only --force replaces it${job}` };
  const folder = pathInside(root, directory) ?? "";
  const isFound = CONFIG_FILES.some((one) => one === config);
  const isPinned = typeof (await readPackageJson(root)).packageManager === "string";
  const text = workflowText({ agent, isPinned, folder, config: isFound ? null : config });
  return { file: { name, path, before: before2, text } };
}
async function otherWorkflow(folder) {
  for (const name of (await readdir5(folder).catch(() => [])).filter((one) => /\.ya?ml$/.test(one))) {
    const text = await readFile5(join9(folder, name), "utf8").catch(() => "");
    if (/^[\s-]*uses:\s*['"]?perf-budget\/perf-budget@/m.test(text)) return name;
  }
  return null;
}
async function ignoreFile({ directory, root }) {
  if (root === null) return null;
  const folder = existsSync3(join9(directory, ".gitignore")) ? directory : root;
  const path = join9(folder, ".gitignore");
  const name = shownPath(directory, path);
  const before2 = await textOf(path, name);
  if (/^\/?\.perf-budget\/?\s*$/m.test(before2 ?? "")) return null;
  const start = before2 === null || before2 === "" || before2.endsWith("\n") ? before2 ?? "" : `${before2}
`;
  return { name, path, before: before2, text: `${start}.perf-budget/
` };
}

// src/init/write/diff.ts
function diffLines(before2, after2) {
  const [old, now] = [linesOf(before2), linesOf(after2)];
  const common = commonLengths(old, now);
  const all = [];
  for (let i = 0, j = 0; i < old.length || j < now.length; ) {
    const [mine, other] = [old[i], now[j]];
    if (mine !== void 0 && mine === other) {
      all.push({ sign: " ", text: mine });
      i += 1;
      j += 1;
    } else if (other === void 0 || mine !== void 0 && at(common, i + 1, j) >= at(common, i, j + 1)) {
      all.push({ sign: "-", text: mine ?? "" });
      i += 1;
    } else {
      all.push({ sign: "+", text: other });
      j += 1;
    }
  }
  const isNear = (index) => all.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ sign }) => sign !== " ");
  return all.flatMap(
    ({ sign, text }, index) => isNear(index) ? [`${sign} ${text}`.trimEnd()] : isNear(index - 1) || index === 0 ? ["…"] : []
  );
}
var AROUND = 3;
var linesOf = (text) => text === "" ? [] : text.replace(/\n$/, "").split("\n");
var at = (table2, i, j) => table2[i]?.[j] ?? 0;
function commonLengths(old, now) {
  const table2 = Array.from({ length: old.length + 1 }, () => new Array(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const row2 = table2[i];
      row2[j] = old[i] === now[j] ? at(table2, i + 1, j + 1) + 1 : Math.max(at(table2, i + 1, j), at(table2, i, j + 1));
    }
  }
  return table2;
}

// src/init/words.ts
var rows = (label, texts) => texts.map((text, index) => row(index === 0 ? label : "", text));
function planText(plan, label) {
  const { read: read8, files, notes, noWorkflow } = plan;
  return [
    ...rows(
      "read",
      read8.map(({ file, summary }) => `${clean(file, 200)}  ${clean(summary)}`)
    ),
    row(
      label,
      files.length === 0 ? "nothing: all is as it would be written" : files.map(({ name }) => clean(name, 200)).join(", ")
    ),
    row("", `${counts(plan)} in the config`),
    ...noWorkflow === null ? [] : [row("", `No workflow: ${noWorkflow}.`)],
    ...notesText(notes)
  ].join("\n");
}
var NOUNS = { servers: "server", bundle: "bundle", vitals: "page", api: "request" };
var counts = ({ config }) => SECTIONS.flatMap((section) => {
  const { length } = config.sections[section];
  return length === 0 ? [] : [`${length} ${NOUNS[section]}${length === 1 ? "" : "s"}`];
}).join(", ");
var diffText = ({ name, before: before2, text }) => [
  before2 === null ? "--- /dev/null" : `--- ${clean(name, 200)}`,
  `+++ ${clean(name, 200)}`,
  ...diffLines(before2 ?? "", text).map(withDots)
].join("\n");

// src/cli/init-command.ts
async function init(call, signal) {
  const directory = process.cwd();
  call.from.forEach(importerOf);
  const existing = existingConfig({ directory, output: call.output });
  if (existing !== null && !call.force && !call.dryRun) {
    print(
      `${clean(existing, 200)} is there, so nothing was written. With --force it is replaced; with --dry-run you see by what.`
    );
    return 0;
  }
  const plan = await planInit({ ...call, directory, signal });
  if (call.dryRun) {
    print([planText(plan, "writes"), "", ...plan.files.map(diffText)].join("\n"));
    if (existing !== null) print(`
${clean(existing, 200)} is there: only --force replaces it.`);
    return 0;
  }
  await writeAll(plan.files);
  const replaced = plan.files.filter(({ before: before2 }) => before2 !== null);
  if (call.force && replaced.length > 0) print(`${replaced.map(diffText).join("\n")}
`);
  print(planText(plan, "wrote"));
  print("next     perf-budget run --plan");
  return 0;
}

// src/cli/report-command.ts
import { realpath as realpath2 } from "node:fs/promises";
import { join as join10 } from "node:path";
async function joinFiles({
  files,
  name,
  output
}) {
  const found2 = await readReports(files);
  const target = await realpath2(join10(output, "report.json")).catch(() => null);
  for (const { path } of found2) {
    if (target === null || await realpath2(path) !== target) continue;
    throw new UsageError(
      `${path} is one of the reports to join, and would be overwritten. Name another folder with --output.`
    );
  }
  return joined(found2, name);
}

// src/report/terminal/plan.ts
var LONGEST_NOTE = 2e3;
function planText2(plan, { base, install, build, ownOfBase, reach, lacking = [], inspections = [] }) {
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
    ...lacking.length > 0 ? ["", ...lacking.map(({ text }) => lackingLine(text, build))] : [],
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
var lackingLine = (text, build) => `${clean(text, LONGEST_NOTE)}${build === null ? "" : " (unless the build writes it)"}`;
var ownLine = ({ key, base }) => `  ${clean(key)}: ${clean(base)}`;
function subjectLines({ check: check2, subject, metrics, missing }, plan) {
  const rounds = plan.measure.rounds[check2] ?? 1;
  const variant = subject.variant === null ? "" : `, ${clean(subject.variant)}`;
  const often = rounds === 1 ? "once per side" : `${rounds} rounds`;
  return [
    `${check2}  ${clean(subject.name)}${variant}: ${missing === void 0 ? often : "can not be measured"}`,
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
  const written2 = `${worse === "higher" ? "at most" : "at least"} ${quantity(limit, unit)}`;
  return ratchet ? `${written2}, or base's value if that is ${worse === "higher" ? "less" : "more"}` : written2;
}
function thresholdText({ limit, by }, { unit, worse }) {
  const amount = by === "fraction" ? `${Math.round(limit * 1e3) / 10} %` : quantity(limit, unit);
  return `${worse === "higher" ? "+" : "−"}${amount}`;
}
function outOfReachLine({ check: check2, subject, lacks, has, needs }) {
  const name = `${check2}  ${clean(subject)}`;
  return lacks === "rounds" ? `${name}: no change can fail this run: ${counted(has, "round")}, ${needs} are needed (measure.rounds)` : `${name}: no change can fail this run: it would take ${duration(needs)} of measure.time, which is ${duration(has)}`;
}
function inspectionLine({ server, variables, seconds }) {
  const through = variables.map((one) => clean(one)).join(" and ");
  const asked = through === "" ? "" : `what it asks through ${through}, `;
  return `Before that, inspections of ${clean(server)} watch ${asked}whom it keeps waiting, and its heap if it is Node: about ${duration(seconds)}, and more where something changed (inspect: off leaves them out).`;
}
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
  const base = await findBase(requestedBase(call.base), repository);
  const ofBase = await readBasePlan({ repository, sha: base.sha, config: call.config });
  const install = plan.install ?? (await detectInstall(directory))?.command ?? null;
  const build = plan.build ?? (await detectBuild(directory))?.command ?? null;
  const text = planText2(plan, {
    base: isBaseElsewhere(base, plan) && (base.sha === null || base.failure) ? `what runs at base-url (${base.reason})` : base.failure ? `${base.reason}: ${base.failure.message}` : base.sha === null ? `none: ${base.reason}` : `${shortSha(base.sha)} (${base.reason})`,
    install: install && (await needsInstall(directory, plan.install) ? install : `${install}, on base only`),
    build,
    lacking: (await lackingIn(plan, directory)).filter(({ isOutput }) => !isOutput || build === null),
    ownOfBase: ownSettings(plan, onBase(plan, ofBase.plan)),
    reach: planReach(plan),
    inspections: plannedInspections(plan)
  });
  return masked([...plan.secrets, ...ofBase.plan?.secrets ?? []])(text);
}

// src/cli/perform.ts
async function perform(call, signal) {
  if (call.command === "init") return init(call, signal);
  if (call.command === "history")
    return showHistory(call, signal, { columns: process.stdout.columns ?? 80, color: hasColor(process.stdout) });
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
      base: requestedBase(call.base),
      token: null,
      temporary: tmpdir2(),
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
${renderTerminal(report, { columns: process.stdout.columns ?? 80, color, folder: dirname3(files.json) })}`);
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
