import type { Finding } from '../../../model/finding.ts';
import type { Subject } from '../../../model/subject.ts';
import type { Evidence, Worsened } from '../../explanation.ts';
import { sumBy } from '../../sum.ts';
import type { BundleEvidence } from '../evidence.ts';
import { type FileType, IMPORT_FLOOR } from '../metrics.ts';
import type { BundleSettings } from '../settings.ts';
import { otherAdvice } from './advice.ts';
import { type Cause, FLOOR_BYTES, type Sides } from './cause.ts';
import { contentsOf } from './contents.ts';
import { type EntryPair, pairEntries } from './entries.ts';
import { fileCauses } from './files.ts';
import { fillCauses, inGlobs } from './largest-in-budget.ts';
import { type FilePair, matchFiles } from './match.ts';
import { movedModuleCauses } from './moved-modules.ts';
import { newImportCauses } from './new-imports.ts';
import { ownCodeCauses } from './own-code.ts';
import { packageCauses } from './packages.ts';
import { addUp } from './remaining-change.ts';
import { treeShaking } from './tree-shaking.ts';
import { inlineMapCauses, inlineMapsOf, unmappedCauses } from './unmapped-bytes.ts';

/** Renderers show the first few, and count the others. */
const MOST_FINDINGS = 50;

const CODE: readonly FileType[] = ['javascript', 'css', 'html'];

const impactOf = (share: number): Finding['impact'] =>
  share >= 0.5 ? 'critical' : share >= 0.1 ? 'high' : share >= 0.02 ? 'medium' : 'low';

/** Whether the modules of both files of a pair are known, in the same unit. Otherwise all would seem new, or gone. */
function modulesKnown(base: BundleEvidence, head: BundleEvidence): (pair: FilePair) => boolean {
  if (base.attribution === null || head.attribution === null) return () => false;
  if (base.attribution.minified !== head.attribution.minified) return () => false;
  const known = ({ files }: { files: readonly { path: string; modules: readonly unknown[] }[] }) =>
    new Set(files.filter(({ modules }) => modules.length > 0).map(({ path }) => path));
  const [inBase, inHead] = [known(base.attribution), known(head.attribution)];
  return (pair) =>
    (pair.base === null || inBase.has(pair.base.path)) && (pair.head === null || inHead.has(pair.head.path));
}

const pathsOf = (pairs: readonly FilePair[], side: 'base' | 'head'): Set<string> =>
  new Set(pairs.flatMap((pair) => pair[side]?.path ?? []));

/** The growth of JavaScript in all. */
const javascriptGrowth = (pairs: readonly FilePair[]): number =>
  sumBy(
    pairs.filter(({ base, head }) => (head ?? base)?.type === 'javascript'),
    ({ base, head }) => (head?.raw ?? 0) - (base?.raw ?? 0),
  );

/** Types of files that weigh more than before, in all or on some page. In other types, growth was offset. */
function typesThatGrew(
  base: BundleEvidence,
  head: BundleEvidence,
  entries: readonly EntryPair[],
  floor: number,
): Set<FileType> {
  const onPage = entries.some(({ grew }) => grew.initial >= FLOOR_BYTES || grew.async >= FLOOR_BYTES);
  const types = new Set(head.files.map(({ type }) => type));
  const grew = (type: FileType) =>
    (['raw', 'stable'] as const).some((size) => {
      const ofType = ({ files }: BundleEvidence) => files.filter((file) => file.type === type);
      return sumBy(ofType(head), (file) => file[size]) - sumBy(ofType(base), (file) => file[size]) >= floor;
    });
  return new Set([...types].filter((type) => (onPage && (type === 'javascript' || type === 'css')) || grew(type)));
}

/**
 * Finds why a bundle grew: packages, modules and files, each cause once, the most bytes first. `current` and `target` are
 * bytes of head's and base's code, not compressed.
 */
