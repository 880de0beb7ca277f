import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);

// src/model/metric.ts
var BARE = { text: "", factor: 1, meantBy: [] };
var SPEED = { worse: "slower", better: "faster" };
var WEIGHT = { worse: "heavier", better: "lighter" };
var VALUE = { worse: "worse", better: "improved" };
var UNIT_TABLE = {
  /** Bytes. */
  B: {
    noun: "a size",
    example: "250 kB",
    suffixes: [
      { text: "B", factor: 1, meantBy: ["b", "byte", "bytes"] },
      { text: "kB", factor: 1e3, meantBy: ["k", "kb", "kilobyte", "kilobytes"] },
      { text: "MB", factor: 1e6, meantBy: ["m", "mb", "megabyte", "megabytes"] },
      { text: "KiB", factor: 1024, meantBy: ["kib", "ki"] },
      { text: "MiB", factor: 1048576, meantBy: ["mib", "mi"] }
    ],
    scales: [
      { divisor: 1e9, suffix: " GB" },
      { divisor: 1e6, suffix: " MB" },
      { divisor: 1e3, suffix: " kB" },
      { divisor: 1, suffix: " B", decimals: 0 }
    ],
    words: { higher: WEIGHT, lower: WEIGHT }
  },
  /** Milliseconds. */
  ms: {
    noun: "a duration",
    example: "500 ms",
    suffixes: [
      { text: "ms", factor: 1, meantBy: ["msec", "msecs", "millis", "millisecond", "milliseconds"] },
      { text: "s", factor: 1e3, meantBy: ["sec", "secs", "second", "seconds"] },
      { text: "min", factor: 6e4, meantBy: ["m", "mins", "minute", "minutes"] }
    ],
    scales: [
      { divisor: 1e3, suffix: " s" },
      { divisor: 1, suffix: " ms" }
    ],
    words: { higher: SPEED, lower: SPEED }
  },
  /** Nanoseconds: the time of one operation. */
  ns: {
    noun: "a duration",
    example: "2 ms",
    suffixes: [
      { text: "ns", factor: 1, meantBy: ["nsec", "nanos", "nanosecond", "nanoseconds"] },
      { text: "us", factor: 1e3, meantBy: ["usec", "micros", "microsecond", "microseconds"] },
      { text: "µs", factor: 1e3, meantBy: ["μs"] },
      { text: "ms", factor: 1e6, meantBy: ["msec", "msecs", "millis", "millisecond", "milliseconds"] },
      { text: "s", factor: 1e9, meantBy: ["sec", "secs", "second", "seconds"] }
    ],
    scales: [
      { divisor: 1e9, suffix: " s" },
      { divisor: 1e6, suffix: " ms" },
      { divisor: 1e3, suffix: " µs" },
      { divisor: 1, suffix: " ns" }
    ],
    words: { higher: SPEED, lower: SPEED }
  },
  /** A number without a unit. */
  score: {
    noun: "a number",
    example: "0.1",
    suffixes: [BARE],
    scales: [{ divisor: 1, suffix: "" }],
    words: { higher: VALUE, lower: VALUE }
  },
  /** A whole number of things. */
  count: {
    noun: "a whole number",
    example: "3",
    suffixes: [BARE],
    whole: true,
    scales: [{ divisor: 1, suffix: "", decimals: 1 }],
    words: { higher: { worse: "more", better: "fewer" }, lower: { worse: "fewer", better: "more" } }
  },
  /** A fraction of one. */
  fraction: {
    noun: "a fraction",
    example: "10%",
    suffixes: [{ text: "%", factor: 0.01, meantBy: ["percent", "pct"] }, BARE],
    scales: [{ divisor: 0.01, suffix: " %" }],
    words: { higher: VALUE, lower: VALUE }
  },
  /** Things a second. */
  "1/s": {
    noun: "a rate",
    example: "200/s",
    suffixes: [{ text: "/s", factor: 1, meantBy: ["rps", "req/s", "qps"] }, BARE],
    scales: [{ divisor: 1, suffix: "/s" }],
    words: { higher: SPEED, lower: SPEED }
  },
  /** Bytes a second. */
  "B/s": {
    noun: "a throughput",
    example: "250 kB/s",
    suffixes: [
      { text: "B/s", factor: 1, meantBy: ["b", "byte", "bytes"] },
      { text: "kB/s", factor: 1e3, meantBy: ["k", "kb", "kilobyte", "kilobytes"] },
      { text: "MB/s", factor: 1e6, meantBy: ["m", "mb", "megabyte", "megabytes"] },
      { text: "KiB/s", factor: 1024, meantBy: ["kib", "ki"] },
      { text: "MiB/s", factor: 1048576, meantBy: ["mib", "mi"] }
    ],
    scales: [
      { divisor: 1e9, suffix: " GB/s" },
      { divisor: 1e6, suffix: " MB/s" },
      { divisor: 1e3, suffix: " kB/s" },
      { divisor: 1, suffix: " B/s" }
    ],
    words: { higher: VALUE, lower: SPEED }
  }
};
var UNITS = UNIT_TABLE;
var UNIT_NAMES = Object.keys(UNIT_TABLE);
var GROUP_TABLE = {
  "bundle-size": { threshold: 0.1 },
  "page-load": { threshold: 0.1 },
  "response-time": { threshold: 0.2 },
  memory: { threshold: 0.15 },
  benchmark: { threshold: 0.1 },
  "error-rate": { threshold: 0.5 }
};
var GROUPS = GROUP_TABLE;
var GROUP_NAMES = Object.keys(GROUP_TABLE);
var hasNoise = ({ kind, seen }) => kind !== "exact" && seen === void 0;

