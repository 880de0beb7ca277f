/** The default budget of JavaScript, which a config would newly hold; bytes. */
const DEFAULT_BYTES = 250 * 1_024;

/**
 * `javascript: off` if a tool had no limit on the sum, or one above the default budget: no limit may be new.
 *
 * @param totalBytes the limit of the sum; null without one
 */
export const javascriptOff = (compression: string, totalBytes: number | null): { readonly javascript?: 'off' } =>
  compression !== 'none' && (totalBytes === null || totalBytes > DEFAULT_BYTES) ? { javascript: 'off' } : {};
