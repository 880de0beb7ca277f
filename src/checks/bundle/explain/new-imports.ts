import type { BundleEvidence } from '../evidence.ts';
import { adviceForPackage } from './advice.ts';
import { type Cause, FLOOR_BYTES, MOST_NAMES } from './cause.ts';

/**
 * Packages that the sources import and did not before: likely causes, of unknown weight, if the contents of the bundle are
 * unknown. `grew` is the growth of the unknown code; these rank before it.
 */
export function newImportCauses(base: BundleEvidence, head: BundleEvidence, grew: number): Cause[] {
  if (!base.imported || !head.imported || grew < FLOOR_BYTES) return [];
  const before = new Set(Object.keys(base.imported));
  return Object.entries(head.imported)
    .filter(([name, { importers }]) => importers.length > 0 && !before.has(name))
    .map(([name, { version, importers }]) => {
      const { suggestion, evidence } = adviceForPackage(name, 0, 0);
      return {
        code: 'bundle.package-imported',
        metric: 'javascript',
        location: importers[0] ?? null,
        current: null,
        target: null,
        grew: grew + 1,
        evidence: { name, version, importers: importers.slice(0, MOST_NAMES), ...evidence },
        suggestion: suggestion ?? {
          code: evidence.alternative === undefined ? 'write-source-maps' : 'load-later',
          effort: 'low',
        },
      };
    });
}
