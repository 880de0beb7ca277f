import { isDeepStrictEqual } from 'node:util';
import type { BundleSettings } from './settings.ts';

/**
 * Base's build may write to another place than head's. What is left out of the bundle is head's to say; but its globs
 * mean head's place, so where base has another, base's own are added.
 */
export function onBase(head: BundleSettings, { path, files, exclude }: BundleSettings): BundleSettings {
  const isSamePlace = path === head.path && isDeepStrictEqual(files, head.files);
  return isSamePlace ? head : { ...head, path, files, exclude: [...new Set([...head.exclude, ...exclude])] };
}
