import type { Checkout } from '../../../model/checkout.ts';
import type { KnownHashes } from '../names/names.ts';
import type { BundleSettings } from '../settings.ts';
import { replacedFiles } from './replaced.ts';
import { unaccountedFiles } from './unaccounted.ts';
import { untouchedFiles } from './untouched.ts';

/** Which build the files of a folder come from. Not every build empties its folder, or writes all of it again. */
interface Provenance {
  /** Files of this build, and those of `untouched`. */
  readonly shipped: readonly string[];
  /** Files of an earlier build, which no visitor downloads. */
  readonly leftBehind: readonly string[];
  /** Files older than this build that may be of either; empty if the build wrote nothing at all. */
  readonly untouched: readonly string[];
}

interface ProvenanceRequest extends Pick<Checkout, 'directory' | 'startedAt' | 'base'> {
  readonly settings: BundleSettings;
  /** The bundle's folder, absolute. */
  readonly root: string;
  readonly paths: readonly string[];
  readonly known: KnownHashes;
  readonly signal: AbortSignal;
}

/**
 * Tells files of this build from those of earlier ones: first by newer files that replaced them, then by head's sources
 * and base's fresh build.
 */
export async function provenanceOf(request: ProvenanceRequest): Promise<Provenance> {
  const { settings, root, directory, startedAt, base = null, paths, known, signal } = request;
  const replaced = await replacedFiles({ root, paths, known, startedAt });
  const others = paths.filter((path) => !replaced.includes(path));
  const { old, areAll } = await untouchedFiles({ root, directory, paths: others, known, startedAt });
  const unaccounted = base === null ? [] : await unaccountedFiles({ settings, directory, base, old, signal });
  const isGone = new Set(unaccounted);
  return {
    shipped: others.filter((path) => !isGone.has(path)),
    leftBehind: [...replaced, ...unaccounted],
    untouched: areAll ? [] : old.filter((path) => !isGone.has(path)),
  };
}
