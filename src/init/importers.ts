import { budgetJson } from './from/budget-json.ts';
import { bundlesize } from './from/bundlesize.ts';
import { bundlewatch } from './from/bundlewatch.ts';
import { compressedSize } from './from/compressed-size.ts';
import { lighthouse } from './from/lighthouse.ts';
import { sizeLimit } from './from/size-limit.ts';
import { treosh } from './from/treosh.ts';
import type { Importer } from './importer.ts';

/** Every importer, in the order in which their subjects are written. */
export const importers: readonly Importer[] = [
  ...[sizeLimit, bundlesize, bundlewatch, compressedSize],
  ...[lighthouse, treosh, budgetJson],
];
