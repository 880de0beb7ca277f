import { glob } from 'tinyglobby';
import type { Checkout } from '../../../model/checkout.ts';
import type { Visit } from '../../../model/visit.ts';
import { firstOf } from '../../../text/first-of.ts';
import { readPackageJson } from '../../../workspace/build/package-json.ts';
import type { Missing } from '../../check-settings.ts';
import type { BundleEvidence, BundleFile } from '../evidence.ts';
import { fileType } from '../metrics.ts';
import { attribute } from '../modules/attribute.ts';
import { stableNames } from '../names/stable-content.ts';
import type { CompressedSizes } from '../sizes/compress.ts';
import { measureFiles } from '../sizes/sizes.ts';
import { valuesOf } from '../values.ts';
import { bundleImport } from './bundle-import.ts';
import type { BundleAnswer } from './bundle-request.ts';
import { findBundler } from './bundler.ts';
import { keptIn } from './kept.ts';
import { mistakeIn, NO_BUNDLER } from './mistakes.ts';
import type { ImportSettings } from './settings.ts';

interface ImportRequest {
  readonly checkout: Checkout;
  /** Head's working directory, whose bundler bundles both sides. */
  readonly head: string;
  readonly compression: BundleEvidence['compression'];
  /** Grows by the sizes that are measured. */
  readonly known: CompressedSizes;
  readonly signal: AbortSignal;
}

/** Measures what an import costs on one side. A name that base does not export is one that it does not have. */
export async function measureImport(settings: ImportSettings, request: ImportRequest): Promise<Visit> {
  const { checkout, head, compression, known, signal } = request;
  const { directory } = checkout;
  const bundler = await findBundler(head);
  if (bundler === null)
    return { ok: false, code: 'unreadable', message: NO_BUNDLER.message, hint: NO_BUNDLER.hint, retry: false };
  await using bundled = await bundleImport(settings, { bundler, directory, write: true, signal });
  const mistake = mistakeIn(bundled);
  if (mistake !== null) {
    const code = mistake.isAbsent ? 'absent' : 'unreadable';
    return { ok: false, code, message: mistake.message, retry: false };
  }
  const root = bundled.output;
  const paths = (await glob('**/*', { cwd: root, ignore: '**/*.map', dot: true })).sort();
  const names = stableNames(paths);
  const sizes = await measureFiles({ root, paths, names, compression, known, signal });
  const files = paths.map((path, index): BundleFile => {
    const name = names.logical.get(path) ?? path;
    return { path, name, type: fileType(path), id: null, ...(sizes[index] as (typeof sizes)[0]) };
  });
  const rebuilt = new Map(paths.map((path) => [path, `${root}/${path}`]));
  const { notes, ...contents } = await attribute({ root, directory, paths, reports: [], rebuilt, signal });
  const kept = await keptIn(bundled.bare, directory, signal);
  const { sideEffects } = await readPackageJson(directory);
  const evidence: BundleEvidence = {
    compression,
    files,
    entries: [],
    ...contents,
    kept: { ...kept, isFreeOfEffects: sideEffects === false },
  };
  const tools = { bundler: `${bundler.name} ${bundler.version}` };
  return { ok: true, ...valuesOf(evidence, []), evidence, tools, notes: [...notes, ...builtinNotes(bundled.answer)] };
}

function builtinNotes(answer: BundleAnswer): string[] {
  const builtins = answer.ok ? answer.builtins : [];
  return builtins.length === 0
    ? []
    : [`Modules of Node.js stay outside of what is imported, and count nothing: ${firstOf(builtins, 5)}.`];
}

/** The mistake in an import of head's, before anything is measured; null if there is none. */
export async function missingImport(settings: ImportSettings, directory: string): Promise<Missing | null> {
  const { from = '.' } = settings.modules[0] ?? {};
  const bundler = await findBundler(directory);
  if (bundler === null) return { path: from, isPlace: false, problem: `${NO_BUNDLER.message}: ${NO_BUNDLER.hint}` };
  const { signal } = new AbortController();
  await using bundled = await bundleImport(settings, { bundler, directory, write: false, signal });
  const mistake = mistakeIn(bundled);
  if (mistake === null) return null;
  const { message, notBuilt } = mistake;
  return notBuilt === null ? { path: from, isPlace: false, problem: message } : { path: notBuilt, isPlace: false };
}