export function explain(
  subject: Pick<Subject<BundleSettings>, 'name' | 'variant'>,
  evidence: Evidence<BundleEvidence>,
  worse: readonly Worsened[] = [],
): Finding[] {
  const about = { check: 'bundle', subject: subject.name, variant: subject.variant, part: null, kind: 'size' } as const;
  const fills = fillCauses(evidence.head, worse).map(({ grew: _, ...one }) => ({
    ...one,
    ...about,
    impact: 'high' as const,
  }));
  const caused = [...causesOf(inGlobs(evidence, worse)).map((one) => ({ ...one, ...about })), ...fills];
  const found = [
    ...treeShaking(evidence, worse).map((one) => ({ ...one, ...about })),
    ...(evidence.head?.kept === undefined ? caused : caused.map(withoutLoading)),
  ];
  const tool = evidence.head?.tool;
  const isUnknown = ({ suggestion }: Found) => suggestion?.code === 'write-source-maps';
  return found.map((one) =>
    tool !== undefined && isUnknown(one) ? { ...one, evidence: { ...one.evidence, tool } } : one,
  );
}

/** Whether code is loaded later is for the one who imports it to say, not for the library. */
const OF_LOADING = [
  'load-later',
  'load-largest-later',
  'import-less',
  'leave-out',
  'split-own-code',
  'check-bundler-config',
];

const withoutLoading = <T extends Pick<Finding, 'suggestion'>>(finding: T): T =>
  OF_LOADING.includes(finding.suggestion?.code ?? '') ? { ...finding, suggestion: null } : finding;

type Found = Omit<Finding, 'check' | 'subject' | 'variant' | 'part' | 'kind'>;

function causesOf({ base, head }: Evidence<BundleEvidence>): Found[] {
  if (base === null || head === null) return [];
  const pairs = matchFiles(base, head);
  const isKnown = modulesKnown(base, head);
  const { known = [], unknown = [] } = Object.groupBy(pairs, (pair) => (isKnown(pair) ? 'known' : 'unknown'));
  const sides: Sides = {
    base: contentsOf(base, pathsOf(known, 'base')),
    head: contentsOf(head, pathsOf(known, 'head')),
    compression: head.compression,
    floor: head.kept === undefined ? FLOOR_BYTES : IMPORT_FLOOR,
  };
  const maps = { base: inlineMapsOf(base), head: inlineMapsOf(head) };
  const entries = pairEntries(base, head);
  const initial = new Set(head.entries.flatMap((entry) => entry.initial));
  const causes: Cause[] = [
    ...packageCauses({ ...sides, initial }),
    ...ownCodeCauses(sides),
    ...movedModuleCauses(sides, entries, unknown),
    ...newImportCauses(base, head, javascriptGrowth(unknown)),
    ...fileCauses(unknown, head.compression, maps),
    ...unmappedCauses(known, sides, maps),
    ...inlineMapCauses(base, head, pairs),
  ];

  const grown = typesThatGrew(base, head, entries, sides.floor);
  const code = base.files.filter(({ type }) => CODE.includes(type));
  const whole = Math.max(1, sumBy(code, ({ raw }) => raw) || sumBy(base.files, ({ raw }) => raw));
  const initialNames = new Set(head.files.filter(({ path }) => initial.has(path)).map(({ name }) => name));
  const isLater = ({ evidence: { shippedIn } }: Pick<Cause, 'evidence'>) =>
    head.entries.length > 0 && Array.isArray(shippedIn) && !shippedIn.some((name) => initialNames.has(name));
  const found = causes.filter(({ metric }) => grown.has(metric)).sort((a, b) => b.grew - a.grew);
  const summed = addUp(pairs, found, sides);
  return [...summed.slice(0, Math.min(MOST_FINDINGS, found.length)), ...summed.slice(found.length)].map(
    ({ grew, suggestion, ...finding }) => ({
      ...finding,
      suggestion: suggestion ?? otherAdvice({ grew, suggestion, ...finding }, isLater(finding)),
      impact: impactOf(grew / whole),
    }),
  );
}
