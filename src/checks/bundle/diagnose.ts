import { dirname } from 'node:path';
import type { Subject } from '../../model/subject.ts';
import type { Attachment } from '../../model/visit.ts';
import { asFileName } from '../../text/file-name.ts';
import type { BuiltSide, DiagnoseRequest, Diagnosis } from '../explanation.ts';
import { readReports } from './bundlers/reports.ts';
import { readProject } from './detect/read-project.ts';
import type { BundleEvidence, BundleFile } from './evidence.ts';
import { bundleRoot } from './files/files.ts';
import { attribute } from './modules/attribute.ts';
import { importedPackages } from './modules/imported-packages.ts';
import { treemap } from './modules/treemap.ts';
import { rebuildWithMaps } from './rebuild/rebuild.ts';
import type { BundleSettings } from './settings.ts';

type Request = DiagnoseRequest<BundleEvidence, BundleSettings>;
type Built = BuiltSide<BundleSettings>;

/** Draws the modules of head. Rebuilds a bundle that grew with source maps if its modules are unknown. */
export async function diagnose(subject: Subject<BundleSettings>, request: Request): Promise<Diagnosis<BundleEvidence>> {
  const { evidence, base, head, worse, willBeStored } = request;
  // Its modules are known from the visit, and no rebuild would make these files.
  if (subject.settings.import !== undefined)
    return { evidence, files: await treemaps(subject.name, evidence.head), notes: [] };
  // Without base there is no growth to explain.
  const grew = worse && evidence.base !== null;
  const examine = (isWanted: boolean, built: Built | null, side: BundleEvidence | null): Promise<Found> | Found =>
    isWanted && built !== null && side !== null && !isKnown(side)
      ? withMaps(built, side, request)
      : { evidence: side, notes: [] };
  const found = await Promise.all([
    examine(grew, base, evidence.base),
    examine(grew || willBeStored, head, evidence.head),
  ]);
  const [ofBase, ofHead] = found.some(({ evidence }) => evidence !== null && !isKnown(evidence))
    ? await Promise.all([withImports(base, found[0], request), withImports(head, found[1], request)])
    : found;
  return {
    evidence: { base: ofBase.evidence, head: await withTool(head, ofHead.evidence) },
    files: await treemaps(subject.name, ofHead.evidence),
    notes: [...ofBase.notes, ...ofHead.notes],
  };
}

/** Whether the modules of most code are known. A vendor's file that came with its map says nothing of the rest. */
function isKnown({ files, attribution }: BundleEvidence): boolean {
  if (!attribution?.minified) return false;
  const named = new Set(attribution.files.filter(({ modules }) => modules.length > 0).map(({ path }) => path));
  const code = files.filter(({ type }) => type === 'javascript');
  const bytes = (some: readonly BundleFile[]) => some.reduce((sum, { raw }) => sum + raw, 0);
  return bytes(code.filter(({ path }) => named.has(path))) >= bytes(code) / 2;
}

/** The side with the tool of the package that built it, which knows how to write source maps. */
async function withTool(built: Built, evidence: BundleEvidence | null): Promise<BundleEvidence | null> {
  if (evidence === null || isKnown(evidence)) return evidence;
  for (let folder = bundleRoot(built.settings, built.directory); ; folder = dirname(folder)) {
    const project = await readProject(folder);
    if ('tool' in project) return { ...evidence, tool: project.tool };
    if (folder === built.directory || folder === dirname(folder)) return evidence;
  }
}

type Found = { readonly evidence: BundleEvidence | null; readonly notes: readonly string[] };

async function withMaps(
  { settings, side, directory, build }: Built,
  evidence: BundleEvidence | null,
  { temporary, signal }: Request,
): Promise<Found> {
  if (evidence === null) return { evidence, notes: [] };
  const root = bundleRoot(settings, directory);
  const paths = evidence.files.map(({ path }) => path);
  await using rebuilt = await rebuildWithMaps({ side, directory, build, root, paths, temporary, signal });
  const note = rebuilt.note === null ? [] : [rebuilt.note];
  if (rebuilt.files.size === 0) return { evidence, notes: note };
  const { reports } = await readReports(root, directory);
  const { attribution, notes } = await attribute({ root, directory, paths, reports, rebuilt: rebuilt.files, signal });
  return { evidence: { ...evidence, attribution }, notes: [...note, ...notes] };
}

/** Without maps, the imports of the sources are the next best clue. */
async function withImports(built: Built | null, found: Found, request: Request): Promise<Found> {
  const { worse, willBeStored, signal } = request;
  if (!(worse || willBeStored) || built === null || found.evidence === null) return found;
  return { ...found, evidence: { ...found.evidence, imported: await importedPackages(built.directory, signal) } };
}

async function treemaps(name: string, evidence: BundleEvidence | null): Promise<Attachment[]> {
  if (!evidence?.attribution) return [];
  const title = `What ${name} is made of`;
  const file = asFileName(name, 'bundle');
  return [{ name: `${file}-treemap.html`, title, content: await treemap(evidence.attribution, title) }];
}
