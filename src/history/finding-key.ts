import { createHash } from 'node:crypto';
import type { ReportFinding } from '../model/report.ts';
import { hashLikeness } from '../text/hash-like.ts';
import { logicalName } from '../text/hashed-name.ts';

/** 16 hexadecimal digits of the SHA-256 of JSON without blanks. */
export const keyOf = (...parts: readonly (string | null)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);

/**
 * A key that recognises a finding in another run: its code, check, subject, and what it is about. The variant is left
 * out, for a fault is the same on mobile and desktop. So are figures, versions, lines and hashes, which change while
 * the fault stays.
 */
export const findingKey = (finding: ReportFinding): string =>
  keyOf(finding.code, finding.check, finding.subject, aboutOf(finding));

/**
 * The package, file, element, query or step that a finding is about, without parts that change while the fault stays.
 * Null if nothing names it.
 */
export function aboutOf(finding: ReportFinding): string | null {
  const { part = null } = finding;
  const thing = thingOf(finding);
  return part === null ? thing : thing === null ? part : `${part}: ${thing}`;
}

/** Evidence that names a thing better than a location does. */
const NAMES = ['thirdParty', 'shape', 'name', 'phase', 'what'] as const;

function thingOf({ evidence, location }: ReportFinding): string | null {
  const text = (key: string): string | null => {
    const value = Object.hasOwn(evidence, key) ? evidence[key] : null;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const index = text('index');
  if (index !== null) return [text('table'), index].filter((one) => one !== null).join('.');
  const called = text('function');
  if (called !== null && text('shape') === null) return location === null ? called : `${called} in ${stable(location)}`;
  const name = NAMES.map(text).find((one) => one !== null);
  return name ?? (location === null ? null : stable(location));
}

/** `src/total.ts:12:4` → `src/total.ts`. */
const LINE = /(?::\d+){1,2}$/;
/** The place among other elements. */
const PLACE = /:nth-(?:last-)?(?:child|of-type)\([^)]*\)/g;
/** The end of a class or an id, after a separator. */
const ENDING = /(?<=[.#][\w-]*[-_])[A-Za-z0-9]+(?![\w-])/g;

/** A file or an element, without lines, hashes, sibling numbers, and classes that tools generate. */
function stable(location: string): string {
  const place = location.replace(LINE, '');
  if (place.includes('/')) return logicalName(place);
  return logicalName(place.replace(PLACE, '')).replace(ENDING, (ending) =>
    /\d/.test(ending) || hashLikeness(ending) === 'hash' ? '*' : ending,
  );
}
