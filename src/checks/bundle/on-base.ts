import { isDeepStrictEqual } from 'node:util';
import type { BundleSettings } from './settings.ts';

/**
 * Base's build may write to another place than head's. Head's settings say which files are left out. But head's globs
 * mean head's place, so base's own globs are added if its place differs. An import has no place: it is head's on both sides.
 */
export function onBase(head: BundleSettings, base: BundleSettings): BundleSettings {
  if (head.import !== undefined || base.import !== undefined) return head;
  const { path, files, exclude } = base;
  const isSamePlace = path === head.path && isDeepStrictEqual(files, head.files);
  return isSamePlace ? head : { ...head, path, files, exclude: [...new Set([...head.exclude, ...exclude])] };
}
