import picomatch from 'picomatch';
import type { PartVisit, VisitSuccess } from '../../model/visit.ts';
import { sumBy } from '../sum.ts';
import type { BundleEvidence, BundleFile, Entry } from './evidence.ts';
import { FILE_TYPES, FIRST_LOAD_CODE } from './metrics.ts';
import { inCompression } from './sizes/sizes.ts';
import { filesOf, heaviestEntry, type Load, ofType, totalSizes } from './weight.ts';

/** The metrics of a bundle, from the evidence on its files and pages. */

type Values = Required<Pick<VisitSuccess, 'values' | 'compared'>>;

/** Values are sizes of the real files; changes compare the stable contents. */
function weigh(files: readonly BundleFile[], compression: BundleEvidence['compression']) {
  return {
    value: inCompression(totalSizes(files), compression),
    compared: sumBy(files, ({ stable }) => stable),
  };
}

type Weighed = ReturnType<typeof weigh>;

const inTwo = (weighed: readonly (readonly [string, Weighed])[]): Values => ({
  values: Object.fromEntries(weighed.map(([metric, { value }]) => [metric, value])),
  compared: Object.fromEntries(weighed.map(([metric, { compared }]) => [metric, compared])),
});

function loadOf(evidence: BundleEvidence, entry: Entry, load: Load): (readonly [string, Weighed])[] {
  const files = filesOf(evidence, entry, load);
  return files === null ? [] : [[load, weigh(files, evidence.compression)]];
}

const OF_PAGES = ['initial', 'async'] as const;

export function valuesOf(evidence: BundleEvidence, globs: readonly string[]): Values {
  const { files, compression } = evidence;
  const types = [...FILE_TYPES, 'total' as const].map(
    (type) => [type, weigh(ofType(files, type), compression)] as const,
  );
  const loads = ([...OF_PAGES, FIRST_LOAD_CODE] as const).flatMap((load) => {
    const entry = heaviestEntry(evidence, load);
    return entry === null ? [] : loadOf(evidence, entry, load);
  });
  const largest = globs.flatMap((glob) => {
    const fits = picomatch(glob, { dot: true });
    const weighed = files.filter(({ path }) => fits(path)).map((file) => weigh([file], compression));
    const [first] = weighed.sort((a, b) => b.value - a.value);
    return first === undefined ? [] : [[glob, first] as const];
  });
  return inTwo([...types, ...loads, ...largest]);
}

/** The metrics of each page; none if there is a single one, whose values are the bundle's. */
export function pagesOf(evidence: BundleEvidence): Record<string, PartVisit> {
  if (evidence.entries.length < 2) return {};
  return Object.fromEntries(
    evidence.entries.map((entry) => {
      const weighed = OF_PAGES.flatMap((load) => loadOf(evidence, entry, load));
      return [entry.name, { ok: true, ...inTwo(weighed) }];
    }),
  );
}
