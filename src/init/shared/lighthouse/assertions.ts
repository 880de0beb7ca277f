import { isObject } from '../../../text/parse-json.ts';
import type { Path } from '../../read/source.ts';
import { byteText } from '../bytes.ts';
import type { Notes } from '../notes.ts';
import { shown } from '../notes.ts';
import { type Device, largestAtScore } from './score.ts';

/** One limit of Lighthouse CI or of a budget.json, as a budget of a page. */
export interface PageLimit {
  readonly metric: string;
  /** In milliseconds, bytes, or as a count. */
  readonly value: number;
  readonly text: string;
}

/** Lighthouse's audits of times, and their metrics here. */
export const TIMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'first-contentful-paint': 'fcp',
    'largest-contentful-paint': 'lcp',
    'cumulative-layout-shift': 'cls',
    'total-blocking-time': 'tbt',
    'speed-index': 'speed-index',
    'server-response-time': 'ttfb',
  }),
);

/** Audits that list faults, and the metrics that count these. */
const COUNTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'unsized-images': 'unsized-images',
    'render-blocking-resources': 'render-blocking',
    'render-blocking-insight': 'render-blocking',
    'font-display': 'blocking-fonts',
    'font-display-insight': 'blocking-fonts',
  }),
);

/** Audits whose score is 1 if and only if they list nothing. */
const ALL_OR_NOTHING = ['unsized-images', 'font-display', 'font-display-insight'];

const RESOURCES = ['document', 'script', 'stylesheet', 'image', 'font', 'media', 'other', 'third-party', 'total'];

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo', 'pwa'];

/** Old audits and those only Lighthouse CI has, with the nearest metric. */
const NO_SUCH: ReadonlyMap<string, string> = new Map(
  Object.entries({
    interactive: 'no time to interactive here; tbt is nearest',
    'first-meaningful-paint': 'Lighthouse removed it; fcp and lcp are nearest',
    'first-cpu-idle': 'Lighthouse removed it; tbt is nearest',
    'estimated-input-latency': 'Lighthouse removed it; tbt is nearest',
    'max-potential-fid': 'tbt is nearest, and inp, once interactions are listed',
    'interaction-to-next-paint': 'list interactions of the page, and inp is measured for each',
    'performance-budget': 'its budgets are read from their own file',
    'unused-javascript': 'unused-javascript counts bytes here, and Lighthouse milliseconds or files',
    'user-timings': 'own timings are not measured here',
  }),
);

/** Response time from which Lighthouse fails `server-response-time`; milliseconds. */
const SLOW_RESPONSE_MS = 600;

/** Beyond these it is no limit. */
const LARGEST = 1e11;

export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && value >= 0 && value <= LARGEST ? value : null;

/** A limit of a time in milliseconds, or of CLS. */
export function timeLimit(metric: string, limit: number): PageLimit {
  const value = Number(limit.toFixed(3));
  const text =
    metric === 'cls' ? String(value) : value >= 1_000 && value % 10 === 0 ? `${value / 1_000} s` : `${value} ms`;
  return { metric, value, text };
}

/**
 * The limits of assertions that fail a run. Assertions that are no limit get a note.
 *
 * @param at where the assertions lie in their config
 */
export function limitsIn(assertions: unknown, device: Device, at: Path, notes: Notes): PageLimit[] {
  if (!isObject(assertions)) return [];
  const elsewhere: Path[] = [];
  const limits = Object.entries(assertions).flatMap(([written, assertion]) => {
    const path = [...at, written];
    const [level, options] = levelOf(assertion);
    const what = `${written} ${shown(assertion)}`;
    if (level === 'off' || level === null) return [];
    const [audit = '', ...rest] = written.split(/[.:]/).filter((part) => part !== '');
    if (CATEGORIES.includes(audit)) {
      notes.leftOut(path, what, `${audit} is a category, and no audit: as ${written} it never held anything`);
      return [];
    }
    if (/[A-Z]/.test(written)) {
      notes.leftOut(path, what, 'Lighthouse CI looks it up in kebab-case, so it never held anything');
      return [];
    }
    if (level === 'warn') {
      if (isKnown(audit)) notes.leftOut(path, what, 'it only warned, and a limit here fails a run');
      else elsewhere.push(path);
      return [];
    }
    if (audit === 'categories') {
      if (rest[0] !== 'performance') elsewhere.push(path);
      else notes.leftOut(path, what, 'a score; lcp, tbt and cls, its parts, are compared with base here');
      return [];
    }
    const nearest = NO_SUCH.get(audit);
    if (nearest !== undefined) {
      notes.leftOut(path, what, nearest);
      return [];
    }
    const found = limitsOf(audit, rest, options, device);
    if (found === null) {
      elsewhere.push(path);
      return [];
    }
    for (const { metric, text, why } of found) notes.about(path, `${what} → ${metric}: ${text}`, why);
    if (found.length === 0) notes.leftOut(path, what, 'a score of this audit is no number of its own');
    return found;
  });
  const [first] = elsewhere;
  if (first !== undefined) {
    const count = `${elsewhere.length} ${elsewhere.length === 1 ? 'audit' : 'audits'} of other things than speed and size`;
    notes.leftOut(first, count, 'not measured here; keep Lighthouse CI for them');
  }
  return limits;
}

