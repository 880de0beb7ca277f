import { sizeLimit } from './from/size-limit.ts';
import type { Importer } from './importer.ts';

/** Every importer, in the order in which their subjects are written. */
export const importers: readonly Importer[] = [sizeLimit];
