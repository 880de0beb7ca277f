import type { BundleFile } from '../evidence.ts';

/** Files of base and head that are one. */
export type Matched = readonly [base: BundleFile, head: BundleFile];
