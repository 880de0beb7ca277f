import type { SettingChange } from '../check.ts';
import type { BundleSettings, Compression } from './settings.ts';

/** From the largest size that limits are held against to the smallest. */
const BY_SIZE: readonly Compression[] = ['none', 'gzip', 'brotli'];

const listed = (globs: readonly string[]): string => globs.join(', ') || 'none';

/** Settings with which the same limits allow more than on base. */
export function relaxed(base: BundleSettings, head: BundleSettings): SettingChange[] {
  const compression = BY_SIZE.indexOf(head.compression) > BY_SIZE.indexOf(base.compression);
  const exclude = head.exclude.some((glob) => !base.exclude.includes(glob));
  return [
    ...(compression ? [{ key: 'compression', from: base.compression, to: head.compression }] : []),
    ...(exclude ? [{ key: 'exclude', from: listed(base.exclude), to: listed(head.exclude) }] : []),
  ];
}