const isKnown = (audit: string): boolean =>
  TIMES.has(audit) ||
  COUNTS.has(audit) ||
  NO_SUCH.has(audit) ||
  ['resource-summary', 'total-byte-weight'].includes(audit);

function levelOf(assertion: unknown): readonly [level: string | null, options: Readonly<Record<string, unknown>>] {
  const [level, options] = Array.isArray(assertion) ? assertion : [assertion];
  return [typeof level === 'string' ? level : null, isObject(options) ? options : {}];
}

interface FoundLimit extends PageLimit {
  readonly why: string;
}

/** Empty if it is a limit that can't be written here; null for an audit of something else. */
function limitsOf(
  audit: string,
  [type, of]: readonly string[],
  options: Readonly<Record<string, unknown>>,
  device: Device,
): FoundLimit[] | null {
  const numeric = numberOf(options.maxNumericValue);
  const length = numberOf(options.maxLength);
  const score = numberOf(options.minScore) ?? (numeric === null && length === null ? 0.9 : null);
  const metric = TIMES.get(audit);
  if (metric !== undefined) {
    const atScore =
      score === null
        ? null
        : metric === 'ttfb'
          ? score > 0
            ? SLOW_RESPONSE_MS
            : null
          : largestAtScore(metric, device, score);
    return [
      ...(numeric === null ? [] : [time(metric, numeric, '')]),
      ...(atScore === null ? [] : [time(metric, atScore, `Lighthouse scores ${score} there`)]),
    ];
  }
  if (audit === 'resource-summary' || audit === 'total-byte-weight') {
    const isSum = audit === 'total-byte-weight';
    const limit =
      numeric === null ? null : resourceLimit(isSum ? 'total' : (type ?? ''), isSum ? 'size' : (of ?? ''), numeric, 1);
    return limit === null ? [] : [isSum ? { ...limit, why: '' } : limit];
  }
  const counted = COUNTS.get(audit);
  if (counted === undefined) return null;
  const most = length ?? (score !== null && score > 0 && ALL_OR_NOTHING.includes(audit) ? 0 : null);
  return most === null ? [] : [{ metric: counted, value: Math.floor(most), text: String(Math.floor(most)), why: '' }];
}

const time = (metric: string, value: number, why: string): FoundLimit => ({ ...timeLimit(metric, value), why });

/**
 * A limit of the resources of a type; null for a type that Lighthouse does not have.
 *
 * @param unit bytes of one, in which the limit of a size is written
 */
export function resourceLimit(type: string, of: string, value: number, unit: 1 | 1_024): FoundLimit | null {
  if (!RESOURCES.includes(type) || (of !== 'size' && of !== 'count')) return null;
  const what = of === 'size' ? 'bytes' : 'requests';
  const metric = type === 'total' ? what : `${type}-${what}`;
  if (of === 'count') return { metric, value: Math.floor(value), text: String(Math.floor(value)), why: '' };
  const bytes = Math.floor(value * unit);
  const why = "Lighthouse adds each answer's headers, about 0.3 kB a request";
  return { metric, value: bytes, text: byteText(bytes, unit === 1 ? 1_000 : 1_024), why };
}

/** Limits that a page gets by default, and that the source may not have. */
const DEFAULTS = ['lcp', 'cls', 'ttfb'];

/** `budgets` of a page: the lowest of each limit. Defaults that the source did not limit are switched off. */
export function budgetsOf(limits: readonly PageLimit[]): Record<string, string | number> {
  const least = new Map<string, PageLimit>();
  for (const limit of limits) {
    const other = least.get(limit.metric);
    if (other === undefined || limit.value < other.value) least.set(limit.metric, limit);
  }
  return {
    ...Object.fromEntries(
      [...least].map(([metric, { text }]) => [metric, /^[\d.]+$/.test(text) ? Number(text) : text]),
    ),
    ...Object.fromEntries(DEFAULTS.filter((metric) => !least.has(metric)).map((metric) => [metric, 'off'])),
  };
}
