import { checkOf, checks } from '../checks/index.ts';
import { type Grammar, path } from '../checks/public-texts.ts';
import type { PrintedKey } from '../model/printed-key.ts';
import type { ReportFinding } from '../model/report.ts';

/**
 * The parts of a stranger's finding that are shown: numbers, codes that this version has words for, and strict names.
 */

const known = (part: 'findings' | 'fixes'): ReadonlySet<string> =>
  new Set(checks.flatMap(({ explain }) => Object.keys(explain.words[part])));
const FINDINGS = known('findings');
const FIXES = known('fixes');

/** A finding without its key and its metric. */
type Found = Omit<ReportFinding, keyof PrintedKey | 'metric'>;

/** Null if this version has no words for the finding. */
export function projectedFinding(finding: ReportFinding): Found | null {
  const { code, check, impact, kind, location, current, target, evidence, warns, suggestion } = finding;
  if (!FINDINGS.has(code)) return null;
  const texts = checkOf(check).explain.publicTexts;
  const place = own(texts?.locations, code) ?? path;
  return {
    code,
    impact,
    kind,
    location: location === null ? null : place(location),
    current,
    target,
    evidence: projectedData(evidence, texts?.evidence ?? {}),
    ...(warns === undefined ? {} : { warns }),
    suggestion:
      suggestion !== null && FIXES.has(suggestion.code) ? { code: suggestion.code, effort: suggestion.effort } : null,
  };
}

const own = <T>(record: Readonly<Record<string, T>> = {}, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

const KEY = /^[A-Za-z]{1,40}$/;
const DEEPEST = 4;
/** The most entries of a list or an object. */
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
      const projected = projectedValue(value, own(texts, key), texts, depth);
      return projected === undefined ? [] : [[key, projected]];
    }),
  );
}

/** Undefined if no part of the value may be shown. */
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
