import type { Finding } from '../../../model/finding.ts';
import type { Evidence, Worsened } from '../../explanation.ts';
import type { BundleEvidence, Kept } from '../evidence.ts';
import { IMPORT_FLOOR } from '../metrics.ts';
import { inCompression } from '../sizes/sizes.ts';
import { totalSizes } from '../weight.ts';
import { MOST_NAMES } from './cause.ts';

type Found = Pick<
  Finding,
  'code' | 'metric' | 'impact' | 'location' | 'current' | 'target' | 'evidence' | 'suggestion'
>;

/** The share of an import that must stay whatever is imported to be named where there is no base to compare with. */
const LARGE_SHARE = 0.5;

/** A module that stays with less than this share of the largest is a remainder, such as its import. */
const SMALL_SHARE = 0.02;

/**
 * Finds code that every import pays for, because the bundler must not drop it: a statement that runs when its module
 * loads, where nothing says that it is free of effects. Named if it grew, or if it fills a budget that is broken.
 */
export function treeShaking({ base, head }: Evidence<BundleEvidence>, worse: readonly Worsened[]): Found[] {
  if (head?.kept === undefined) return [];
  const { kept } = head;
  const before = base?.kept;
  const grew = kept.bytes - (before?.bytes ?? 0);
  const whole = totalSizes(head.files.filter(({ type }) => type === 'javascript')).raw;
  const isLarge = kept.bytes >= LARGE_SHARE * whole && worse.some(({ over }) => over != null);
  if (before === undefined ? !isLarge : grew < IMPORT_FLOOR && !isLarge) return [];
  if (kept.bytes < IMPORT_FLOOR) return [];
  const grown = modulesThatGrew(kept, before);
  const [first] = grown.length > 0 ? grown : kept.modules;
  if (first === undefined) return [];
  const isGone = before?.isFreeOfEffects === true && !kept.isFreeOfEffects;
  return [
    {
      code: 'bundle.not-tree-shaken',
      metric: 'javascript',
      impact: 'critical',
      location: first.id,
      current: kept.bytes,
      target: before?.bytes ?? null,
      evidence: {
        name: first.id,
        line: first.line,
        statement: first.statement,
        modules: (grown.length > 0 ? grown : kept.modules).slice(0, MOST_NAMES).map(({ id }) => id),
        more: Math.max(0, (grown.length > 0 ? grown : kept.modules).length - 1),
        minified: true,
        compression: head.compression,
        compressed: Math.round(grew * ratioOf(head)),
        sideEffects: isGone ? 'gone' : kept.isFreeOfEffects ? 'none' : 'unknown',
      },
      suggestion: { code: isGone ? 'restore-side-effects' : 'allow-tree-shaking', effort: 'low' },
    },
  ];
}

/** Modules of which more stays than before, the most first. */
function modulesThatGrew({ modules }: Kept, before: Kept | undefined): Kept['modules'] {
  const was = new Map(before?.modules.map(({ id, bytes }) => [id, bytes]));
  const grew = ({ id, bytes }: Kept['modules'][number]) => bytes - (was.get(id) ?? 0);
  const largest = Math.max(...modules.map(grew));
  return modules
    .filter((one) => grew(one) > 0 && grew(one) >= SMALL_SHARE * largest)
    .toSorted((a, b) => grew(b) - grew(a));
}

/** Compressed bytes of the scripts per byte. */
function ratioOf({ files, compression }: BundleEvidence): number {
  const scripts = totalSizes(files.filter(({ type }) => type === 'javascript'));
  return scripts.raw === 0 ? 0 : inCompression(scripts, compression) / scripts.raw;
}
