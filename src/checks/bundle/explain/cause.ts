import type { Finding } from '../../../model/finding.ts';
import type { FileType } from '../metrics.ts';
import type { Compression } from '../settings.ts';
import type { Contents, Weight } from './contents.ts';

/** A finding whose impact on the whole bundle is not known yet. */
export interface Cause extends Pick<Finding, 'code' | 'location' | 'current' | 'target' | 'evidence' | 'suggestion'> {
  readonly metric: FileType;
  /** Estimated growth of the shipped files; bytes, not compressed. */
  readonly grew: number;
}

/** The contents of both sides, in files whose modules are known on both. */
export interface Sides {
  readonly base: Contents;
  readonly head: Contents;
  readonly compression: Compression;
  /** A smaller growth is not reported; bytes. */
  readonly floor: number;
}

/** The floor of what a build ships. */
export const FLOOR_BYTES = 1_000;

/** How many names a finding lists. */
export const MOST_NAMES = 5;

/** Figures and common evidence for a cause whose bytes are known by module. */
export function growth(base: Weight, head: Weight, about: { minified: boolean; compression: Compression }) {
  const grew = head.bytes - base.bytes;
  // By head's ratio. A file that compresses better as a whole does not make its gains smaller.
  const ratio = head.bytes > 0 ? head.compressed / head.bytes : 0;
  return {
    current: head.bytes,
    target: base.bytes,
    grew: head.bytes > 0 ? grew * (head.shipped / head.bytes) : 0,
    evidence: {
      minified: about.minified,
      compression: about.compression,
      /** Estimated growth in the subject's compression. */
      compressed: Math.round(grew * ratio),
    },
  };
}
