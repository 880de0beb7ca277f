import type { Shift, ShiftCause, VitalsEvidence } from '../evidence.ts';
import { type Cause, type Moved, worthyOf } from './cause.ts';
import { type Files, fileName } from './files.ts';

/** Nodes that shift, or shift further than before. */

/** More nodes than this are not told: what is above them moved them all. */
const MOST_NODES = 2;
/** Less than this is nothing that a person sees; part of the CLS. */
const FLOOR_SCORE = 0.005;

const MENDS: Readonly<Record<ShiftCause['what'], Cause['suggestion']>> = {
  'unsized-image': { code: 'set-image-size', effort: 'low' },
  font: { code: 'match-fallback-font', effort: 'medium' },
  frame: { code: 'reserve-space', effort: 'low' },
};

export interface Moving {
  readonly selector: string;
  readonly current: number;
  readonly target: number;
  readonly cause: ShiftCause | null;
}

/** A node may shift several times. */
function byNode(shifts: readonly Shift[]): Map<string, { score: number; cause: ShiftCause | null }> {
  const nodes = new Map<string, { score: number; cause: ShiftCause | null }>();
  for (const { selector, score, cause } of shifts) {
    const before = nodes.get(selector);
    nodes.set(selector, { score: (before?.score ?? 0) + score, cause: before?.cause ?? cause ?? null });
  }
  return nodes;
}

/** Those that moved further than on base, the furthest first; at least the first of them, and who explains a good part. */
export function grownShifts(base: readonly Shift[], head: readonly Shift[], moved: Moved): Moving[] {
  const before = byNode(base);
  const grown = [...byNode(head)]
    .map(([selector, { score, cause }]) => ({
      selector,
      current: score,
      target: before.get(selector)?.score ?? 0,
      cause,
    }))
    .filter(({ current, target }) => current - target >= FLOOR_SCORE)
    .sort((a, b) => b.current - b.target - (a.current - a.target))
    .slice(0, MOST_NODES);
  return grown.filter(
    ({ current, target }, index) => index === 0 || worthyOf(moved, ['cls'], current - target).length > 0,
  );
}

/** The CLS got worse, and no node moved further: what did is gone since, or is many small ones. */
function nodelessCause(moved: Moved): Cause[] {
  if (!moved.has('cls')) return [];
  return [
    {
      code: 'vitals.layout-shift-grew',
      about: 'layout',
      shows: ['cls'],
      explains: [],
      kind: 'cpu',
      location: null,
      figures: {},
      weight: 0,
      evidence: { score: null, scoreBefore: null },
      suggestion: MENDS.frame,
      lastResort: true,
    },
  ];
}

/** What Lighthouse blames, else an image of unknown size that is the node itself or new. */
function likelyCause({ selector, cause }: Moving, base: VitalsEvidence, head: VitalsEvidence) {
  if (cause !== null) {
    const image = head.unsizedImages.find((one) => cause.what === 'unsized-image' && one.selector === cause.place);
    return {
      what: cause.what,
      place: cause.place,
      url: image?.url ?? (cause.what === 'unsized-image' ? null : cause.place),
    };
  }
  const known = new Set(base.unsizedImages.map((image) => image.selector));
  const image = head.unsizedImages.find((one) => one.selector === selector && !known.has(selector));
  return image === undefined ? null : { what: 'unsized-image' as const, place: image.selector, url: image.url };
}

/** Both sides' parts of the CLS; base's is null where the node stood still. */
export const scores = ({ current, target }: Moving) => ({
  score: Number(current.toFixed(4)),
  scoreBefore: target < FLOOR_SCORE ? null : Number(target.toFixed(4)),
});

export function shiftCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files, moved: Moved): Cause[] {
  const moving = grownShifts(base.shifts, head.shifts, moved);
  if (moving.length === 0) return nodelessCause(moved);
  return moving.map((moving): Cause => {
    const { selector, current, target } = moving;
    const because = likelyCause(moving, base, head);
    const image = because?.what === 'unsized-image' && because.url !== null ? files.find(because.url) : undefined;
    return {
      code: target < FLOOR_SCORE ? 'vitals.layout-shift-new' : 'vitals.layout-shift-grew',
      about: (because?.url && files.about(because.url)) || `node ${selector}`,
      shows: ['cls'],
      explains: because?.what === 'unsized-image' ? ['unsized-images'] : [],
      kind: 'cpu',
      location: selector || null,
      figures: { score: { current, target: target < FLOOR_SCORE ? null : target } },
      weight: current - target,
      evidence: {
        ...scores(moving),
        ...(because === null
          ? {}
          : { because: because.what, by: (because.url && fileName(because.url)) || because.place, url: because.url }),
      },
      suggestion: MENDS[because?.what ?? 'frame'],
      // An image that somebody put in, and not in the place of another: that it pushes things away is what is wrong with it.
      ...(image?.base === null ? { speaks: true as const } : {}),
    };
  });
}
