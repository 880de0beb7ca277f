import { checks } from '../checks/index.ts';
import type { ReportFinding } from '../model/report.ts';
import { isPackageName, isRelativePath, isVersion, withoutFirstSlash } from './strict-names.ts';

/** What of a stranger's finding is shown: numbers, codes that this version has words for, and strict names. */

/** Null: the text is cut. */
type Grammar = (text: string) => string | null;

const where =
  (fits: (text: string) => boolean): Grammar =>
  (text) =>
    fits(text) ? text : null;
const words = (...known: readonly string[]): Grammar => where((text) => known.includes(text));

const packageName = where(isPackageName);
const version = where(isVersion);
const path: Grammar = (text) => where(isRelativePath)(withoutFirstSlash(text));
const place: Grammar = (text) => packageName(text) ?? path(text);

/** Texts of `evidence`, at any depth, by check and key. All others are cut. */
const TEXTS: Readonly<Record<string, Readonly<Record<string, Grammar>>>> = {
  bundle: {
    name: place,
    was: place,
    version,
    from: version,
    versions: version,
    compression: words('gzip', 'brotli', 'none'),
    brings: packageName,
    replacement: packageName,
    importers: path,
  },
  vitals: {
    from: path,
    was: path,
    by: path,
    script: path,
    names: path,
    others: path,
    type: words('script', 'stylesheet', 'font', 'image', 'document', 'fetch', 'xhr', 'media', 'other'),
    because: (text) => words('unsized-image', 'font', 'frame')(text) ?? place(text),
    undiscovered: words('eagerlyLoaded', 'requestDiscoverable', 'priorityHinted'),
    phase: words('timeToFirstByte', 'resourceLoadDelay', 'resourceLoadDuration', 'elementRenderDelay'),
    name: words('inputDelayMs', 'processingMs', 'presentationMs'),
  },
  api: {
    what: (text) => where((status) => /^[1-5]\d\d$/.test(status))(text) ?? words('timeout', 'no answer')(text),
    expected: where((text) => /^[1-5](?:\d\d|xx)(?:, [1-5](?:\d\d|xx)){0,9}$/.test(text)),
  },
};

const known = (part: 'findings' | 'fixes'): ReadonlySet<string> =>
  new Set(checks.flatMap(({ explain }) => Object.keys(explain.words[part])));
const FINDINGS = known('findings');
const FIXES = known('fixes');

/** Null: this version has no words for it. Its key and its metric stay as they are. */
export function projectedFinding(finding: ReportFinding): ReportFinding | null {
  const { code, check, location, evidence, suggestion } = finding;
  if (!FINDINGS.has(code)) return null;
  const grammar = code === 'bundle.package-duplicated' ? place : path;
  return {
    ...finding,
    location: location === null ? null : grammar(location),
    evidence: projectedData(evidence, TEXTS[check] ?? {}),
    suggestion: suggestion !== null && FIXES.has(suggestion.code) ? suggestion : null,
  };
}

const KEY = /^[A-Za-z]{1,40}$/;
const DEEPEST = 4;
/** Entries of a list or an object. */
const MOST = 50;

function projectedData(
  data: object,
  texts: Readonly<Record<string, Grammar>>,
  depth = 0,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(data)
    .filter(([key]) => KEY.test(key))
    .slice(0, MOST);
  return Object.fromEntries(
    entries.flatMap(([key, value]) => {
      const projected = projectedValue(value, Object.hasOwn(texts, key) ? texts[key] : undefined, texts, depth);
      return projected === undefined ? [] : [[key, projected]];
    }),
  );
}

/** Undefined: nothing of it is shown. */
function projectedValue(
  value: unknown,
  grammar: Grammar | undefined,
  texts: Readonly<Record<string, Grammar>>,
  depth: number,
): unknown {
  if (typeof value === 'string') return grammar?.(value) ?? undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return undefined;
  if (!Array.isArray(value)) return projectedData(value, texts, depth + 1);
  return value.slice(0, MOST).flatMap((one) => {
    const projected = projectedValue(one, grammar, texts, depth + 1);
    return projected === undefined ? [] : [projected];
  });
}