// src/text/quantity.ts
var POINTS = { divisor: 0.01, suffix: " points" };
var MOST_DECIMALS = 3;
function scaleOf(unit, largest) {
  const { scales } = UNITS[unit];
  return scales.find((scale) => Math.abs(largest) >= scale.divisor * 0.9995) ?? scales.at(-1);
}
var differenceScale = (unit, scale) => unit === "fraction" ? POINTS : scale;
function decimalsOf(scaled, digits, scale) {
  if (scaled === 0) return 0;
  if (scale.decimals !== void 0) return Number.isInteger(scaled) ? 0 : scale.decimals;
  const decimals = digits - 1 - Math.floor(Math.log10(Math.abs(scaled)));
  return Math.min(MOST_DECIMALS, Math.max(0, decimals));
}
function fixed(value, decimals) {
  const text = grouped(Math.abs(value).toFixed(decimals));
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}
var grouped = (text) => text.replace(/^\d{5,}/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ","));
var signed = (value, decimals) => {
  const text = fixed(value, decimals);
  return text.startsWith("−") || Number(text) === 0 ? text : `+${text}`;
};
var trimmed = (text) => text.includes(".") ? text.replace(/\.?0+$/, "") : text;
function quantity(value, unit) {
  const scale = scaleOf(unit, value);
  const scaled = value / scale.divisor;
  return trimmed(fixed(scaled, decimalsOf(scaled, 3, scale))) + scale.suffix;
}
function difference(value, unit) {
  const scale = differenceScale(unit, scaleOf(unit, value));
  const scaled = value / scale.divisor;
  return trimmed(signed(scaled, decimalsOf(scaled, 3, scale))) + scale.suffix;
}
function limitText(limit, unit, scale) {
  const scaled = limit / scale.divisor;
  const readable = Math.abs(scaled) < 1e4 && (scaled === 0 || Math.abs(scaled) >= 0.01);
  const used = readable ? scale : scaleOf(unit, limit);
  return trimmed(fixed(limit / used.divisor, MOST_DECIMALS)) + used.suffix;
}
var counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

// src/text/short-sha.ts
var shortSha = (sha) => sha.slice(0, 7);

// src/text/path-inside.ts
import { isAbsolute, relative, sep } from "node:path";
function pathInside(folder, path) {
  const inside = relative(folder, path);
  const isOutside = inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return isOutside ? null : inside.replaceAll(sep, "/");
}

export {
  UNITS,
  UNIT_NAMES,
  GROUPS,
  GROUP_NAMES,
  hasNoise,
  MOST_DECIMALS,
  scaleOf,
  differenceScale,
  decimalsOf,
  fixed,
  signed,
  quantity,
  difference,
  limitText,
  counted,
  shortSha,
  pathInside
};
