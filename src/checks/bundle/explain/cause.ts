import type { Finding } from '../../../model/finding.ts';
import type { FileType } from '../metrics.ts';
import type { Compression } from '../settings.ts';
import type { Contents, Weight } from './contents.ts';

/** A finding before it is known how grave it is in the whole bundle. */
export interface Cause extends Pick<Finding, 'code' | 'location' | 'current' | 'target' | 'evidence' | 'suggestion'> {
  readonly metric: FileType;
  /** About how much larger it makes the shipped files; bytes, not compressed. */
  readonly grew: number;
}

/** What is compared: both sides' contents of files whose modules are known on both. */
export interface Sides {
  readonly base: Contents;
  readonly head: Contents;
  readonly compression: Compression;
}

/** Less than this is not worth a word; bytes. */
export const FLOOR_BYTES = 1_000;

/** How many names a finding lists. */
export const MOST_NAMES = 5;

/** Figures and common evidence of a cause whose amounts are attributed to modules. */
export function growth(base: Weight, head: Weight, about: { minified: boolean; compression: Compression }) {
  const grew = head.bytes - base.bytes;
  // By head's ratio: a file that compresses better as a whole does not make what it gained smaller.
  const ratio = head.bytes > 0 ? head.compressed / head.bytes : 0;
  return {
    current: head.bytes,
    target: base.bytes,
    grew: head.bytes > 0 ? grew * (head.shipped / head.bytes) : 0,
    evidence: {
      minified: about.minified,
      compression: about.compression,
      /** About what the growth is in the subject's compression. */
      compressed: Math.round(grew * ratio),
    },
  };
}
