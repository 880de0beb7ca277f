import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import picomatch from 'picomatch';
import type { Checkout } from '../../model/checkout.ts';
import type { Subject } from '../../model/subject.ts';
import type { Visit } from '../../model/visit.ts';
import { quoted } from '../../settings/messages.ts';
import { FETCH_LARGE_FILES, pointersIn, pointerWords } from '../../workspace/git/large-files.ts';
import { resolveInside } from '../../workspace/git/resolve-inside.ts';
import type { Missing } from '../check-settings.ts';
import type { Probe } from '../probe.ts';
import { fileIds } from './bundlers/file-names.ts';
import type { BundleEvidence, BundleFile } from './evidence.ts';
import { bundleFiles } from './files/files.ts';
import { measureImport, missingImport } from './import/probe.ts';
import { fileType } from './metrics.ts';
import { attribute } from './modules/attribute.ts';
import { shippedOutput } from './output.ts';
import { findEntries } from './pages/entries.ts';
import type { BundleSettings } from './settings.ts';
import type { CompressedSizes } from './sizes/compress.ts';
import { measureFiles } from './sizes/sizes.ts';
import { pagesOf, valuesOf } from './values.ts';

/** Measures one side: an import, or the sizes of all files, the files that each page loads, and the modules in them. */
export function probe(
  { settings }: Subject<BundleSettings>,
  checkout: Checkout,
  head: string = checkout.directory,
): Probe {
  return {
    async visit({ signal }) {
      const { compression } = settings;
      try {
        return settings.import === undefined
          ? await measureBundle(settings, checkout, signal)
          : await measureImport(settings.import, { checkout, head, compression, known: compressedSizes, signal });
      } catch (error) {
        signal.throwIfAborted();
        return { ok: false, code: 'unreadable', message: (error as Error).message, retry: false };
      }
    },
  };
}

/** Most pages in a report. The heaviest page is always reported. */
const MOST_PAGES = 300;
const TOO_MANY_PAGES = `This bundle has more than ${MOST_PAGES} pages, so only the heaviest is reported.`;

/** Shared by all bundles and both sides. */
const compressedSizes: CompressedSizes = new Map();

async function measureBundle(settings: BundleSettings, checkout: Checkout, signal: AbortSignal): Promise<Visit> {
  const output = await shippedOutput(settings, checkout, signal);
  const { root, paths, names, reports } = output;
  if (paths.length === 0) {
    const what = settings.path ?? settings.files.join(', ');
    return { ok: false, code: 'absent', message: `there are no files in ${what}`, retry: false };
  }
  const pointers = await pointersIn(root, paths);
  if (pointers.length > 0) {
    const hint = `${FETCH_LARGE_FILES}. What visitors don't load can be left out with exclude.`;
    return { ok: false, code: 'unreadable', message: pointerWords(pointers), hint, retry: false };
  }
  const { compression } = settings;
  const sizes = await measureFiles({ root, paths, names, compression, known: compressedSizes, signal });

  const ids = fileIds(output);
  const files = paths.map((path, index): BundleFile => {
    const name = names.logical.get(path) ?? path;
    return { path, name, type: fileType(path), id: ids.get(path) ?? null, ...(sizes[index] as (typeof sizes)[0]) };
  });
  const { entries, notes: entryNotes } = await findEntries(output);
  const { directory } = checkout;
  const { notes: mapNotes, ...contents } = await attribute({ root, directory, paths, reports, signal });
  const evidence: BundleEvidence = { compression, files, entries, ...contents };
  const pages =
    entries.length > MOST_PAGES ? { parts: {}, notes: [TOO_MANY_PAGES] } : { parts: pagesOf(evidence), notes: [] };
  return {
    ok: true,
    ...valuesOf(evidence, settings.fileBudgets),
    parts: pages.parts,
    evidence,
    notes: [...output.notes, ...entryNotes, ...mapNotes, ...pages.notes],
  };
}

/** The path or glob in the settings that fits nothing in the checkout; null if all fit. Links out of it don't count. */
export async function missingPath(settings: BundleSettings, directory: string): Promise<Missing | null> {
  if (settings.import !== undefined) return await missingImport(settings.import, directory);
  if (settings.path !== null) {
    const folder = resolveInside(directory, settings.path);
    if (folder === null && (await stat(join(directory, settings.path)).catch(() => null)) !== null) {
      const problem = `${quoted(settings.path)} leads out of the repository, where base would find head's files. Let the build write to a folder inside.`;
      return { path: settings.path, isPlace: true, problem };
    }
    const found = folder === null ? null : await stat(folder).catch(() => null);
    if (!found?.isDirectory()) return { path: settings.path, isPlace: true };
  }
  const paths = await bundleFiles(settings, directory).then(
    ({ shipped }) => shipped,
    () => null,
  );
  // An unreadable folder is no mistake in the config; the visit reports it.
  if (paths === null) return null;
  if (paths.length === 0) return { path: settings.path ?? settings.files.join(', '), isPlace: true };
  const fitsNone = (glob: string) => {
    const fits = picomatch(glob, { dot: true });
    return !paths.some((path) => fits(path));
  };
  const path = settings.fileBudgets.find(fitsNone);
  return path === undefined ? null : { path, isPlace: false };
}
