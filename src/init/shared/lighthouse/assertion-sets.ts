import { isObject, type UnknownKeys } from '../../../text/parse-json.ts';
import type { Path } from '../../read/source.ts';
import { type Notes, shown } from '../notes.ts';
import { limitsIn, type PageLimit } from './assertions.ts';
import type { Page } from './pages.ts';
import type { Device } from './score.ts';

/** A limit, and the pages that it is for. */
export interface LimitSet {
  readonly limits: readonly PageLimit[];
  applies(page: Page, address: string): boolean;
}

export function* assertSets(assert: UnknownKeys, device: Device, at: Path, notes: Notes): Generator<LimitSet> {
  const withPreset = (set: UnknownKeys): UnknownKeys => ({
    ...(set.preset === 'lighthouse:all' ? PRESET_ALL : {}),
    ...(isObject(set.assertions) ? set.assertions : {}),
  });
  const notePreset = ({ preset }: UnknownKeys, place: Path) => {
    if (preset === undefined) return;
    const isAll = preset === 'lighthouse:all';
    const what = isAll ? 'its limits of speed are written' : 'of speed it only warns';
    notes.leftOut([...place, 'preset'], `preset ${shown(preset)}`, `${what}; keep Lighthouse CI for the rest`);
  };
  notePreset(assert, at);
  if (Array.isArray(assert.assertMatrix)) {
    for (const [index, set] of assert.assertMatrix.entries()) {
      if (!isObject(set)) continue;
      const place = [...at, 'assertMatrix', index];
      notePreset(set, place);
      const limits = limitsIn(withPreset(set), device, [...place, 'assertions'], notes);
      const pattern = typeof set.matchingUrlPattern === 'string' ? expressionOf(set.matchingUrlPattern) : /^/;
      if (pattern === null)
        notes.leftOut([...place, 'matchingUrlPattern'], shown(set.matchingUrlPattern), 'no regular expression');
      else
        yield {
          limits,
          applies: ({ path }, address) =>
            pattern.test(URL.canParse(address) ? address : `http://localhost:8080${path}`),
        };
    }
    return;
  }
  const limits = limitsIn(withPreset(assert), device, [...at, 'assertions'], notes);
  yield { limits, applies: () => true };
}

/** The preset `all` as far as it is about speed: each audit is an error below a score of 0.9. */
const PRESET_ALL: UnknownKeys = Object.fromEntries(
  [
    'first-contentful-paint',
    'largest-contentful-paint',
    'cumulative-layout-shift',
    'speed-index',
    'server-response-time',
  ].map((audit) => [audit, 'error']),
);

function expressionOf(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern);
  } catch {
    return null;
  }
}

/** Whether any set holds the score of the category `performance`. */
export function holdsPerformance(assert: UnknownKeys): boolean {
  const sets = [assert, ...(Array.isArray(assert.assertMatrix) ? assert.assertMatrix : [])];
  return sets.some(
    (set) =>
      isObject(set) &&
      isObject(set.assertions) &&
      Object.entries(set.assertions).some(
        ([key, value]) => /^categories[.:]performance$/.test(key) && [value].flat()[0] === 'error',
      ),
  );
}
