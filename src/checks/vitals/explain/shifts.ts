import type { Shift, ShiftCause, VitalsEvidence } from '../evidence.ts';
import { accountedFor, type Cause, type Fix, type Moved } from './cause.ts';
import { type Files, fileName } from './files.ts';
import { grown, sumOf } from './grown.ts';

/** Elements that shift, or shift further than before. */

/** More elements than this are not reported: something above them moved them all. */
const MOST_ELEMENTS = 2;
/** A smaller shift is invisible; a share of the CLS. */
const FLOOR_SCORE = 0.005;

const FIX_BY_CAUSE: Readonly<Record<ShiftCause['what'], Fix>> = {
  'unsized-image': 'set-image-size',
  font: 'match-fallback-font',
  frame: 'reserve-space',
};

const rounded = (score: number): number => Number(score.toFixed(4));

/**
 * The elements that shift further than on base, as causes of a CLS that got worse, with Lighthouse's explanation. The
 * first is always there; another one only if it accounts for the change.
 */
export function grownShifts(base: readonly Shift[], head: readonly Shift[], moved: Moved) {
  return grown(base, head, { key: ({ selector }) => selector, amount: sumOf(({ score }) => score), floor: FLOOR_SCORE })
    .slice(0, MOST_ELEMENTS)
    .filter(({ growth }, index) => index === 0 || accountedFor(moved, ['cls'], growth).length > 0)
    .map(({ key: selector, rows, current, target: before, growth }) => {
      const target = before !== null && before >= FLOOR_SCORE ? before : null;
      const cause: Cause = {
        code: target === null ? 'vitals.layout-shift-new' : 'vitals.layout-shift-grew',
        groupKey: `node ${selector}`,
        provenBy: ['cls'],
        location: selector || null,
        figures: { score: { current, target } },
        size: growth,
        evidence: { score: rounded(current), scoreBefore: target && rounded(target) },
      };
      return { cause, because: rows.find((row) => row.cause !== undefined)?.cause ?? null };
    });
}

/** CLS got worse, but no element shifts further: the element has gone, or there are many small shifts. */
const UNKNOWN_ELEMENT: Cause = {
  code: 'vitals.layout-shift-grew',
  groupKey: 'layout',
  provenBy: ['cls'],
  location: null,
  size: 0,
  evidence: { score: null, scoreBefore: null },
  isSymptom: true,
};

/** The element or file that Lighthouse blames, else the shifting image itself if its size is newly unknown. */
function likelyCause(selector: string | null, because: ShiftCause | null, base: VitalsEvidence, head: VitalsEvidence) {
  if (because?.what === 'unsized-image') {
    const url = head.unsizedImages.find((image) => image.selector === because.place)?.url ?? null;
    return { ...because, url };
  }
  if (because !== null) return { ...because, url: because.place };
  const image = head.unsizedImages.find((one) => one.selector === selector);
  if (image === undefined || base.unsizedImages.some((one) => one.selector === selector)) return null;
  return { what: 'unsized-image' as const, place: image.selector, url: image.url };
}

export function shiftCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files, moved: Moved): Cause[] {
  const shifts = grownShifts(base.shifts, head.shifts, moved);
  if (shifts.length === 0) return [UNKNOWN_ELEMENT];
  return shifts.map(({ cause, because }): Cause => {
    const likely = likelyCause(cause.location, because, base, head);
    if (likely === null) return cause;
    const { what, place, url } = likely;
    const isImage = what === 'unsized-image';
    return {
      ...cause,
      groupKey: (url && files.groupKey(url)) || cause.groupKey,
      alsoAffects: isImage ? ['unsized-images'] : [],
      evidence: { ...cause.evidence, because: what, by: (url && fileName(url)) || place, url },
      fix: FIX_BY_CAUSE[what],
      // An image that replaces no other: pushing the page away is its main fault.
      leadsGroup: isImage && url !== null && files.find(url)?.base === null,
    };
  });
}
